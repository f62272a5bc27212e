// The nodes of a stack, as far as they decide what one costs.
import { z } from "zod";
import type { PoolCapacity, Sizes } from "../capacity/capacity-report.ts";
import { quantity } from "../capacity/quantity.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { sum } from "./sizes.ts";
import type { Volume } from "./volume.ts";
import { volumes } from "./volume.ts";

/** Nodes of a pool that are all alike. */
export interface BilledPool {
  pool: string;
  /** In the order of preference; empty where the program does not say. */
  instanceTypes: string[];
  isSpot: boolean;
  /** Undefined where the program does not say. */
  nodes: Sizes | undefined;
  /** Of each node. */
  volumes: Volume[];
  hasPublicAddress: boolean;
  isMonitoredInDetail: boolean;
}

/** Labels and taints of gameplane's nodes, see components/nodes/placement.ts. */
const POOL_LABEL = "gameplane.dev/pool";
const CORDON_TAINT = "gameplane.dev/cordoned";

const flag = z.union([z.boolean(), z.stringbool()]).catch(false);
const labels = z.record(z.string(), z.string()).catch({});
const taints = z.array(z.object({ key: z.string() })).catch([]);

const nodeGroup = z.object({
  instanceTypes: z.array(z.string()).catch([]),
  capacityType: z.string().catch("ON_DEMAND"),
  labels,
  taints,
  scalingConfig: z
    .object({ minSize: z.number(), desiredSize: z.number().optional(), maxSize: z.number() })
    .transform(({ minSize, desiredSize = minSize, maxSize }): Sizes => {
      return { minimum: minSize, buffer: Math.max(minSize, desiredSize), maximum: maxSize };
    })
    .optional()
    .catch(undefined),
});

const launchTemplate = z.object({
  blockDeviceMappings: volumes,
  networkInterfaces: z.array(z.object({ associatePublicIpAddress: flag })).catch([]),
  monitoring: z.object({ enabled: flag }).catch({ enabled: false }),
});

const nodePool = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels }).catch({ labels: {} }),
      spec: z.object({
        nodeClassRef: z.object({ name: z.string() }),
        requirements: z.array(z.object({ key: z.string(), values: z.array(z.string()).catch([]) })).catch([]),
      }),
    }),
    limits: z.object({ nodes: z.union([z.string(), z.number()]) }).catch({ nodes: "" }),
  }),
});

const nodeClass = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    blockDeviceMappings: volumes,
    associatePublicIPAddress: flag,
    detailedMonitoring: flag,
  }),
});

export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";
const NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/** @param capacities how many nodes the pools have; a pool that it lacks has as many as its groups say */
export function billedPools(
  resources: readonly RecordedResource[],
  capacities: readonly PoolCapacity[],
): BilledPool[] {
  const pools = joined([...ofGroups(resources), ...ofKarpenter(resources)]);
  return pools.map((pool) => {
    const known = capacities.find((capacity) => capacity.pool === pool.pool);
    const isOnly = pools.filter((other) => other.pool === pool.pool).length === 1;
    // Nobody knows which of several kinds of node a pool starts: then each has what its own groups say.
    return known !== undefined && isOnly ? { ...pool, nodes: known.nodes } : pool;
  });
}

/** Groups of nodes that are alike, such as one in each zone, as one. */
function joined(groups: readonly BilledPool[]): BilledPool[] {
  const alike = Map.groupBy(groups, ({ nodes, ...pool }) => JSON.stringify([pool, nodes === undefined]));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    const nodes = same.flatMap((group) => group.nodes ?? []);
    return first === undefined ? [] : [{ ...first, nodes: first.nodes && sum(nodes) }];
  });
}

/** Whether the stack has nodes that only end: those of a generation that is cordoned or drained. */
export const hasCordoned = (resources: readonly RecordedResource[]): boolean =>
  resources.some(({ type, inputs }) => type === NODE_GROUP && isCordoned(taints.parse(inputs.taints)));

const isCordoned = (all: z.infer<typeof taints>) => all.some(({ key }) => key === CORDON_TAINT);

function ofGroups(resources: readonly RecordedResource[]): BilledPool[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.flatMap(({ type, name, inputs, options }) => {
    const group = type === NODE_GROUP ? nodeGroup.safeParse(inputs).data : undefined;
    if (group === undefined || isCordoned(group.taints)) return [];
    const [template] = (options.propertyDependencies?.launchTemplate ?? []).map((urn) => byUrn.get(urn));
    const made = launchTemplate.safeParse(template?.inputs ?? {}).data;
    return [
      {
        pool: group.labels[POOL_LABEL] ?? name,
        instanceTypes: group.instanceTypes,
        isSpot: group.capacityType === "SPOT",
        nodes: group.scalingConfig,
        volumes: made?.blockDeviceMappings ?? [],
        hasPublicAddress: made?.networkInterfaces.some((each) => each.associatePublicIpAddress) ?? false,
        isMonitoredInDetail: made?.monitoring.enabled ?? false,
      },
    ];
  });
}

function ofKarpenter(resources: readonly RecordedResource[]): BilledPool[] {
  const classes = resources.flatMap(({ type, inputs }) =>
    type === NODE_CLASS ? (nodeClass.safeParse(inputs).data ?? []) : [],
  );
  return resources.flatMap(({ type, name, inputs }) => {
    const spec = type === NODE_POOL ? nodePool.safeParse(inputs).data?.spec : undefined;
    const most = quantity(spec?.limits.nodes ?? "");
    // Karpenter starts no node of a generation that is cordoned: its limit is 0.
    if (spec === undefined || most === 0) return [];
    const { metadata, spec: template } = spec.template;
    const valuesOf = (key: string) =>
      template.requirements.filter((each) => each.key === key).flatMap(({ values }) => values);
    const made = classes.find(({ metadata: { name: own } }) => own === template.nodeClassRef.name)?.spec;
    return [
      {
        pool: metadata.labels[POOL_LABEL] ?? name,
        instanceTypes: valuesOf("node.kubernetes.io/instance-type"),
        isSpot: valuesOf("karpenter.sh/capacity-type").includes("spot"),
        nodes: most === undefined ? undefined : { minimum: 0, buffer: 0, maximum: most },
        volumes: made?.blockDeviceMappings ?? [],
        hasPublicAddress: made?.associatePublicIPAddress ?? false,
        isMonitoredInDetail: made?.detailedMonitoring ?? false,
      },
    ];
  });
}
