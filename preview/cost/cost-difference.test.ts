import { describe, expect, it } from "@jest/globals";
import { costDifference } from "./cost-difference.ts";
import { costOf } from "./cost.ts";
import { nodeGroup, prices, region, resource } from "./cost-fixture.ts";
import type { Prices } from "./prices.ts";

const PRICED = prices({ "ec2 c7i.4xlarge": 1, "ec2 m7i.large": 1, "inter-zone transfer": 0 });
const key = resource("aws:kms/key:Key", "secrets");

const cost = (maxSize: number, others: Parameters<typeof region> = [], by: Prices = PRICED) =>
  costOf(
    region(nodeGroup("game", { scalingConfig: { minSize: 1, desiredSize: 2, maxSize } }), ...others),
    [],
    0,
    by,
  );

describe("costDifference", () => {
  it("is what a month costs more, or less", () => {
    expect(costDifference(cost(10), cost(12))).toStrictEqual({ minimum: 0, buffer: 0, maximum: 200 });
    expect(costDifference(cost(12), cost(10))).toStrictEqual({ minimum: 0, buffer: 0, maximum: -200 });
  });

  it("is nothing between equals", () => {
    expect(costDifference(cost(10), cost(10))).toStrictEqual({ minimum: 0, buffer: 0, maximum: 0 });
  });

  it("is known where as much as before has no price", () => {
    expect(costDifference(cost(10, [key]), cost(12, [key]))?.maximum).toBe(200);
  });

  it("is not known where something without a price comes, goes or grows", () => {
    const two = [key, resource("aws:kms/key:Key", "other")];
    expect(costDifference(cost(10), cost(10, [key]))).toBeUndefined();
    expect(costDifference(cost(10, [key]), cost(10))).toBeUndefined();
    expect(costDifference(cost(10, [key]), cost(10, two))).toBeUndefined();
  });

  it("is not known between months of another length", () => {
    expect(costDifference({ ...cost(10), hoursPerMonth: 730 }, cost(10))).toBeUndefined();
  });
});
