// The groups of like nodes that a region may start: EKS node groups, and Karpenter's NodePools.
import { z } from "zod";
import { POOL_LABEL, ZONE_ID_LABEL } from "../../components/nodes/placement.ts";
import { instanceType } from "../../stacks/settings/instance-types.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { quantity, quantitySchema } from "./quantity.ts";

export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
export const KARPENTER_NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";
export const EC2_NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
export const SUBNET = "aws:ec2/subnet:Subnet";

/** On node groups whose sessions have ended (components/nodes/node-group.ts). */
export const DRAINED_TAG = "gameplane.dev/drained";

export interface Taint {
  key: string;
  value: string;
  effect: string;
}

export interface NodeGroup {
  /** The resource's name. */
  name: string;
  pool: string;
  /** All that it may start, first choice first. */
  instanceTypes: string[];
  capacityType: "on-demand" | "spot";
  ami: "al2023" | "bottlerocket";
  /** Undefined where the node says nothing of it. */
  maxPods: number | undefined;
  labels: Record<string, string>;
  taints: Taint[];
  /** Subnets of its nodes, by URN. */
  subnets: string[];
  /** Ids of the zones of these. */
  zones: string[];
  /** What scales it: with Karpenter there are no fewest nodes. */
  scaler: "node group" | "karpenter";
  nodes: { min: number; desired: number; max: number };
}

const labels = z.record(z.string(), z.string()).default({});
const taints = z
  .array(z.object({ key: z.string(), value: z.string().default(""), effect: z.string() }))
  .default([]);

const nodeGroup = z.object({
  instanceTypes: z.array(z.string()).default([]),
  capacityType: z.string().default("ON_DEMAND"),
  amiType: z.string().default(""),
  labels,
  taints,
  tags: labels,
  scalingConfig: z.object({ minSize: z.number(), desiredSize: z.number(), maxSize: z.number() }),
});

const nodePool = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels }).prefault({}),
      spec: z.object({
        nodeClassRef: z.object({ name: z.string() }),
        requirements: z
          .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) }))
          .default([]),
        taints,
      }),
    }),
    limits: z.object({ nodes: quantitySchema.optional(), cpu: quantitySchema.optional() }).prefault({}),
  }),
});

const nodeClass = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    amiFamily: z.string().default(""),
    kubelet: z.object({ maxPods: z.number().optional() }).prefault({}),
  }),
});

const subnet = z.object({ availabilityZoneId: z.string() });
const template = z.object({ userData: z.string() });

/**
 * @param endless what stands for a Karpenter pool without a limit
 * @returns the groups in the order of the program, drained ones left out, and what cannot be read, a line each
 */
export function nodeGroupsOf(
  resources: readonly RecordedResource[],
  endless: number,
): { groups: NodeGroup[]; unread: string[] } {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const found = resources.flatMap((resource) => {
    if (resource.options.read === true) return [];
    if (resource.type === NODE_GROUP) return [managed(resource, byUrn)];
    return resource.type === KARPENTER_NODE_POOL ? [karpenter(resource, resources, byUrn, endless)] : [];
  });
  return {
    groups: found.flatMap((each) => (typeof each === "object" ? [each] : [])),
    unread: found.filter((each) => typeof each === "string"),
  };
}

type ByUrn = ReadonlyMap<string, RecordedResource>;

function managed(resource: RecordedResource, byUrn: ByUrn): NodeGroup | string | undefined {
  const { data: inputs, error } = nodeGroup.safeParse(resource.inputs);
  if (inputs === undefined) return unread("NodeGroup", resource, error);
  if (inputs.tags[DRAINED_TAG] === "true") return undefined;
  const { minSize, desiredSize, maxSize } = inputs.scalingConfig;
  const [userData] = behind(resource, "launchTemplate", byUrn).flatMap(
    (of) => template.safeParse(of.inputs).data ?? [],
  );
  return {
    name: resource.name,
    pool: inputs.labels[POOL_LABEL] ?? resource.name,
    instanceTypes: inputs.instanceTypes,
    capacityType: inputs.capacityType === "SPOT" ? "spot" : "on-demand",
    ami: inputs.amiType.startsWith("BOTTLEROCKET") ? "bottlerocket" : "al2023",
    maxPods: userData === undefined ? undefined : maxPodsIn(userData.userData),
    labels: inputs.labels,
    taints: inputs.taints.map((taint) => ({ ...taint, effect: EFFECTS[taint.effect] ?? taint.effect })),
    ...placeOf(behind(resource, "subnetIds", byUrn)),
    scaler: "node group",
    nodes: { min: minSize, desired: desiredSize, max: maxSize },
  };
}

