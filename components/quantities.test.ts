import { expect, test } from "@jest/globals";
import { decimal, gibibytes } from "./quantities.ts";

test.each([
  [0, "0"],
  [64, "64"],
  [5100, "5100"],
  [8000, "8k"],
  [2_000_000, "2M"],
])("%p is %s", (count, text) => {
  expect(decimal(count)).toBe(text);
});

test.each([
  [50, "50Gi"],
  [1024, "1Ti"],
  [1536, "1536Gi"],
  [1024 * 1024, "1Pi"],
])("%p GiB are %s", (size, text) => {
  expect(gibibytes(size)).toBe(text);
});
