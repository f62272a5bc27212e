import { describe, expect, jest, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { record } from "../../preview/record.ts";
import type { NodesArgs } from "./nodes.ts";
import { Nodes } from "./nodes.ts";
import {
  CHARTS,
  SCOPE,
  agonesPool,
  gamePool,
  generation,
  gpuPool,
  metricsPool,
  systemPool,
} from "./test-pools.ts";

const POOLS = [systemPool(), agonesPool(), metricsPool(), gamePool(), gpuPool()];

/** Nodes in two zones, with what the network and the cluster would hand in. */
async function recordNodes(changes: Partial<NodesArgs> = {}, use: (nodes: Nodes) => void = () => undefined) {
  const resources = await record(() => {
    const providers = {
      aws: new aws.Provider("aws", { region: "eu-west-1" }),
      kubernetes: new kubernetes.Provider("kubernetes", { kubeconfig: "{}" }),
    };
    const ready = new aws.ec2.Vpc("ready", { cidrBlock: "10.0.0.0/16" }, { provider: providers.aws });
    const nodes = new Nodes(
      "nodes",
      {
        ...SCOPE,
        vpcId: "vpc-1",
        clusterSecurityGroupId: "sg-cluster",
        gameSecurityGroupId: "sg-game",
        gameSubnetsByZone: { "euw1-az1": "game-1", "euw1-az2": "game-2" },
        privateSubnetsByZone: { "euw1-az1": "private-1", "euw1-az2": "private-2" },
        pools: POOLS,
        scaling: "cluster-autoscaler",
        charts: CHARTS,
        readyForNodes: [ready],
        ...changes,
      },
      { providers },
    );
    use(nodes);
  });
  return resources.filter(({ type, name }) => !type.startsWith("pulumi:providers:") && name !== "ready");
}

const short = ({ type, name }: RecordedResource) => `${type.split(":").pop() ?? ""} ${name}`;
const named = (resources: RecordedResource[], wanted: string) => {
  const found = resources.find((resource) => short(resource) === wanted);
  if (found === undefined) throw new Error(`no ${wanted} among ${resources.map(short).join(", ")}`);
  return found;
};
/** A generation's name, whatever its fingerprint. */
const withoutFingerprint = (name: string) => name.replace(/-[0-9a-f]{6}(?=-|$)/, "");

const SHARED = [
  "Nodes nodes",
  "Role node",
  "RolePolicyAttachment node-AmazonEC2ContainerRegistryPullOnly",
  "RolePolicyAttachment node-AmazonEKSWorkerNodePolicy",
  "RolePolicyAttachment node-AmazonSSMManagedInstanceCore",
  "SecurityGroup nodes",
  "SecurityGroupEgressRule nodes-all",
  "SecurityGroupEgressRule nodes-ipv6",
  "SecurityGroupIngressRule nodes-agones",
  "SecurityGroupIngressRule nodes-external-metrics",
  "SecurityGroupIngressRule nodes-kubelet",
  "SecurityGroupIngressRule nodes-metrics-server",
  "SecurityGroupIngressRule nodes-webhook-9443",
];

describe("what there is", () => {
  test("with Cluster Autoscaler every pool is node groups", async () => {
    const resources = await recordNodes();
    expect(resources.map((r) => withoutFingerprint(short(r))).sort()).toEqual(
      [
        ...SHARED,
        "NodePool system",
        "LaunchTemplate system-1",
        "NodeGroup system-1",
        "NodePool agones",
        "LaunchTemplate agones-1",
        "NodeGroup agones-1",
        ...["metrics", "game", "gpu"].flatMap((pool) => [
          `NodePool ${pool}`,
          `LaunchTemplate ${pool}-1`,
          `NodeGroup ${pool}-1-euw1-az1`,
          `NodeGroup ${pool}-1-euw1-az2`,
        ]),
        "ClusterAutoscaler cluster-autoscaler",
        "Role cluster-autoscaler",
        "RolePolicy cluster-autoscaler",
        "PodIdentityAssociation cluster-autoscaler",
        "Release cluster-autoscaler",
        "Release nvidia-device-plugin",
      ].sort(),
    );
  });

  test("with Karpenter only the system pool is a node group", async () => {
    const resources = await recordNodes({ scaling: "karpenter" });
    expect(resources.map((r) => withoutFingerprint(short(r))).sort()).toEqual(
      [
        ...SHARED,
        "NodePool system",
        "LaunchTemplate system-1",
        "NodeGroup system-1",
        "Karpenter karpenter",
        "Role karpenter-node",
        "RolePolicyAttachment karpenter-node-AmazonEC2ContainerRegistryPullOnly",
        "RolePolicyAttachment karpenter-node-AmazonEKSWorkerNodePolicy",
        "RolePolicyAttachment karpenter-node-AmazonSSMManagedInstanceCore",
        "InstanceProfile karpenter-node",
        "AccessEntry karpenter-node",
        "Queue karpenter",
        "QueuePolicy karpenter",
        ...["health", "spot-interruption", "rebalance", "state-change", "capacity-reservation"].flatMap(
          (event) => [`EventRule karpenter-${event}`, `EventTarget karpenter-${event}`],
        ),
        "Role karpenter",
        "RolePolicy karpenter",
        "PodIdentityAssociation karpenter",
        "Release karpenter-crd",
        "Release karpenter",
        ...["agones", "metrics", "game", "gpu"].flatMap((pool) => [
          `EC2NodeClass ${pool}-1`,
          `NodePool ${pool}-1`,
        ]),
        "Release nvidia-device-plugin",
      ].sort(),
    );
  });

  test("each resource comes by a provider of the component", async () => {
    for (const scaling of ["cluster-autoscaler", "karpenter"] as const) {
      const resources = await recordNodes({ scaling });
      const providers = resources
        .filter(({ custom }) => custom)
        .map(({ provider }) => provider.split("::")[3]);
      expect([...new Set(providers)].sort()).toEqual(["aws", "kubernetes"]);
    }
  });

  test("no device plugin without a GPU pool, or where the image brings it", async () => {
    const bottlerocket = gpuPool({ generations: [generation({ gpu: true, ami: "bottlerocket" })] });
    for (const pools of [
      [systemPool(), gamePool()],
      [systemPool(), bottlerocket],
    ]) {
      const releases = (await recordNodes({ pools })).filter(({ type }) => type.endsWith(":Release"));
      expect(releases.map(({ name }) => name)).toEqual(["cluster-autoscaler"]);
    }
  });
});

describe("who reaches a node", () => {
  test("players reach only nodes that hold sessions", async () => {
    const resources = await recordNodes();
    const interfaces = resources
      .filter(({ type }) => type.endsWith(":LaunchTemplate"))
      .map(({ name, inputs }) => [withoutFingerprint(name), inputs.networkInterfaces]);
    const networkInterface = (associatePublicIpAddress: string, securityGroups: string[]) => [
      { deviceIndex: 0, associatePublicIpAddress, securityGroups, deleteOnTermination: "true" },
    ];
    const inside = networkInterface("false", ["sg-cluster", "[unknown]"]);
    const outside = networkInterface("true", ["sg-cluster", "[unknown]", "sg-game"]);
    expect(Object.fromEntries(interfaces)).toEqual({
      "system-1": inside,
      "agones-1": inside,
      "metrics-1": inside,
      "game-1": outside,
      "gpu-1": outside,
    });
  });

  test("node groups lie in the subnets of their role, without excluded zones", async () => {
    const resources = await recordNodes({
      pools: [...POOLS.slice(0, 4), gpuPool({ excludeZoneIds: ["euw1-az1"] })],
    });
    const subnets = resources
      .filter(({ type }) => type.endsWith(":NodeGroup"))
      .map(({ name, inputs }) => [withoutFingerprint(name), inputs.subnetIds]);
    expect(Object.fromEntries(subnets)).toEqual({
      "system-1": ["private-1", "private-2"],
      "agones-1": ["private-1", "private-2"],
      "metrics-1-euw1-az1": ["private-1"],
      "metrics-1-euw1-az2": ["private-2"],
      "game-1-euw1-az1": ["game-1"],
      "game-1-euw1-az2": ["game-2"],
      "gpu-1-euw1-az2": ["game-2"],
    });
  });
});

describe("order", () => {
  test("nodes wait for what they join with; what needs nodes waits for the system pool", async () => {
    const resources = await recordNodes();
    const dependencies = (wanted: string) =>
      named(resources, wanted).dependencies.map((urn) => withoutFingerprint(urn.split("::").pop() ?? ""));
    const group = resources.find(
      ({ type, name }) => type.endsWith(":NodeGroup") && name.startsWith("system"),
    );
    expect(group?.dependencies.map((urn) => withoutFingerprint(urn.split("::").pop() ?? "")).sort()).toEqual([
      "node",
      "node-AmazonEC2ContainerRegistryPullOnly",
      "node-AmazonEKSWorkerNodePolicy",
      "node-AmazonSSMManagedInstanceCore",
      "ready",
      "system-1",
    ]);
    expect(dependencies("Release nvidia-device-plugin")).toEqual(["system-1"]);
    expect(dependencies("Release cluster-autoscaler").sort()).toEqual([
      "cluster-autoscaler",
      "cluster-autoscaler",
      "cluster-autoscaler",
      "system-1",
    ]);
  });
});

/** Whether a resource waits for the one named ready, itself or through what it waits for; parents don't count. */
function waits(resources: RecordedResource[], { dependencies }: RecordedResource): boolean {
  return dependencies.some((urn) => {
    if (urn.endsWith("::ready")) return true;
    const found = resources.find((resource) => resource.urn === urn);
    return found !== undefined && waits(resources, found);
  });
}

test.each([
  ["cluster-autoscaler", ["NodeGroup", "PodIdentityAssociation"]],
  ["karpenter", ["AccessEntry", "NodeGroup", "PodIdentityAssociation"]],
] as const)("with %s all that names the cluster, being plain, still waits for it", async (scaling, types) => {
  const resources = await recordNodes({ scaling });
  const naming = resources.filter(({ inputs }) => inputs.clusterName === SCOPE.clusterName);
  expect([...new Set(naming.map(({ type }) => type.split(":").pop()))].sort()).toEqual(types);
  expect(naming.filter((resource) => !waits(resources, resource)).map(short)).toEqual([]);
});

describe("options", () => {
  test("protect covers what all nodes share", async () => {
    const protectedOnes = async (protect: boolean) =>
      (await recordNodes({ protect, scaling: "karpenter", pools: [systemPool(), agonesPool()] }))
        .filter(({ options }) => options.protect === true)
        .map(short);
    expect(await protectedOnes(false)).toEqual([]);
    expect((await protectedOnes(true)).sort()).toEqual([
      "Release karpenter-crd",
      "Role karpenter-node",
      "Role node",
      "SecurityGroup nodes",
    ]);
  });

  test("tags reach instances, volumes and network interfaces either way", async () => {
    const tags = { owner: "platform" };
    const pools = [systemPool(), gamePool()];
    const template = (await recordNodes({ tags, pools })).find(
      ({ type, name }) => type.endsWith(":LaunchTemplate") && name.startsWith("game"),
    );
    const nodeClass = (await recordNodes({ tags, pools, scaling: "karpenter" })).find(({ type }) =>
      type.endsWith(":EC2NodeClass"),
    );
    const expected = {
      owner: "platform",
      Name: "dev-eu-west-1-game-1",
      "gameplane.dev/pool": "game",
      "gameplane.dev/generation": "1",
    };
    expect(template?.inputs.tagSpecifications).toEqual([
      { resourceType: "instance", tags: expected },
      { resourceType: "volume", tags: expected },
      { resourceType: "network-interface", tags: expected },
    ]);
    expect(nodeClass?.inputs.spec).toEqual(expect.objectContaining({ tags: expected }));
  });

  test("each transform has the last word", async () => {
    const touched = async (changes: Partial<NodesArgs>) =>
      (await recordNodes(changes))
        .filter(({ inputs }) => JSON.stringify(inputs).includes("touched"))
        .map((r) => withoutFingerprint(short(r)));
    const pools = [systemPool(), gpuPool({ max: 1 })];
    const transform: NonNullable<NodesArgs["transform"]> = {
      nodeRole: { description: "touched" },
      nodeSecurityGroup: { tags: { touched: "" } },
      launchTemplate: { description: "touched" },
      nodeGroup: { tags: { touched: "" } },
      clusterAutoscaler: { description: "touched" },
      karpenter: { description: "touched" },
      karpenterNodePool: { metadata: { name: "touched" } },
      ec2NodeClass: { metadata: { name: "touched" } },
      nvidiaDevicePlugin: { description: "touched" },
    };
    expect((await touched({ pools, transform })).sort()).toEqual([
      "LaunchTemplate gpu-1",
      "LaunchTemplate system-1",
      "NodeGroup gpu-1-euw1-az1",
      "NodeGroup system-1",
      "Release cluster-autoscaler",
      "Release nvidia-device-plugin",
      "Role node",
      "SecurityGroup nodes",
    ]);
    expect((await touched({ pools, transform, scaling: "karpenter" })).sort()).toEqual([
      "EC2NodeClass gpu-1",
      "LaunchTemplate system-1",
      "NodeGroup system-1",
      "NodePool gpu-1",
      "Release karpenter",
      "Release nvidia-device-plugin",
      "Role karpenter-node",
      "Role node",
      "SecurityGroup nodes",
    ]);
  });
});

test("outputs name the node groups by pool and what add-ons wait for", async () => {
  const seen: Record<string, number> = {};
  let systemReady = 0;
  await recordNodes({}, (nodes) => {
    for (const [pool, names] of Object.entries(nodes.nodeGroupNames)) seen[pool] = names.length;
    systemReady = nodes.systemReady.length;
  });
  expect(seen).toEqual({ system: 1, agones: 1, metrics: 2, game: 2, gpu: 2 });
  expect(systemReady).toBe(1);
});

test("an old generation that is still there is warned of, once per pool", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const generations = [generation({ cordoned: true }), generation({ id: "2" })];
  await recordNodes({ pools: [systemPool(), gamePool({ generations })] });
  expect(warn.mock.calls.map(([message]) => message)).toEqual([
    "pool game: generation 1 is cordoned; set drained: true when no session is left, then remove it (docs/operations.md)",
  ]);
  warn.mockRestore();
});
