import { expect, test } from "@jest/globals";
import { partitionOf } from "./partition.ts";

test("the partition follows from the region", () => {
  expect(["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1"].map(partitionOf)).toEqual([
    "aws",
    "aws",
    "aws-cn",
    "aws-us-gov",
  ]);
});
