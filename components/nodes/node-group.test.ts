import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { record } from "../../preview/record.ts";
import { NodePool } from "./node-group.ts";
import type { PoolSpec } from "./pool-spec.ts";
import { gamePool, generation, gpuPool, systemPool } from "./test-pools.ts";

/** One pool in two zones; its launch templates and node groups by name. */
async function recordPool(pool: PoolSpec) {
  const resources = await record(() => {
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    new NodePool(
      pool.name,
      {
        clusterName: "dev-eu-west-1",
        pool,
        subnetIds: { "euw1-az1": "subnet-1", "euw1-az2": "subnet-2" },
        nodeRoleArn: "arn:aws:iam::111122223333:role/node",
        securityGroupIds: ["sg-cluster", "sg-nodes"],
        tags: { owner: "platform" },
        dependsOn: [],
        transform: undefined,
      },
      { providers: { aws: provider } },
    );
  });
  // In order of names: children register in any order.
  const sorted = resources.sort((a, b) => (a.name < b.name ? -1 : 1));
  const only = (type: string) =>
    Object.fromEntries(sorted.filter((r) => r.type.endsWith(type)).map((r) => [r.name, r]));
  return { templates: only(":LaunchTemplate"), groups: only(":NodeGroup") };
}

const tagsOf = (pool: string) => ({
  owner: "platform",
  Name: `dev-eu-west-1-${pool}-1`,
  "gameplane.dev/pool": pool,
  "gameplane.dev/generation": "1",
});

/** Everything but addresses and names is the same for every pool on AL2023. */
const template = (pool: string, associatePublicIpAddress: string) => ({
  description: `Nodes of pool ${pool}, generation 1, in cluster dev-eu-west-1`,
  metadataOptions: {
    httpEndpoint: "enabled",
    httpTokens: "required",
    httpPutResponseHopLimit: 1,
    instanceMetadataTags: "disabled",
  },
  monitoring: { enabled: true },
  blockDeviceMappings: [
    {
      deviceName: "/dev/xvda",
      ebs: { volumeType: "gp3", volumeSize: 100, encrypted: "true", deleteOnTermination: "true" },
    },
  ],
  networkInterfaces: [
    {
      deviceIndex: 0,
      associatePublicIpAddress,
      securityGroups: ["sg-cluster", "sg-nodes"],
      deleteOnTermination: "true",
    },
  ],
  tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
    resourceType,
    tags: tagsOf(pool),
  })),
  userData: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
  tags: { Name: `dev-eu-west-1-${pool}-1` },
});

describe("a pool that holds sessions", () => {
  test("has a launch template with IMDSv2, encrypted volumes, a public address and no key", async () => {
    const { templates } = await recordPool(gamePool());
    expect(Object.keys(templates)).toEqual(["game-1-aff2f4"]);
    expect(templates["game-1-aff2f4"]?.inputs).toEqual(template("game", "true"));
  });

  test("has a protected node group in each zone", async () => {
    const { groups } = await recordPool(gamePool());
    expect(Object.keys(groups)).toEqual(["game-1-aff2f4-euw1-az1", "game-1-aff2f4-euw1-az2"]);
    expect(groups["game-1-aff2f4-euw1-az1"]?.inputs).toEqual({
      clusterName: "dev-eu-west-1",
      nodeRoleArn: "arn:aws:iam::111122223333:role/node",
      subnetIds: ["subnet-1"],
      launchTemplate: { id: "[unknown]", version: "1" },
      instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
      amiType: "AL2023_x86_64_STANDARD",
      version: "1.35",
      capacityType: "ON_DEMAND",
      labels: {
        "game-server": "true",
        "gameplane.dev/pool": "game",
        "gameplane.dev/generation": "1",
        "topology.k8s.aws/zone-id": "euw1-az1",
      },
      taints: [{ key: "game-server", value: "true", effect: "NO_SCHEDULE" }],
      scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 },
      updateConfig: { maxUnavailable: 1 },
      forceUpdateVersion: false,
      tags: { "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage": "100Gi" },
    });
    expect(groups["game-1-aff2f4-euw1-az1"]?.options).toEqual(
      expect.objectContaining({ protect: true, ignoreChanges: ["scalingConfig.desiredSize"] }),
    );
  });
});

