import { beforeEach, expect, test } from "@jest/globals";
import { allocatable } from "../../../stacks/settings/allocatable.ts";
import { instanceType } from "../../../stacks/settings/instance-types.ts";
import { Clock } from "../clock.ts";
import type { PropertyMap } from "../wire.ts";
import { Account } from "./account.ts";
import { nodesOf, sizeOf } from "./node-group-nodes.ts";

const REGION = "eu-west-1";

let account: Account;

/** Something that is there, without any check. */
const put = (type: string, id: string, inputs: PropertyMap, outputs: PropertyMap = {}) =>
  account.add({
    id,
    type,
    region: REGION,
    account: account.id,
    urn: "",
    inputs,
    outputs,
    references: [],
    identifiers: [],
  });

beforeEach(() => {
  account = new Account("111122223333", {});
  for (const [index, zone] of ["a", "b"].entries())
    put(
      "aws:ec2/subnet:Subnet",
      `subnet-${zone}`,
      { cidrBlock: `10.0.${index}.0/24` },
      { availabilityZone: `eu-west-1${zone}`, availabilityZoneId: `euw1-az${index + 1}` },
    );
  put("aws:ec2/launchTemplate:LaunchTemplate", "lt-1", {
    userData: Buffer.from("[settings.kubernetes]\nmax-pods = 58\n").toString("base64"),
    blockDeviceMappings: [{ ebs: { volumeSize: 4 } }, { ebs: { volumeSize: 50 } }],
    networkInterfaces: [{ associatePublicIpAddress: "true" }],
  });
});

const GROUP = {
  nodeGroupName: "game-1",
  instanceTypes: ["c7i.2xlarge", "c6i.2xlarge"],
  amiType: "BOTTLEROCKET_x86_64",
  subnetIds: ["subnet-a", "subnet-b"],
  launchTemplate: { id: "lt-1", version: "1" },
  labels: { "game-server": "true" },
  taints: [{ key: "game-server", value: "true", effect: "NO_SCHEDULE" }],
  scalingConfig: { minSize: 1, desiredSize: 3, maxSize: 4 },
};

const nodes = (inputs: PropertyMap) =>
  nodesOf({ account, region: REGION, name: "it", inputs, clock: new Clock() }, 0, sizeOf(inputs));

test("a group's nodes are its size, of its first type, one subnet after the other", () => {
  const all = nodes(GROUP);
  expect(all.map(({ zone, labels }) => [zone, labels["topology.k8s.aws/zone-id"]])).toEqual([
    ["eu-west-1a", "euw1-az1"],
    ["eu-west-1b", "euw1-az2"],
    ["eu-west-1a", "euw1-az1"],
  ]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(3);
  expect(new Set(all.map(({ externalIp }) => externalIp)).size).toBe(3);
  expect(all[0]).toMatchObject({
    instanceType: "c7i.2xlarge",
    labels: { "game-server": "true", "eks.amazonaws.com/nodegroup": "game-1" },
    taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
  });
  expect(sizeOf({ scalingConfig: { minSize: 2 } })).toBe(2);
});

test("what a node has for pods is what the settings' checks assume", () => {
  const type = instanceType("c7i.2xlarge");
  if (type === undefined) throw new Error("c7i.2xlarge is not in the table");
  const room = allocatable(type, { ami: "bottlerocket", maxPods: 58 });
  expect(nodes(GROUP)[0]?.allocatable).toEqual({
    cpu: `${room.milliCpu}m`,
    memory: `${room.mebibytes}Mi`,
    pods: "58",
    "ephemeral-storage": "50Gi",
  });
});

test("only what a launch template says has public addresses", () => {
  put("aws:ec2/launchTemplate:LaunchTemplate", "lt-2", {
    networkInterfaces: [{ associatePublicIpAddress: "false" }],
  });
  expect(nodes({ ...GROUP, launchTemplate: { id: "lt-2" } })[0]?.externalIp).toBeUndefined();
});

test("a type that the table lacks is refused", () => {
  expect(() => nodes({ ...GROUP, instanceTypes: ["z9.large"] })).toThrow("z9.large is not known");
});
