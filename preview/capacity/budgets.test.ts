import { describe, expect, test } from "@jest/globals";
import { agonesRelease } from "./agones-release.ts";
import { nodesWithin } from "./budgets.ts";
import { nodeGroup } from "./capacity-fixture.ts";
import { nodeGroupsOf } from "./node-groups.ts";
import { knownGroup } from "./node-room.ts";

const groupOf = (name: string, max: number) =>
  nodeGroupsOf(nodeGroup(name, { max }), 500).groups.flatMap(
    (group) => knownGroup(group, agonesRelease([])) ?? [],
  );
const [a, b, c] = [groupOf("a", 3), groupOf("b", 5), groupOf("c", 7)];
const shared = { amount: 64, fixed: 0, perNode: () => 8 };
const within = (budgets: Parameters<typeof nodesWithin>[0], others = 0) => {
  const nodes = nodesWithin(budgets, [...a, ...b], c, new Map([["c", others]]));
  return nodes && Object.fromEntries(nodes);
};

describe("nodes within a budget", () => {
  test("fill group after group up to its maximum, then whatever is left", () => {
    expect(within([shared])).toEqual({ a: 3, b: 5 });
    expect(within([{ ...shared, amount: 40 }])).toEqual({ a: 3, b: 2 });
    expect(within([{ ...shared, amount: 80 }])).toEqual({ a: 5, b: 5 });
  });

  test("are fewer by what others and anything else take", () => {
    expect(within([shared], 3)).toEqual({ a: 3, b: 2 });
    expect(within([{ ...shared, fixed: 17 }])).toEqual({ a: 3, b: 2 });
    expect(within([shared], 9)).toEqual({ a: 0, b: 0 });
  });

  test("keep within each budget of several", () => {
    const of = (name: string, amount: number) => ({
      ...{ amount, fixed: 0 },
      perNode: (group: { name: string }) => (group.name === name ? 4 : 0),
    });
    expect(within([of("a", 9), of("b", 40)])).toEqual({ a: 2, b: 10 });
  });

  test("are as many as the group has where nothing bounds it, and nothing to say where it bounds none", () => {
    expect(within([{ amount: 8, fixed: 0, perNode: ({ name }) => (name === "a" ? 8 : 0) }])).toEqual({
      a: 1,
      b: 5,
    });
    expect(within([{ amount: 8, fixed: 0, perNode: () => 0 }])).toBeUndefined();
    expect(within([])).toBeUndefined();
  });
});
