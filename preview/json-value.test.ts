import { expect, test } from "@jest/globals";
import { at, number, text, texts } from "./json-value.ts";

test("a path leads to a value, or to nothing", () => {
  const value = { spec: { policy: { type: "Buffer" } }, list: [{ a: 1 }] };
  expect(at(value, "spec", "policy", "type")).toBe("Buffer");
  expect(at(value, "spec", "none", "type")).toBeUndefined();
  expect(at(value, "list", "0")).toBeUndefined();
  expect(at(value, "constructor")).toBeUndefined();
  expect(at(undefined, "spec")).toBeUndefined();
});

test("what has another type is not there", () => {
  expect([text("a"), text(1), number(1), number("1")]).toEqual(["a", undefined, 1, undefined]);
  expect([texts(["a", 1, "b"]), texts("a")]).toEqual([["a", "b"], []]);
});
