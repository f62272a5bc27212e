import { expect, test } from "@jest/globals";
import { mebibytes, quantity, quantitySchema, thousandths } from "./quantity.ts";

test.each([
  ["2", 2],
  [2, 2],
  ["0.5", 0.5],
  ["500m", 0.5],
  ["8k", 8000],
  ["2Gi", 2 ** 31],
  ["512Mi", 2 ** 29],
  ["1e3", 1000],
  ["1.5Ki", 1536],
  ["5G", 5e9],
])("%s is %d", (text, value) => {
  expect(quantity(text)).toBeCloseTo(value, 9);
});

test.each(["", "[unknown]", "Gi", "2 Gi", "-1", "2gi", "1/2"])("%j is no quantity", (text) => {
  expect(quantity(text)).toBeUndefined();
  expect(quantitySchema.safeParse(text).success).toBe(false);
});

test("thousandths are rounded up, but not for what binary fractions add", () => {
  expect([1.1, 0.0301, 2, 0.03].map(thousandths)).toEqual([1100, 31, 2000, 30]);
});

test("bytes are not rounded to mebibytes", () => {
  expect(mebibytes(quantity("1536Ki") ?? 0)).toBe(1.5);
});
