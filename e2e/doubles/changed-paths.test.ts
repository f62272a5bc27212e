import { expect, test } from "@jest/globals";
import { changedPaths } from "./changed-paths.ts";

test("paths say what changed, within objects too", () => {
  const olds = { name: "a", scalingConfig: { minSize: 1, maxSize: 3 }, tags: { owner: "x" }, gone: 1 };
  const news = { name: "a", scalingConfig: { minSize: 2, maxSize: 3 }, tags: { owner: "x" }, added: true };
  expect(changedPaths(olds, news)).toEqual(["added", "gone", "scalingConfig.minSize"]);
});

test("a list changes as a whole, also in what is within its items", () => {
  const rules = (port: number) => ({ rules: [{ port, from: ["10.0.0.0/8"] }] });
  expect(changedPaths(rules(1), rules(1))).toEqual([]);
  expect(changedPaths(rules(1), rules(2))).toEqual(["rules"]);
});

test("what the bridge keeps for itself is no change", () => {
  expect(changedPaths({ __defaults: ["name"], name: "a" }, { __defaults: [], name: "a" })).toEqual([]);
});