describe("a system pool", () => {
  test("has the same launch template without a public address", async () => {
    const { templates } = await recordPool(systemPool());
    expect(templates["system-1-6bb200"]?.inputs).toEqual(template("system", "false"));
  });

  test("has one unprotected node group over all zones, whose nodes EKS repairs", async () => {
    const { groups } = await recordPool(systemPool());
    expect(Object.keys(groups)).toEqual(["system-1-6bb200"]);
    expect(groups["system-1-6bb200"]?.inputs).toEqual(
      expect.objectContaining({
        subnetIds: ["subnet-1", "subnet-2"],
        taints: [],
        scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 5 },
        nodeRepairConfig: { enabled: true },
      }),
    );
    expect(groups["system-1-6bb200"]?.options.protect).toBeUndefined();
  });
});

describe("what a generation sets", () => {
  test("spot, a pinned release, Graviton and Bottlerocket with its two volumes", async () => {
    const make = generation({
      ami: "bottlerocket",
      architecture: "arm64",
      instanceTypes: ["c7g.4xlarge"],
      capacityType: "spot",
      releaseVersion: "1.50.0-4a5b6c7d",
      diskGiB: 200,
    });
    const { templates, groups } = await recordPool(systemPool({ generations: [make] }));
    const [group] = Object.values(groups);
    expect(group?.inputs).toEqual(
      expect.objectContaining({
        instanceTypes: ["c7g.4xlarge"],
        amiType: "BOTTLEROCKET_ARM_64",
        capacityType: "SPOT",
        releaseVersion: "1.50.0-4a5b6c7d",
        tags: { "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage": "200Gi" },
      }),
    );
    const ebs = { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" };
    expect(Object.values(templates)[0]?.inputs.blockDeviceMappings).toEqual([
      { deviceName: "/dev/xvda", ebs: { ...ebs, volumeSize: 4 } },
      { deviceName: "/dev/xvdb", ebs: { ...ebs, volumeSize: 200 } },
    ]);
  });

  test("GPU nodes get NVIDIA's image, both taints and start from none", async () => {
    const { groups } = await recordPool(gpuPool({ max: 1 }));
    expect(Object.values(groups)[0]?.inputs).toEqual(
      expect.objectContaining({
        amiType: "AL2023_x86_64_NVIDIA",
        taints: [
          { key: "game-server", value: "true", effect: "NO_SCHEDULE" },
          { key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" },
        ],
        scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
      }),
    );
  });
});

describe("generations", () => {
  const states = async (old: Parameters<typeof generation>[0]) => {
    const generations = [generation(old), generation({ id: "2", version: "1.36" })];
    const { templates, groups } = await recordPool(gamePool({ generations, max: 1, min: 1, desired: 1 }));
    return {
      templates: Object.values(templates).map(({ options }) => options.protect === true),
      groups: Object.values(groups).map(({ inputs, options }) => ({
        version: inputs.version,
        scaling: inputs.scalingConfig,
        cordoned: JSON.stringify(inputs.taints).includes("gameplane.dev/cordoned"),
        protected: options.protect === true,
      })),
    };
  };
  const active = {
    version: "1.36",
    scaling: { minSize: 1, desiredSize: 1, maxSize: 1 },
    cordoned: false,
    protected: true,
  };

  test("a cordoned one stays beside the active one, tainted, free to shrink, protected", async () => {
    expect(await states({ cordoned: true })).toEqual({
      templates: [true, true],
      groups: [
        {
          version: "1.35",
          scaling: { minSize: 0, desiredSize: 1, maxSize: 1 },
          cordoned: true,
          protected: true,
        },
        active,
      ],
    });
  });

  test("a drained one is no longer protected", async () => {
    const { templates, groups } = await states({ cordoned: true, drained: true });
    expect(templates).toEqual([false, true]);
    expect(groups.map((group) => group.protected)).toEqual([false, true]);
    expect(groups[0]?.cordoned).toBe(true);
  });

  test("a drained one says so by a tag, for policies, and no other", async () => {
    const generations = [generation({ cordoned: true, drained: true }), generation({ id: "2" })];
    const { groups } = await recordPool(gamePool({ generations, max: 1, min: 1, desired: 1 }));
    expect(Object.values(groups).map(({ inputs }) => inputs.tags)).toEqual([
      expect.objectContaining({ "gameplane.dev/drained": "true" }),
      expect.not.objectContaining({ "gameplane.dev/drained": expect.anything() }),
    ]);
  });

  test("an edit in place is another template and other groups", async () => {
    const before = await recordPool(gamePool());
    const after = await recordPool(gamePool({ generations: [generation({ diskGiB: 200 })] }));
    for (const kind of ["templates", "groups"] as const) {
      const kept = Object.keys(after[kind]).filter((name) => name in before[kind]);
      expect(kept).toEqual([]);
    }
  });
});
