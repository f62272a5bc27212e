import { expect, test } from "@jest/globals";
import { changedPaths } from "./changed-paths.ts";

test("a path goes as deep as both values go on", () => {
  const before = { a: [1, { b: 1 }], "x/y.z": "one", gone: { deep: true }, kind: "map" };
  const after = { a: [1, { b: 2 }, 3], "x/y.z": "two", kind: { of: "map" } };
  expect(changedPaths(before, after)).toEqual(["a[1].b", "a[2]", '["x/y.z"]', "gone", "kind"]);
  expect(changedPaths(before, structuredClone(before))).toEqual([]);
});
