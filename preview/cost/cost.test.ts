import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import program from "../../index.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { preview } from "../preview.ts";
import type { StackReport } from "../report.ts";
import { costOf } from "./cost.ts";
import { launchTemplate, nodeGroup, prices, region, resource } from "./cost-fixture.ts";
import { readPrices } from "./prices.ts";

const USD = {
  "ec2 c7i.4xlarge": 1,
  "ebs gp3": 0.1,
  "public ipv4": 0.01,
  "ec2 detailed monitoring": 2,
  "inter-zone transfer": 0.5,
};

/** One pool of 1, 2 and 10 nodes of 50 GiB each. */
const POOL = region(launchTemplate(), nodeGroup("game"));

const sizes = (minimum: number, buffer: number, maximum: number) => ({ minimum, buffer, maximum });

const rounded = ({ minimum, buffer, maximum }: ReturnType<typeof sizes>) =>
  sizes(Math.round(minimum * 1e6) / 1e6, Math.round(buffer * 1e6) / 1e6, Math.round(maximum * 1e6) / 1e6);

describe("costOf", () => {
  const cost = costOf(POOL, [], 0, prices(USD, { interZoneGbPerNode: 3 }));

  it("is quantity times price, row by row, the dearest first", () => {
    expect(
      cost.rows.map(({ what, quantity, unit, usdPerUnit, usd }) => [what, quantity, unit, usdPerUnit, usd]),
    ).toEqual([
      ["EC2 c7i.4xlarge, pool game", sizes(100, 200, 1000), "hour", 1, sizes(100, 200, 1000)],
      ["EBS gp3 of nodes", sizes(50, 100, 500), "GB-month", 0.1, sizes(5, 10, 50)],
      ["traffic between zones", sizes(6, 12, 60), "GB", 0.5, sizes(3, 6, 30)],
      ["detailed monitoring of nodes", sizes(1, 2, 10), "instance-month", 2, sizes(2, 4, 20)],
      ["public IPv4 addresses of nodes", sizes(100, 200, 1000), "hour", 0.01, sizes(1, 2, 10)],
    ]);
  });

  it("has each price's source and date, and the day and month of the file", () => {
    expect(new Set(cost.rows.map(({ source }) => source))).toStrictEqual(new Set(["a test, 2026-05-01"]));
    expect(cost).toMatchObject({
      currency: "USD",
      pricesAsOf: "2026-06-01",
      hoursPerMonth: 100,
      unpriced: [],
    });
  });

  it("sums up", () => {
    expect(rounded(cost.total)).toStrictEqual(sizes(111, 222, 1110));
  });

  it("says what it takes for granted", () => {
    expect(cost.assumptions).toStrictEqual([
      "a month of 100 hours, all of them at that size",
      "list prices on demand: no tax, no support plan, no discount, no savings plan, no free tier",
      "of the instance types that a pool may start, the first is counted",
      "3 GB a month from each node to other zones, charged at both ends",
    ]);
  });

  it("counts the nodes that the capacity says", () => {
    const capacity = { pool: "game", instanceTypes: ["c7i.4xlarge"], nodes: sizes(4, 5, 6) };
    const [row] = costOf(POOL, [capacity], 0, prices(USD)).rows;
    expect(row?.usd).toStrictEqual(sizes(400, 500, 600));
  });

  it("says that nodes which only end are not counted", () => {
    const old = nodeGroup("old", { taints: [{ key: "gameplane.dev/cordoned", effect: "NO_SCHEDULE" }] });
    const { assumptions, total } = costOf(
      region(launchTemplate(), nodeGroup("game"), old),
      [],
      0,
      prices(USD),
    );
    expect(assumptions).toContain(
      "nodes of cordoned generations, which end with their sessions, are not counted",
    );
    expect(total.maximum).toBe(costOf(POOL, [], 0, prices(USD)).total.maximum);
  });
});

describe("what a player costs", () => {
  const ALL = { ...USD, "internet transfer": 0 };

  it("is the whole bill at the maximum, by players and hours", () => {
    const { perPlayerHour, total } = costOf(POOL, [], 50, prices(ALL, { interZoneGbPerNode: 0 }));
    expect(total.maximum).toBe(1080);
    expect(perPlayerHour).toBe(1080 / 100 / 50);
  });

  it("is nothing to speak of without players", () => {
    expect(costOf(POOL, [], 0, prices(ALL)).perPlayerHour).toBeNull();
  });

  it.each([
    ["nodes", { "ec2 c7i.4xlarge": 1 }, "traffic to players"],
    ["traffic to players", { "internet transfer": 1 }, "EC2 c7i.4xlarge, pool game"],
  ])("is not known with a price for %s alone, and the report says so", (_, usd, lacking) => {
    const { perPlayerHour, assumptions } = costOf(POOL, [], 50, prices(usd));
    expect(perPlayerHour).toBeNull();
    expect(assumptions.at(-1)).toBe(`what a player costs is not known, for want of these prices: ${lacking}`);
  });
});

