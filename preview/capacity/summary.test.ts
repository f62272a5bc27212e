import { expect, test } from "@jest/globals";
import type { Capacity } from "./capacity-report.ts";
import { summaryOf } from "./summary.ts";

const capacity = (servers: number, players: number): Capacity => ({
  ...{ games: [], pools: [], findings: [], servers, players },
});

test("adds up what is known and names what is not", () => {
  expect(
    summaryOf([
      { stack: "prod-eu-west-1", capacity: capacity(1160, 73_200) },
      { stack: "prod-us-west-2", capacity: capacity(1100, 67_200) },
      { stack: "prod", capacity: null },
    ]),
  ).toEqual({
    ...{ servers: 2260, players: 140_400, promise: { servers: 2000, players: 100_000 }, lacks: [] },
    ...{ stacks: ["prod-eu-west-1", "prod-us-west-2"], notCounted: ["prod"] },
  });
});

test.each([
  [2000, 100_000, []],
  [1999, 100_000, ["1999 servers of 2000: 1 lack"]],
  [2000, 99_999, ["99999 players of 100000: 1 lack"]],
  [0, 0, ["0 servers of 2000: 2000 lack", "0 players of 100000: 100000 lack"]],
])("%d servers with %d players lack %j", (servers, players, lacks) => {
  expect(summaryOf([{ stack: "a", capacity: capacity(servers, players) }]).lacks).toEqual(lacks);
});

test("nothing at all lacks everything", () => {
  expect(summaryOf([]).lacks).toHaveLength(2);
});
