import { z } from "zod";
import type { RecordedResource } from "../recorded-resource.ts";

/** On nodes that game servers run on, see components/nodes/placement.ts. */
const GAME_LABEL = "game-server";

const labels = z.record(z.string(), z.string()).catch({});

const nodeGroup = z.object({
  labels,
  scalingConfig: z.object({ maxSize: z.number() }).catch({ maxSize: 1 }),
});

const nodePool = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels }),
      spec: z.object({ nodeClassRef: z.object({ name: z.string() }) }),
    }),
  }),
});

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";
const NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/**
 * Zones in which game servers may run, sorted.
 *
 * @returns undefined where the program makes no nodes for them, and so does not know
 */
export function gameZones(resources: readonly RecordedResource[]): string[] | undefined {
  const sources = [...groupSubnets(resources), ...classSubnets(resources)];
  if (sources.length === 0) return undefined;
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource.inputs]));
  const zones = sources.flat().flatMap((urn) => {
    const { availabilityZoneId, availabilityZone } = byUrn.get(urn) ?? {};
    const zone = availabilityZoneId ?? availabilityZone;
    return typeof zone === "string" ? [zone] : [];
  });
  return [...new Set(zones)].toSorted();
}

/** URNs of the subnets of each node group for games that may have a node. */
const groupSubnets = (resources: readonly RecordedResource[]): string[][] =>
  resources.flatMap(({ type, inputs, options }) => {
    const group = type === NODE_GROUP ? nodeGroup.safeParse(inputs).data : undefined;
    const isGames = group?.labels[GAME_LABEL] === "true" && group.scalingConfig.maxSize > 0;
    return isGames ? [options.propertyDependencies?.subnetIds ?? []] : [];
  });

/** The same of Karpenter's node classes that a NodePool for games names. */
function classSubnets(resources: readonly RecordedResource[]): string[][] {
  const names = resources.flatMap(({ type, inputs }) => {
    const template = type === NODE_POOL ? nodePool.safeParse(inputs).data?.spec.template : undefined;
    return template?.metadata.labels[GAME_LABEL] === "true" ? [template.spec.nodeClassRef.name] : [];
  });
  return resources.flatMap(({ type, name, options }) =>
    type === NODE_CLASS && names.includes(name) ? [options.propertyDependencies?.spec ?? []] : [],
  );
}
