import { describe, expect, test } from "@jest/globals";
import { instanceType } from "../../stacks/settings/instance-types.ts";
import type { PodAddresses } from "./addresses.ts";
import { addressBound, ENDPOINT, NAT_GATEWAY, nodeAddresses, podAddresses } from "./addresses.ts";
import { agonesRelease } from "./agones-release.ts";
import { nodeGroup, resource, subnet, urnOf, vpcCni } from "./capacity-fixture.ts";
import { nodeGroupsOf, SUBNET } from "./node-groups.ts";
import { knownGroup } from "./node-room.ts";

const PREFIXES = { prefixes: true, warmPrefixes: 1, warmInterfaces: 1, warmAddresses: undefined };

describe("the add-on's settings", () => {
  test("are read", () => {
    expect(podAddresses([vpcCni()])).toEqual(PREFIXES);
    expect(podAddresses([vpcCni({ WARM_IP_TARGET: "5", WARM_ENI_TARGET: "0" })])).toEqual({
      ...{ prefixes: false, warmPrefixes: 1, warmInterfaces: 0, warmAddresses: 5 },
    });
  });

  test("have the add-on's defaults where nothing is said", () => {
    expect(podAddresses([])).toEqual({ ...PREFIXES, prefixes: false });
  });

  test("may be unknown", () => {
    const addon = (configurationValues: string) =>
      resource("aws:eks/addon:Addon", "vpc-cni", { addonName: "vpc-cni", configurationValues });
    expect(podAddresses([addon("[unknown]")])).toBeUndefined();
    expect(podAddresses([vpcCni({ WARM_PREFIX_TARGET: "many" })])).toBeUndefined();
  });
});

describe("a node takes", () => {
  // c7i.4xlarge: 8 interfaces with 30 addresses each, the first of which is the interface's own.
  const type = instanceType("c7i.4xlarge");
  const types = type === undefined ? [] : [type];
  test.each<[string, Partial<PodAddresses>, number, number, number]>([
    ["19 pods: 2 prefixes, 1 warm, 1 that its own address spoils", {}, 19, 4, 1],
    ["16 pods: 1, 1 and 1", {}, 16, 3, 1],
    ["no prefix warm", { warmPrefixes: 0 }, 16, 2, 1],
    ["5 addresses warm instead of a prefix", { warmAddresses: 5 }, 12, 3, 1],
    ["30 prefixes: a second interface", { warmPrefixes: 28 }, 20, 32, 2],
    ["no more prefixes than its interfaces hold", { warmPrefixes: 900 }, 20, 240, 8],
    ["19 pods one by one: its interface, and a warm one", { prefixes: false }, 19, 60, 2],
    ["30 pods one by one: two, and a warm one", { prefixes: false }, 30, 90, 3],
    ["19 pods and 5 addresses warm", { prefixes: false, warmAddresses: 5 }, 19, 25, 1],
  ])("%s", (_, settings, pods, units, interfaces) => {
    expect(nodeAddresses({ ...PREFIXES, ...settings }, { types }, pods)).toEqual({ units, interfaces });
  });
});

describe("a subnet has", () => {
  const budgetOf = (
    settings: Partial<PodAddresses>,
    cidr: string,
    more: ReturnType<typeof resource>[] = [],
  ) => {
    const resources = [subnet("euw1-az1", cidr), ...nodeGroup("game"), ...more];
    const groups = nodeGroupsOf(resources, 500).groups.flatMap(
      (group) => knownGroup(group, agonesRelease([])) ?? [],
    );
    const bound = addressBound(resources, groups, { ...PREFIXES, ...settings }, () => 19);
    return bound?.budgets.map(({ amount, fixed, perNode }) => [amount, fixed, groups.map(perNode)]);
  };

  test("its prefixes but the first and the last, or its addresses but five", () => {
    expect(budgetOf({}, "10.0.0.0/24")).toEqual([[14, 0, [4]]]);
    expect(budgetOf({ prefixes: false }, "10.0.0.0/24")).toEqual([[251, 0, [60]]]);
  });

  test("less by what else is in it", () => {
    const here = urnOf(SUBNET, "euw1-az1");
    const endpoint = (name: string, subnetIds: string[]) =>
      resource(ENDPOINT, name, {}, { propertyDependencies: { subnetIds } });
    const nat = resource(NAT_GATEWAY, "nat", {}, { propertyDependencies: { subnetId: [here] } });
    const others = [endpoint("sts", [here]), endpoint("s3", []), endpoint("ec2", ["elsewhere"]), nat];
    expect(budgetOf({}, "10.0.0.0/24", others)).toEqual([[14, 2, [4]]]);
  });

  test("nothing to say where its range or the nodes' subnets are unknown", () => {
    expect(budgetOf({}, "[unknown]")).toBeUndefined();
    expect(budgetOf({}, "10.0.0.0/24", nodeGroup("other", { zone: "euw1-az9" }))).toBeUndefined();
  });
});

test("a group over two subnets spreads its nodes", () => {
  const [template, group] = nodeGroup("game");
  if (template === undefined || group === undefined) throw new Error("no group");
  const zones = ["euw1-az1", "euw1-az2"];
  const wide = {
    ...group,
    options: { propertyDependencies: { subnetIds: zones.map((zone) => urnOf(SUBNET, zone)) } },
  };
  const resources = [...zones.map((zone) => subnet(zone, "10.0.0.0/24")), template, wide];
  const groups = nodeGroupsOf(resources, 500).groups.flatMap(
    (each) => knownGroup(each, agonesRelease([])) ?? [],
  );
  const bound = addressBound(resources, groups, PREFIXES, () => 19);
  expect(bound?.budgets.map(({ perNode }) => groups.map(perNode))).toEqual([[2], [2]]);
});