describe("what has no price", () => {
  it("is told by the price that lacks, and never counted as nothing", () => {
    const { rows, unpriced, total } = costOf(POOL, [], 0, prices({ "ec2 c7i.4xlarge": 1 }));
    expect(total).toStrictEqual(sizes(100, 200, 1000));
    expect(unpriced).toStrictEqual([
      "ebs gp3 in eu-west-1: EBS gp3 of nodes",
      "ec2 detailed monitoring in eu-west-1: detailed monitoring of nodes",
      "inter-zone transfer in eu-west-1: traffic between zones",
      "public ipv4 in eu-west-1: public IPv4 addresses of nodes",
    ]);
    expect(
      rows.filter(({ usd }) => usd === null).map(({ usdPerUnit, source }) => [usdPerUnit, source]),
    ).toEqual(unpriced.map(() => [null, "no price"]));
  });

  it("says of spot nodes what they cost at most", () => {
    const spot = region(nodeGroup("game", { capacityType: "SPOT" }));
    const [row] = costOf(spot, [], 0, prices({ ...USD, "inter-zone transfer": 0 })).rows.filter(
      ({ usd }) => usd === null,
    );
    expect(row).toMatchObject({
      what: "EC2 c7i.4xlarge (spot), pool game",
      source: "no price; on demand it is $1, more than which it never is (a test, 2026-05-01)",
    });
    expect(costOf(spot, [], 0, prices({ ...USD, "ec2 spot c7i.4xlarge": 0.4 })).rows[0]?.usdPerUnit).toBe(
      0.4,
    );
  });

  it.each([
    [{ scalingConfig: "[unknown]" }, "EC2 nodes, pool game: their number is not known"],
    [{ instanceTypes: "[unknown]" }, "EC2 nodes, pool game: their instance type is not known"],
  ])("is a pool of which something is not known: %p", (inputs, expected) => {
    expect(costOf(region(nodeGroup("game", inputs)), [], 0, prices(USD)).unpriced).toContain(expected);
  });

  it("is a type that nobody listed", () => {
    const { unpriced, rows } = costOf(
      region(resource("aws:rds/instance:Instance", "a"), resource("aws:rds/instance:Instance", "b")),
      [],
      0,
      prices(),
    );
    expect(unpriced).toStrictEqual(["aws:rds/instance:Instance, a type without a price"]);
    expect(rows).toMatchObject([{ quantity: sizes(2, 2, 2), unit: "resource", usd: null }]);
  });

  it("is what is only read", () => {
    const read = resource("aws:kms/key:Key", "theirs", {}, { read: true });
    expect(costOf(region(read), [], 0, prices()).rows).toStrictEqual([]);
  });
});

describe("more nodes", () => {
  const size = fc.nat({ max: 500 });

  it("never cost less, and rows always sum to the total", () => {
    fc.assert(
      fc.property(size, size, size, fc.nat({ max: 200_000 }), (minimum, buffer, maximum, players) => {
        const of = (more: number) =>
          costOf(
            POOL,
            [
              {
                pool: "game",
                instanceTypes: [],
                nodes: sizes(minimum + more, buffer + more, maximum + more),
              },
            ],
            players,
            prices({ ...USD, "internet transfer": 0.09, "internet transfer above 10 TB": 0.08 }),
          );
        const [fewer, more] = [of(0), of(1)];
        for (const each of ["minimum", "buffer", "maximum"] as const) {
          expect(more.total[each]).toBeGreaterThan(fewer.total[each]);
          const summed = fewer.rows.reduce((all, { usd }) => all + (usd?.[each] ?? 0), 0);
          expect(summed).toBeCloseTo(fewer.total[each], 6);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("the repository's own stacks", () => {
  const stacks = new Map<string, StackReport>();
  const ours = readPrices();
  const costOfStack = (name: string, players = 0) => {
    const stack = stacks.get(name);
    if (stack === undefined) throw new Error(`no stack ${name}`);
    return costOf(stack, [], players, ours);
  };

  beforeAll(async () => {
    const project = readProject(process.cwd());
    for (const stack of await preview(program, project, [...project.stacks.keys()]))
      stacks.set(stack.name, stack);
  });

  it("have no resource of a type that nobody listed", () => {
    const lines = [...stacks.keys()].flatMap((name) => costOfStack(name).unpriced);
    expect(lines.filter((line) => line.includes("a type without a price"))).toStrictEqual([]);
  });

  it("are priced in full in us-east-1", () => {
    const { unpriced, perPlayerHour } = costOfStack("prod-us-east-1", 10_000);
    expect(unpriced).toStrictEqual([]);
    expect(perPlayerHour).toBeGreaterThan(0);
  });

  it("have a price for every node, in every region", () => {
    const lines = [...stacks.keys()].flatMap((name) => costOfStack(name).unpriced);
    expect(lines.filter((line) => /^ec2 |^EC2 /.test(line))).toStrictEqual([]);
  });

  it("pay once for the addresses that an environment keeps for its home region", () => {
    const addresses = (name: string) =>
      costOfStack(name).rows.find(({ what }) => what === "public IPv4 addresses of NAT gateways")?.quantity
        .maximum;
    expect(addresses("prod")).toBe(3 * ours.hoursPerMonth);
    expect(addresses("prod-us-east-1")).toBeUndefined();
    expect(addresses("prod-eu-west-1")).toBe(3 * ours.hoursPerMonth);
  });

  it("do not know what somebody else's cluster costs", () => {
    expect(costOfStack("local", 100)).toMatchObject({
      total: sizes(0, 0, 0),
      unpriced: ["the existing cluster: its nodes, volumes and traffic"],
      perPlayerHour: null,
    });
  });
});
