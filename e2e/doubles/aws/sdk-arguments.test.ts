import { expect, test } from "@jest/globals";
import { checkArguments } from "./sdk-arguments.ts";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const GROUP = {
  clusterName: "c",
  nodeRoleArn: "arn",
  subnetIds: ["subnet-1"],
  scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 2 },
};

const properties = (inputs: Parameters<typeof checkArguments>[1]) =>
  checkArguments(NODE_GROUP, inputs).map(({ property }) => property);

test("what the SDK asks for is there", () => {
  expect(properties(GROUP)).toEqual([]);
  expect(properties({ clusterName: "c", scalingConfig: { minSize: 0 } })).toEqual([
    "nodeRoleArn",
    "subnetIds",
    "scalingConfig.desiredSize",
    "scalingConfig.maxSize",
  ]);
});

test("an input that the SDK does not know is refused by its path", () => {
  expect(properties({ ...GROUP, instanceType: "c7i.large" })).toEqual(["instanceType"]);
  expect(properties({ ...GROUP, scalingConfig: { ...GROUP.scalingConfig, min: 1 } })).toEqual([
    "scalingConfig.min",
  ]);
  expect(properties({ ...GROUP, taints: [{ key: "a", effect: "NO_SCHEDULE" }, { key: "a" }] })).toEqual([
    "taints[1].effect",
  ]);
});

test("keys of maps are the program's own", () => {
  expect(properties({ ...GROUP, labels: { "gameplane.dev/pool": "game" }, tags: { a: "b" } })).toEqual([]);
});
