import { describe, expect, it } from "@jest/globals";
import { PRICE_FILE } from "./prices.ts";
import { OfferError, readOffer, refreshed } from "./refresh-prices.ts";

const OFFER = `"FormatVersion","v1.0"
"Disclaimer","This pricing list is for informational purposes only."
"Publication Date","2026-10-02T10:00:00Z"
"Version","20261002100000"
"OfferCode","AmazonEC2"
"SKU","TermType","PriceDescription","StartingRange","PricePerUnit","Currency","serviceCode","Location Type","Instance Type","Operating System","Tenancy","CapacityStatus","Pre Installed S/W","Region Code","usageType","operation"
"A","OnDemand","$0.76608 per On Demand Linux c7i.4xlarge Instance Hour","0","0.7660800000","USD","AmazonEC2","AWS Region","c7i.4xlarge","Linux","Shared","Used","NA","eu-west-1","EU-BoxUsage:c7i.4xlarge","RunInstances"
"B","Reserved","Linux/UNIX (Amazon VPC), c7i.4xlarge reserved","0","0.5000000000","USD","AmazonEC2","AWS Region","c7i.4xlarge","Linux","Shared","Used","NA","eu-west-1","EU-BoxUsage:c7i.4xlarge","RunInstances"
"C","OnDemand","$0.01 per On Demand Linux t3.nano","0","0.0100000000","USD","AmazonEC2","AWS Region","t3.nano","Linux","Shared","Used","NA","eu-west-1","EU-BoxUsage:t3.nano","RunInstances"
"D","OnDemand","$0.048 per NAT Gateway Hour","0","0.0480000000","USD","AmazonEC2","AWS Region",,,,,,"eu-west-1","EU-NatGateway-Hours","NatGateway"
"E","OnDemand","a further tier","1000","0.0400000000","USD","AmazonEC2","AWS Region",,,,,,"eu-west-1","EU-NatGateway-Hours","NatGateway"
`;

const lines = OFFER.trimEnd().split("\n");

const FILE = PRICE_FILE.parse({
  currency: "USD",
  asOf: "2026-06-01",
  hoursPerMonth: 730,
  eksStandardSupportUntil: {},
  prices: [
    {
      region: "eu-west-1",
      source: "a blog",
      asOf: "2026-01-01",
      usd: { "nat gateway": 1, "nat gateway data": 2 },
    },
    { region: "eu-west-1", source: "another", asOf: "2026-01-01", usd: { "ec2 c7i.4xlarge": 3 } },
    { region: "us-east-1", source: "a blog", asOf: null, usd: { "nat gateway": 4 } },
  ],
});

const OFFER_OF_EC2 = {
  code: "AmazonEC2",
  published: "2026-10-02",
  prices: [
    { region: "eu-west-1", key: "ec2 c7i.4xlarge", usd: 0.76608 },
    { region: "eu-west-1", key: "nat gateway", usd: 0.048 },
  ],
};

describe("readOffer", () => {
  it("reads the prices that are wanted, by the first tier", async () => {
    expect(await readOffer(lines, (key) => key !== "ec2 t3.nano")).toStrictEqual(OFFER_OF_EC2);
  });

  it("refuses a file that is none", async () => {
    await expect(readOffer(["{", "}"], () => true)).rejects.toThrow(OfferError);
    await expect(readOffer(lines.slice(5), () => true)).rejects.toThrow(/does not begin as an offer file/);
  });
});

describe("refreshed", () => {
  it("has the new prices with their source, and leaves the others alone", () => {
    const { prices, asOf } = refreshed(FILE, [OFFER_OF_EC2]);
    expect(asOf).toBe("2026-10-02");
    expect(prices).toStrictEqual([
      { region: "eu-west-1", source: "a blog", asOf: "2026-01-01", usd: { "nat gateway data": 2 } },
      { region: "us-east-1", source: "a blog", asOf: null, usd: { "nat gateway": 4 } },
      {
        region: "eu-west-1",
        source: "AWS price list AmazonEC2",
        asOf: "2026-10-02",
        usd: { "ec2 c7i.4xlarge": 0.76608, "nat gateway": 0.048 },
      },
    ]);
  });

  it("is a price file", () => {
    expect(PRICE_FILE.safeParse(refreshed(FILE, [OFFER_OF_EC2])).success).toBe(true);
  });

  it("changes nothing a second time", () => {
    const once = refreshed(FILE, [OFFER_OF_EC2]);
    expect(refreshed(PRICE_FILE.parse(once), [OFFER_OF_EC2])).toStrictEqual(once);
  });

  it("keeps assumptions that are somebody's own, and writes no others", () => {
    const file = PRICE_FILE.parse({ ...FILE, assumptions: { playerKbitPerSecond: 50 } });
    expect(refreshed(file, []).assumptions).toStrictEqual({ playerKbitPerSecond: 50 });
    expect(refreshed(FILE, []).assumptions).toStrictEqual({});
  });
});
