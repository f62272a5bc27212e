import { expect, test } from "@jest/globals";
import { overlap, within } from "./cidr-checks.ts";

test("a block is within another of its size or larger", () => {
  expect(within("10.0.1.0/24", "10.0.0.0/16")).toBe(true);
  expect(within("10.0.0.0/16", "10.0.0.0/16")).toBe(true);
  expect(within("10.1.0.0/24", "10.0.0.0/16")).toBe(false);
  expect(within("10.0.0.0/15", "10.0.0.0/16")).toBe(false);
  expect(within("2001:db8::/64", "10.0.0.0/16")).toBe(false);
});

test("blocks overlap whichever of them is larger", () => {
  expect(overlap("10.0.0.0/20", "10.0.15.0/24")).toBe(true);
  expect(overlap("10.0.15.0/24", "10.0.0.0/20")).toBe(true);
  expect(overlap("10.0.0.0/24", "10.0.1.0/24")).toBe(false);
});
