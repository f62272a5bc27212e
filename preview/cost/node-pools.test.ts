import { describe, expect, it } from "@jest/globals";
import { launchTemplate, nodeGroup, resource } from "./cost-fixture.ts";
import { billedPools, hasCordoned } from "./node-pools.ts";

const GAME = {
  pool: "game",
  instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
  isSpot: false,
  nodes: { minimum: 1, buffer: 2, maximum: 10 },
  volumes: [{ type: "gp3", gib: 50, iops: undefined, mibPerSecond: undefined }],
  hasPublicAddress: true,
  isMonitoredInDetail: true,
};

const CORDONED = { taints: [{ key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" }] };

describe("billedPools of node groups", () => {
  it("has what the launch template says of each node", () => {
    expect(billedPools([launchTemplate(), nodeGroup("game")], [])).toStrictEqual([GAME]);
  });

  it("adds the groups of zones", () => {
    const [pool] = billedPools([launchTemplate(), nodeGroup("az1"), nodeGroup("az2")], []);
    expect(pool?.nodes).toStrictEqual({ minimum: 2, buffer: 4, maximum: 20 });
  });

  it("counts no fewer at the buffer than at the minimum", () => {
    const group = nodeGroup("game", { scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 4 } });
    expect(billedPools([group], [])[0]?.nodes).toStrictEqual({ minimum: 3, buffer: 3, maximum: 4 });
  });

  it("takes the number of nodes that the capacity says", () => {
    const nodes = { minimum: 5, buffer: 6, maximum: 7 };
    const capacity = { pool: "game", instanceTypes: ["c7i.4xlarge"], nodes };
    expect(billedPools([nodeGroup("game")], [capacity])[0]?.nodes).toStrictEqual(nodes);
  });

  it("takes the groups' own numbers where a pool has nodes of two kinds", () => {
    const capacity = { pool: "game", instanceTypes: [], nodes: { minimum: 5, buffer: 6, maximum: 7 } };
    const groups = [nodeGroup("one"), nodeGroup("two", { instanceTypes: ["m7i.large"] })];
    expect(billedPools(groups, [capacity]).map(({ nodes }) => nodes?.maximum)).toStrictEqual([10, 10]);
  });

  it("leaves out generations that only end, and says that there are some", () => {
    const groups = [nodeGroup("new"), nodeGroup("old", CORDONED)];
    expect(billedPools(groups, []).map(({ nodes }) => nodes?.maximum)).toStrictEqual([10]);
    expect(hasCordoned(groups)).toBe(true);
    expect(hasCordoned([nodeGroup("new")])).toBe(false);
  });

  it("knows spot, addresses inside and basic monitoring", () => {
    const template = launchTemplate({
      networkInterfaces: [{ associatePublicIpAddress: "false" }],
      monitoring: { enabled: false },
    });
    const [pool] = billedPools([template, nodeGroup("game", { capacityType: "SPOT" })], []);
    expect(pool).toMatchObject({ isSpot: true, hasPublicAddress: false, isMonitoredInDetail: false });
  });

  it.each([
    ["how many", { scalingConfig: "[unknown]" }, { nodes: undefined }],
    ["of which type", { instanceTypes: "[unknown]" }, { instanceTypes: [] }],
  ])("keeps a group of which nobody knows %s", (_, inputs, expected) => {
    expect(billedPools([nodeGroup("game", inputs)], [])).toMatchObject([expected]);
  });

  it("names a group without a pool by itself", () => {
    expect(billedPools([nodeGroup("mine", { labels: {} })], [])[0]?.pool).toBe("mine");
  });
});

describe("billedPools of Karpenter", () => {
  const nodePool = (limits: object) =>
    resource("kubernetes:karpenter.sh/v1:NodePool", "game-1", {
      spec: {
        template: {
          metadata: { labels: { "gameplane.dev/pool": "game" } },
          spec: {
            nodeClassRef: { name: "game-1" },
            requirements: [
              { key: "node.kubernetes.io/instance-type", operator: "In", values: ["c7i.4xlarge"] },
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
            ],
          },
        },
        limits: { ...limits },
      },
    });
  const nodeClass = resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "game-1", {
    metadata: { name: "game-1" },
    spec: {
      associatePublicIPAddress: true,
      detailedMonitoring: true,
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeType: "gp3", volumeSize: "100Gi" } }],
    },
  });

  it("has nodes up to its limit", () => {
    expect(billedPools([nodeClass, nodePool({ nodes: "40", cpu: "640" })], [])).toStrictEqual([
      {
        ...GAME,
        instanceTypes: ["c7i.4xlarge"],
        isSpot: true,
        nodes: { minimum: 0, buffer: 0, maximum: 40 },
        volumes: [{ type: "gp3", gib: 100, iops: undefined, mibPerSecond: undefined }],
      },
    ]);
  });

  it("has none where the generation is cordoned", () => {
    expect(billedPools([nodeClass, nodePool({ nodes: "0", cpu: "0" })], [])).toStrictEqual([]);
  });

  it("does not know how many without a limit", () => {
    expect(billedPools([nodeClass, nodePool({})], [])).toMatchObject([{ nodes: undefined }]);
  });
});
