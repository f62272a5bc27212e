// For tests: resources of a small region, with the changes that a test is about.
import type { Json } from "../property-values.ts";
import type { RecordedResource, ResourceOptions } from "../recorded-resource.ts";
import { EC2_NODE_CLASS, KARPENTER_NODE_POOL, LAUNCH_TEMPLATE, NODE_GROUP, SUBNET } from "./node-groups.ts";

export type Inputs = Record<string, Json>;

export const urnOf = (type: string, name: string) => `urn:pulumi:test::gameplane::${type}::${name}`;

export const resource = (
  type: string,
  name: string,
  inputs: Inputs,
  options: ResourceOptions = {},
): RecordedResource => ({
  ...{ urn: urnOf(type, name), type, name, inputs, options },
  ...{ parent: "", provider: "", custom: true, dependencies: [], source: "" },
});

export interface FleetOptions {
  game?: string;
  cpu?: Json;
  memory?: Json;
  gpus?: number;
  ports?: Inputs[];
  /** @default 10 */
  players?: Json;
  replicas?: number;
  nodeSelector?: Inputs;
  tolerations?: Inputs[];
  spec?: Inputs;
  pod?: Inputs;
}

const GAME_TOLERATION = { key: "game-server", value: "true", effect: "NoSchedule" };

/** A Fleet whose servers request 970m and 2016Mi: with Agones' sidecar (30m, 32Mi) 1 CPU and 2 GiB. */
export function fleet(name: string, options: FleetOptions = {}): RecordedResource {
  const { game = name, cpu = "970m", memory = "2016Mi", gpus, players = "10", replicas } = options;
  const { ports = [{ name: "game", portPolicy: "Dynamic", containerPort: 7777 }] } = options;
  const { nodeSelector = { "game-server": "true" }, tolerations = [GAME_TOLERATION] } = options;
  const container = {
    name: "game-server",
    env: [{ name: "MAX_PLAYERS", value: players }],
    resources: {
      requests: { cpu, memory },
      ...(gpus !== undefined && { limits: { "nvidia.com/gpu": String(gpus) } }),
    },
  };
  return resource("kubernetes:agones.dev/v1:Fleet", name, {
    metadata: { name, namespace: "game-servers", labels: { game } },
    spec: {
      ...(replicas !== undefined && { replicas }),
      template: {
        spec: {
          container: "game-server",
          ports,
          template: { spec: { containers: [container], nodeSelector, tolerations, ...options.pod } },
          ...options.spec,
        },
      },
    },
  });
}

export const autoscaler = (fleetName: string, policy: Inputs): RecordedResource =>
  resource("kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler", fleetName, {
    metadata: { name: fleetName, namespace: "game-servers" },
    spec: { fleetName, policy },
  });

/** A Fleet that a Buffer sizes. */
export const buffered = (
  name: string,
  [minReplicas, bufferSize, maxReplicas]: [number, number, number],
  options?: FleetOptions,
): RecordedResource[] => [
  fleet(name, options),
  autoscaler(name, { type: "Buffer", buffer: { minReplicas, bufferSize, maxReplicas } }),
];

export interface GroupOptions {
  pool?: string;
  /** @default c7i.4xlarge: 15510m and 27005 MiB for servers */
  instanceTypes?: string[];
  min?: number;
  desired?: number;
  max?: number;
  maxPods?: number;
  zone?: string;
  labels?: Inputs;
  taints?: Inputs[];
  tags?: Inputs;
  capacityType?: string;
}

const GAME_TAINT = { key: "game-server", value: "true", effect: "NO_SCHEDULE" };

/** A node group with its launch template; its subnet is the caller's. */
export function nodeGroup(name: string, options: GroupOptions = {}): RecordedResource[] {
  const { pool = "game", instanceTypes = ["c7i.4xlarge"], min = 0, max = 10, maxPods = 110 } = options;
  const { zone = "euw1-az1", labels = { "game-server": "true" }, taints = [GAME_TAINT], tags = {} } = options;
  const userData = Buffer.from(`    kubelet:\n      config:\n        maxPods: ${maxPods}\n`).toString(
    "base64",
  );
  return [
    resource(LAUNCH_TEMPLATE, name, { userData }),
    resource(
      NODE_GROUP,
      name,
      {
        ...{ instanceTypes, tags, taints, capacityType: options.capacityType ?? "ON_DEMAND" },
        amiType: "AL2023_x86_64_STANDARD",
        labels: { "gameplane.dev/pool": pool, "topology.k8s.aws/zone-id": zone, ...labels },
        scalingConfig: { minSize: min, desiredSize: options.desired ?? min, maxSize: max },
      },
      {
        propertyDependencies: {
          launchTemplate: [urnOf(LAUNCH_TEMPLATE, name)],
          subnetIds: [urnOf(SUBNET, zone)],
        },
      },
    ),
  ];
}

export const subnet = (zone = "euw1-az1", cidrBlock = "10.0.0.0/19"): RecordedResource =>
  resource(SUBNET, zone, { availabilityZoneId: zone, cidrBlock });

export function karpenterPool(
  name: string,
  { pool = "game", nodes = "10", cpu = "160" }: { pool?: string; nodes?: Json; cpu?: Json } = {},
): RecordedResource[] {
  return [
    resource(
      EC2_NODE_CLASS,
      name,
      { metadata: { name }, spec: { amiFamily: "AL2023", kubelet: { maxPods: 110 } } },
      { propertyDependencies: { spec: [urnOf(SUBNET, "euw1-az1")] } },
    ),
    resource(KARPENTER_NODE_POOL, name, {
      metadata: { name },
      spec: {
        template: {
          metadata: { labels: { "game-server": "true", "gameplane.dev/pool": pool } },
          spec: {
            nodeClassRef: { name },
            requirements: [
              { key: "node.kubernetes.io/instance-type", operator: "In", values: ["c7i.4xlarge"] },
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
            ],
            taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
          },
        },
        limits: { ...(nodes !== null && { nodes }), ...(cpu !== null && { cpu }) },
      },
    }),
  ];
}

export const agones = (minPort = 7000, maxPort = 8000): RecordedResource =>
  resource("kubernetes:helm.sh/v3:Release", "agones", {
    chart: "agones",
    values: { gameservers: { minPort, maxPort } },
  });

/** By prefixes, one of them warm. */
export const vpcCni = (
  env: Inputs = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
): RecordedResource =>
  resource("aws:eks/addon:Addon", "vpc-cni", {
    addonName: "vpc-cni",
    configurationValues: JSON.stringify({ env }),
  });

/** What every region has, one pool of ten nodes with it. */
export const small = (options?: GroupOptions): RecordedResource[] => [
  subnet(),
  vpcCni(),
  agones(),
  ...nodeGroup("game", options),
];
