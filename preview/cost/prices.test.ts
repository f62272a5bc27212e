import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { ASSUMPTIONS } from "./assumptions.ts";
import { Prices, PricesError, readPriceFile, readPrices } from "./prices.ts";

const folder = mkdtempSync(join(tmpdir(), "gameplane-prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = {
  currency: "USD",
  asOf: "2026-06-01",
  hoursPerMonth: 730,
  eksStandardSupportUntil: {},
  prices: [{ region: "eu-west-1", source: "our contract", asOf: "2026-01-01", usd: { "nat gateway": 0.04 } }],
};

function write(content: unknown): string {
  const file = join(folder, "mine.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function mistakes(content: unknown): string[] {
  try {
    readPrices(write(content));
  } catch (error) {
    if (error instanceof PricesError) return error.lines;
    throw error;
  }
  return [];
}

describe("readPrices", () => {
  it("reads gameplane's own file", () => {
    const prices = readPrices();
    expect(prices.find("ec2 c7i.4xlarge", "us-east-1")).toStrictEqual({
      usd: 0.714,
      source:
        "AWS price list as in github.com/aws/karpenter-provider-aws v1.15.1, on demand, Linux, 2026-07-20",
    });
    expect(prices.asOf).toBe("2026-11-21");
    expect(prices.assumptions).toStrictEqual(ASSUMPTIONS.parse({}));
  });

  it("reads somebody's own", () => {
    const prices = readPrices(write({ ...GOOD, assumptions: { playerKbitPerSecond: 50 } }));
    expect(prices.find("nat gateway", "eu-west-1")).toStrictEqual({
      usd: 0.04,
      source: "our contract, 2026-01-01",
    });
    expect(prices.assumptions).toStrictEqual({ ...ASSUMPTIONS.parse({}), playerKbitPerSecond: 50 });
  });

  it("tells all mistakes at once, each with its place", () => {
    expect(
      mistakes({
        ...GOOD,
        currency: "EUR",
        asOf: "June",
        hoursPerMonth: 0,
        assumptions: { players: 1, natGbPerNode: -1 },
        prices: [
          { region: "Ireland", source: "", asOf: "2026-01-01", usd: { "nat gateway": -1 } },
          { region: "*", source: "x", asOf: null, usd: {}, note: "y" },
        ],
      }),
    ).toStrictEqual([
      'mine.json: currency "EUR": not USD, the only one that is known',
      'mine.json: asOf "June": not a date such as "2026-11-21"',
      "mine.json: hoursPerMonth 0: not the hours of a month, such as 730",
      "mine.json: assumptions.natGbPerNode -1: not an amount: 0 or more",
      'mine.json: assumptions: Unrecognized key: "players"',
      'mine.json: prices[0].region "Ireland": not a region such as "eu-west-1", nor "*"',
      'mine.json: prices[0].source "": says nothing; name the page or the file',
      'mine.json: prices[0].usd["nat gateway"] -1: not a price: USD, 0 or more',
      'mine.json: prices[1]: Unrecognized key: "note"',
    ]);
  });

  it("helps with a price's name", () => {
    const usd = {
      "nat gatway": 1,
      "ec2 c7i": 1,
      "ec2 c7i.large": 1,
      "ec2 spot c7i.large": 1,
      "elasticache valkey cache.r7g.large": 1,
    };
    expect(mistakes({ ...GOOD, prices: [{ ...GOOD.prices[0], usd }] })).toStrictEqual([
      'mine.json: prices[0].usd "nat gatway": nothing has a price of this name; did you mean "nat gateway"?',
      'mine.json: prices[0].usd "ec2 c7i": nothing has a price of this name; did you mean "ec2 c7i.large"?',
    ]);
  });

  it.each([
    ["{", /^mine.json is not JSON: /],
    ["[]", /^mine.json: the file: Invalid input: expected object, received array$/],
  ])("says what a file is not: %s", (text, expected) => {
    expect(mistakes(text)).toStrictEqual([expect.stringMatching(expected)]);
  });

  it("says which file cannot be read", () => {
    expect(() => readPrices(join(folder, "none.json"))).toThrow(
      /none\.json cannot be read: .*ENOENT.*name a price file/,
    );
  });
});

describe("find", () => {
  const file = (...prices: object[]) => new Prices(readPriceFile(write({ ...GOOD, prices })));
  const block = (region: string, usd: number, source = region) => ({
    region,
    source,
    asOf: "2026-01-01",
    usd: { "public ipv4": usd },
  });

  it("has no other region's price", () => {
    expect(file(block("eu-west-1", 1)).find("public ipv4", "us-west-2")).toBeUndefined();
  });

  it("takes a region's own before everywhere's, and of two the last", () => {
    const prices = file(block("eu-west-1", 1), block("eu-west-1", 2, "later"), block("*", 3));
    expect(prices.find("public ipv4", "eu-west-1")).toStrictEqual({ usd: 2, source: "later, 2026-01-01" });
    expect(prices.find("public ipv4", "us-west-2")?.usd).toBe(3);
  });
});
