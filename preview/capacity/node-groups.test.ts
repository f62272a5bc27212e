import { describe, expect, test } from "@jest/globals";
import { DRAINED_TAG as PROGRAMS_TAG } from "../../components/nodes/node-group.ts";
import { generation } from "../../components/nodes/test-pools.ts";
import { userData } from "../../components/nodes/user-data.ts";
import { karpenterPool, nodeGroup, resource, subnet, urnOf } from "./capacity-fixture.ts";
import { DRAINED_TAG, LAUNCH_TEMPLATE, nodeGroupsOf, takes } from "./node-groups.ts";

const groupsOf = (...parts: Parameters<typeof nodeGroupsOf>[0][]) => nodeGroupsOf(parts.flat(), 500);

test("a node group as it is, with its subnet's zone and its template's maxPods", () => {
  const { groups, unread } = groupsOf(
    [subnet()],
    nodeGroup("game-1", { min: 1, desired: 2, max: 3, maxPods: 58, capacityType: "SPOT" }),
  );
  expect(unread).toEqual([]);
  expect(groups).toEqual([
    {
      name: "game-1",
      pool: "game",
      instanceTypes: ["c7i.4xlarge"],
      capacityType: "spot",
      ami: "al2023",
      maxPods: 58,
      labels: {
        "gameplane.dev/pool": "game",
        "topology.k8s.aws/zone-id": "euw1-az1",
        "game-server": "true",
      },
      taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
      subnets: [urnOf("aws:ec2/subnet:Subnet", "euw1-az1")],
      zones: ["euw1-az1"],
      scaler: "node group",
      nodes: { min: 1, desired: 2, max: 3 },
    },
  ]);
});

test.each(["al2023", "bottlerocket"] as const)(
  "maxPods is read from what the program writes for %s",
  (ami) => {
    const written = userData(generation({ ami, maxPods: 77 }));
    const [, group] = nodeGroup("game");
    const made = [resource(LAUNCH_TEMPLATE, "game", { userData: written }), ...(group ? [group] : [])];
    expect(groupsOf(made).groups[0]?.maxPods).toBe(77);
  },
);

test("drained groups are left out, cordoned ones are not", () => {
  const cordoned = [{ key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" }];
  const { groups } = groupsOf(
    nodeGroup("old", { tags: { [DRAINED_TAG]: "true" } }),
    nodeGroup("ending", { taints: cordoned }),
  );
  expect(groups.map(({ name }) => name)).toEqual(["ending"]);
  expect(DRAINED_TAG).toBe(PROGRAMS_TAG);
});

describe("Karpenter", () => {
  const maximum = (options: Parameters<typeof karpenterPool>[1]) =>
    groupsOf(karpenterPool("game", options)).groups[0]?.nodes.max;

  test("a NodePool with its class", () => {
    expect(groupsOf([subnet()], karpenterPool("game-1")).groups).toMatchObject([
      {
        ...{ name: "game-1", pool: "game", maxPods: 110, zones: ["euw1-az1"], scaler: "karpenter" },
        ...{ instanceTypes: ["c7i.4xlarge"], capacityType: "on-demand", ami: "al2023" },
        nodes: { min: 0, desired: 0, max: 10 },
      },
    ]);
  });

  test("the tighter of its limits counts; without any the caller's number", () => {
    expect(maximum({ nodes: "10", cpu: "160" })).toBe(10);
    expect(maximum({ nodes: "10", cpu: "159" })).toBe(9);
    expect(maximum({ nodes: "3", cpu: null })).toBe(3);
    expect(maximum({ nodes: null, cpu: null })).toBe(500);
    expect(maximum({ nodes: "0", cpu: "0" })).toBe(0);
  });
});

describe("a pod runs where", () => {
  const [group] = groupsOf([subnet()], nodeGroup("game")).groups;
  const tolerated = { key: "game-server", value: "true", effect: "NoSchedule" };
  test.each([
    ["labels and taints agree", {}, [tolerated], true],
    ["its zone is", { "topology.k8s.aws/zone-id": "euw1-az1" }, [tolerated], true],
    ["its zone is not", { "topology.k8s.aws/zone-id": "euw1-az2" }, [tolerated], false],
    ["a label is missing", { "gpu-type": "nvidia-a10g" }, [tolerated], false],
    ["the taint is not tolerated", {}, [], false],
    ["another value is tolerated", {}, [{ ...tolerated, value: "false" }], false],
    ["another effect is tolerated", {}, [{ ...tolerated, effect: "NoExecute" }], false],
    ["any value is tolerated", {}, [{ key: "game-server", operator: "Exists" }], true],
    ["everything is tolerated", {}, [{ operator: "Exists" }], true],
  ])("%s: %s %j %s", (_, nodeSelector, tolerations, expected) => {
    if (group === undefined) throw new Error("no group");
    const selector: Record<string, string> = { "game-server": "true", ...nodeSelector };
    expect(takes(group, { nodeSelector: selector, tolerations })).toBe(expected);
  });
});

test("what is not known is said", () => {
  const made = resource("aws:eks/nodeGroup:NodeGroup", "game", { scalingConfig: "[unknown]" });
  expect(groupsOf([made])).toEqual({
    groups: [],
    unread: [expect.stringMatching(/^NodeGroup game: scalingConfig: /)],
  });
});
