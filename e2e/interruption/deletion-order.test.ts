import { expect, test } from "@jest/globals";
import { brokenRules } from "./deletion-order.ts";
import type { TimedStep } from "./moments.ts";

const step = (type: string, name: string, began: number, ended: number, op = "delete"): TimedStep => ({
  op,
  urn: `urn:pulumi:s::p::gameplane:games:Game$kubernetes:agones.dev/v1:${type}::${name}`,
  began,
  ended,
});

const RULE = [{ type: "Fleet" }, { type: "Release", name: /^agones$/ }] as const;

test("what is gone before the other begins to go keeps the rule, for each pair", () => {
  const steps = [step("Fleet", "a", 1, 2), step("Fleet", "b", 1, 3), step("Release", "agones", 3, 4)];
  expect(brokenRules(steps, [[...RULE]])).toEqual({ broken: [], pairs: 2 });
});

test("what begins to go while the first is still there breaks it", () => {
  const steps = [step("Fleet", "a", 1, 5), step("Release", "agones", 3, 4), step("Release", "other", 0, 1)];
  expect(brokenRules(steps, [[...RULE]])).toEqual({
    broken: ["Release agones began to go before Fleet a was gone"],
    pairs: 1,
  });
});

test("a rule that nothing meets is broken", () => {
  const steps = [step("Fleet", "a", 1, 2), step("Release", "agones", 3, 4, "create")];
  expect(brokenRules(steps, [[...RULE]]).broken).toEqual([
    "nothing to compare: Fleet (1), Release /^agones$/ (0)",
  ]);
});
