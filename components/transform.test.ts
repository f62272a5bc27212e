import { expect, test } from "@jest/globals";
import { transformed } from "./transform.ts";

test("without a transform the arguments pass as they are", () => {
  expect(transformed(undefined, "vpc", { cidr: "10.0.0.0/16" }, { protect: true })).toEqual([
    "vpc",
    { cidr: "10.0.0.0/16" },
    { protect: true },
  ]);
});

test("values replace a component's own", () => {
  expect(
    transformed<{ cidr: string; size?: number }, object>({ size: 2 }, "vpc", { cidr: "a", size: 1 }, {}),
  ).toEqual(["vpc", { cidr: "a", size: 2 }, {}]);
});

test("a function changes arguments and options in place, and knows the name", () => {
  const [name, args, opts] = transformed<{ tag: string }, { protect?: boolean }>(
    (a, o, n) => {
      a.tag = n;
      o.protect = true;
    },
    "vpc",
    { tag: "" },
    {},
  );
  expect([name, args, opts]).toEqual(["vpc", { tag: "vpc" }, { protect: true }]);
});
