import { describe, expect, it } from "@jest/globals";
import { change, dollars, smallDollars } from "./money.ts";

describe("dollars", () => {
  it.each([
    [0, "$0"],
    [0.004, "$0.00"],
    [0.5, "$0.50"],
    [9.99, "$9.99"],
    [9.996, "$10"],
    [10.4, "$10"],
    [12_345.49, "$12,345"],
    [1_234_567.5, "$1,234,568"],
    [-1234.4, "-$1,234"],
    [-0.001, "$0.00"],
  ])("shows %d as %s", (usd, expected) => {
    expect(dollars(usd)).toBe(expected);
  });
});

describe("change", () => {
  it.each([
    [0, "$0"],
    [1234, "+$1,234"],
    [-1234, "-$1,234"],
  ])("shows %d as %s", (usd, expected) => {
    expect(change(usd)).toBe(expected);
  });
});

describe("smallDollars", () => {
  it("shows parts of a cent", () => {
    expect(smallDollars(0.00123)).toBe("$0.0012");
    expect(smallDollars(1234.56789)).toBe("$1,234.5679");
  });
});
