import { expect, test } from "@jest/globals";
import { dollars, moreDollars, price, whole } from "./numbers.ts";

test("whole figures have commas", () => {
  expect([0, 999.6, 1234567].map(whole)).toEqual(["0", "1,000", "1,234,567"]);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"],
])("%d is shown as %s", (count, expected) => {
  expect(whole(count)).toBe(expected);
});

test("dollars are whole, and a few cents are not nothing", () => {
  expect([0, 0.4, 1, 12345.5, -0.4, -1234].map(dollars)).toEqual([
    ...["$0", "under $1", "$1", "$12,346", "−under $1", "−$1,234"],
  ]);
});

test("a difference has a sign, and none has none", () => {
  expect([5, 0, -5].map(moreDollars)).toEqual(["+$5", "$0", "−$5"]);
});

test("a price has four digits that count", () => {
  expect([0.714, 0.0000123456, 73, 1234.56].map(price)).toEqual(["$0.714", "$0.00001235", "$73", "$1235"]);
});