function karpenter(
  resource: RecordedResource,
  resources: readonly RecordedResource[],
  byUrn: ByUrn,
  endless: number,
): NodeGroup | string {
  const { data: inputs, error } = nodePool.safeParse(resource.inputs);
  if (inputs === undefined) return unread("NodePool", resource, error);
  const { template: node, limits } = inputs.spec;
  const valuesOf = (key: string) =>
    node.spec.requirements.find((each) => each.key === key && each.operator === "In")?.values ?? [];
  const instanceTypes = valuesOf("node.kubernetes.io/instance-type");
  const [ofClass] = resources
    .filter(({ type }) => type === EC2_NODE_CLASS)
    .map((each) => ({ resource: each, inputs: nodeClass.safeParse(each.inputs).data }))
    .filter((each) => each.inputs?.metadata.name === node.spec.nodeClassRef.name);
  const vcpu = Math.max(...instanceTypes.map((type) => instanceType(type)?.vcpu ?? 0));
  const byCpu = limits.cpu === undefined || vcpu <= 0 ? Infinity : Math.floor(limits.cpu / vcpu);
  const max = Math.min(limits.nodes ?? Infinity, byCpu);
  return {
    name: resource.name,
    pool: node.metadata.labels[POOL_LABEL] ?? resource.name,
    instanceTypes,
    capacityType: valuesOf("karpenter.sh/capacity-type").includes("on-demand") ? "on-demand" : "spot",
    ami: ofClass?.inputs?.spec.amiFamily === "Bottlerocket" ? "bottlerocket" : "al2023",
    maxPods: ofClass?.inputs?.spec.kubelet.maxPods,
    labels: node.metadata.labels,
    taints: node.spec.taints,
    ...placeOf(ofClass === undefined ? [] : behind(ofClass.resource, "spec", byUrn)),
    scaler: "karpenter",
    nodes: { min: 0, desired: 0, max: Number.isFinite(max) ? max : endless },
  };
}

const EFFECTS: Partial<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

const unread = (kind: string, { name }: RecordedResource, error: z.ZodError) =>
  `${kind} ${name}: ${error.issues[0]?.path.join(".") ?? ""}: ${error.issues[0]?.message ?? ""}`;

/** Ids are unknown before an `up`; the resources that an input comes from are known. */
function behind({ options }: RecordedResource, input: string, byUrn: ByUrn): RecordedResource[] {
  return (options.propertyDependencies?.[input] ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
}

function placeOf(candidates: readonly RecordedResource[]): Pick<NodeGroup, "subnets" | "zones"> {
  const subnets = candidates.filter(({ type }) => type === SUBNET);
  return {
    subnets: subnets.map(({ urn }) => urn),
    zones: subnets.flatMap(({ inputs }) => subnet.safeParse(inputs).data?.availabilityZoneId ?? []),
  };
}

/** As nodeadm's NodeConfig and Bottlerocket's settings have it (components/nodes/user-data.ts). */
function maxPodsIn(userData: string): number | undefined {
  const text = Buffer.from(userData, "base64").toString("utf8");
  return quantity(/^\s*(?:maxPods:|max-pods =) (\d+)\s*$/m.exec(text)?.[1] ?? "");
}

interface Placement {
  nodeSelector: Record<string, string>;
  tolerations: {
    key?: string | undefined;
    operator?: string | undefined;
    value?: string | undefined;
    effect?: string | undefined;
  }[];
}

/** Whether a pod may run on a group's nodes. */
export const takes = (group: NodeGroup, { nodeSelector, tolerations }: Placement): boolean =>
  Object.entries(nodeSelector).every(([key, value]) =>
    key === ZONE_ID_LABEL ? group.zones.includes(value) : group.labels[key] === value,
  ) &&
  group.taints
    .filter(({ effect }) => effect !== "PreferNoSchedule")
    .every((taint) =>
      tolerations.some(
        ({ key, operator, value, effect }) =>
          (key === undefined ? operator === "Exists" : key === taint.key) &&
          (effect === undefined || effect === taint.effect) &&
          (operator === "Exists" || (value ?? "") === taint.value),
      ),
    );
