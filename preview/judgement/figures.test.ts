import { expect, test } from "@jest/globals";
import { exampleCapacity, exampleChange, exampleCost, exampleStack } from "./example-report.ts";
import { figuresOf } from "./figures.ts";

const [ONE, TWO] = ["prod-eu-west-1", "prod-us-east-1"];
const violation = (level: "mandatory" | "advisory") => ({ policy: "p", level, urn: "", message: "m" });

test("figures of two stacks", () => {
  const stacks = [
    exampleStack(ONE, {
      changes: [exampleChange(ONE, "Fleet::duel", "update"), exampleChange(ONE, "vpc:Vpc::vpc", "replace")],
      warnings: ["w"],
      violations: [violation("mandatory"), violation("advisory"), violation("advisory")],
      capacity: exampleCapacity({
        findings: [
          { level: "error", message: "too small" },
          { level: "warning", message: "nearly" },
        ],
      }),
    }),
    exampleStack(TWO, {
      changes: [exampleChange(TWO, "Fleet::duel", "delete"), exampleChange(TWO, "vpc:Vpc::vpc", "create")],
      warnings: ["w"],
      errors: ["e"],
      judged: false,
      cost: exampleCost({ unpriced: ["spot", "NAT"] }),
    }),
  ];
  expect(figuresOf(stacks, true)).toEqual({
    stacks: 2,
    changes: { replace: 1, delete: 1, update: 1, create: 1 },
    uncompared: [],
    errors: 1,
    warnings: 1,
    mandatory: 1,
    advisory: 2,
    unjudged: [TWO],
    capacityErrors: 1,
    capacityWarnings: 1,
    players: 240,
    cost: {
      total: { minimum: 2084.88, buffer: 3127.32, maximum: 41697.6 },
      difference: { minimum: 0, buffer: 200, maximum: 2000 },
      unpriced: ["NAT", "spot"],
    },
  });
});

test("what is not known is not counted as nothing", () => {
  const { changes, ...unknown } = exampleStack(ONE, { capacity: null, cost: null });
  expect(changes).toEqual([]);
  const figures = figuresOf([unknown], true);
  expect(figures.uncompared).toEqual([ONE]);
  expect([figures.players, figures.cost]).toEqual([undefined, undefined]);
});

test("a difference is unknown where that of one stack is", () => {
  const { difference, ...cost } = exampleCost();
  expect(difference).toBeDefined();
  expect(figuresOf([exampleStack(ONE), exampleStack(TWO, { cost })], true).cost?.difference).toBeUndefined();
});

test("without a base nothing is compared", () => {
  const figures = figuresOf([exampleStack(ONE)], false);
  expect([figures.changes, figures.uncompared]).toEqual([undefined, []]);
});
