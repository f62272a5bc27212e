// What the maturity of an environment depends on, as far as its resources tell.
import { z } from "zod";
import { FLEET, FLEET_AUTOSCALER } from "../../policies/agones.ts";
import type { Capacity } from "../capacity/capacity-report.ts";
import { fleetInputs, podVolumes } from "../capacity/fleet-inputs.ts";
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { gameZones } from "./game-zones.ts";

export interface EnvironmentStack {
  name: string;
  resources: readonly RecordedResource[];
  /** Null where it runs no game, or its nodes are not the program's. */
  capacity: Capacity | null;
}

/** A stack that runs games. */
export interface RegionFacts {
  stack: string;
  /** AWS's name; the stack's where it is not AWS. */
  region: string;
  /** Zones of game nodes; undefined where the program does not know them. */
  zones: string[] | undefined;
  fleets: FleetFacts[];
  /** Such as "Cluster Autoscaler"; undefined where nodes are added by hand. */
  nodeScaler: string | undefined;
  /** Whether others than the cluster's own pods can ask for a server. */
  isAllocatorReachable: boolean;
  /** Undefined where the program does not know it. */
  players: number | undefined;
}

export interface FleetFacts {
  name: string;
  hasPorts: boolean;
  /**
   * By what its number of servers is decided: nobody, the clock alone, or what happens. A world is one server, and a
   * Fleet that drains has none: there is nothing to decide.
   */
  scaledBy: "nobody" | "clock" | "demand" | "nothing to scale";
}

export interface EnvironmentFacts {
  regions: RegionFacts[];
  /** Types of what puts players of all regions together. */
  matchmakers: string[];
  /** Types of what takes players in near them. */
  edges: string[];
  /** Types of what scales by a forecast. */
  predictors: string[];
}

export function environmentFacts(stacks: readonly EnvironmentStack[]): EnvironmentFacts {
  const all = stacks.flatMap(({ resources }) => resources);
  const types = (isOne: (resource: RecordedResource) => boolean) => [
    ...new Set(all.filter(isOne).map(({ type }) => type)),
  ];
  return {
    regions: stacks.filter(({ resources }) => resources.some(({ type }) => type === FLEET)).map(regionFacts),
    matchmakers: types(({ type }) => /^gameplane:.*matchmak/i.test(type)),
    edges: types(({ type }) => /^aws:(globalaccelerator\/accelerator|cloudfront\/distribution):/.test(type)),
    predictors: types(isPredictor),
  };
}

/** A schedule predicts nothing: a person did. */
const isPredictor = ({ type, inputs }: RecordedResource): boolean =>
  /^gameplane:.*(predict|forecast)/i.test(type) ||
  (/^aws:(autoscaling|appautoscaling)\/policy:Policy$/.test(type) &&
    inputs.policyType === "PredictiveScaling");

function regionFacts({ name, resources, capacity }: EnvironmentStack): RegionFacts {
  const region = resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs.region;
  return {
    stack: name,
    region: typeof region === "string" ? region : name,
    zones: gameZones(resources),
    fleets: fleetFacts(resources),
    nodeScaler: NODE_SCALERS.find(({ chart }) => charts(resources).includes(chart))?.name,
    isAllocatorReachable: resources.some(hasReachableAllocator),
    players: capacity?.players,
  };
}

const NODE_SCALERS = [
  { chart: "cluster-autoscaler", name: "Cluster Autoscaler" },
  { chart: "karpenter", name: "Karpenter" },
];

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Names of charts: the last part of what may be a registry's path. */
const charts = (resources: readonly RecordedResource[]): (string | undefined)[] =>
  resources.flatMap(({ type, inputs }) =>
    type === RELEASE && typeof inputs.chart === "string" ? [inputs.chart.split("/").at(-1)] : [],
  );

const allocator = z.object({
  values: z.object({
    agones: z.object({ allocator: z.object({ service: z.object({ serviceType: z.string() }) }) }),
  }),
});

const hasReachableAllocator = ({ type, inputs }: RecordedResource): boolean =>
  type === RELEASE &&
  allocator.safeParse(inputs).data?.values.agones.allocator.service.serviceType === "LoadBalancer";

const fleet = fleetInputs(
  z.object({
    ports: z.array(z.object({ portPolicy: z.string().default("Dynamic") })).default([]),
    template: podVolumes(z.object({ persistentVolumeClaim: z.unknown().optional() })),
  }),
);

const autoscaler = z.object({
  spec: z.object({
    fleetName: z.string(),
    policy: z.object({ type: z.string(), chain: z.array(z.object({ type: z.string() })).default([]) }),
  }),
});

function fleetFacts(resources: readonly RecordedResource[]): FleetFacts[] {
  const parsed = <T>(type: string, schema: z.ZodType<T>): T[] =>
    resources.filter((each) => each.type === type).flatMap(({ inputs }) => read(schema, inputs));
  const policies = new Map(
    parsed(FLEET_AUTOSCALER, autoscaler).map(({ spec }) => [spec.fleetName, spec.policy]),
  );
  return parsed(FLEET, fleet).map(({ metadata: { name }, spec }) => {
    const { ports, template } = spec.template.spec;
    const isWorld = template.spec.volumes.some(
      ({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined,
    );
    const policy = policies.get(name);
    return {
      name,
      hasPorts: ports.some(({ portPolicy }) => portPolicy !== "None"),
      scaledBy:
        policy === undefined && (isWorld || spec.replicas === 0) ? "nothing to scale" : scaledBy(policy),
    };
  });
}

function read<T>(schema: z.ZodType<T>, inputs: Record<string, Json>): T[] {
  const { success, data } = schema.safeParse(inputs);
  return success ? [data] : [];
}

function scaledBy(policy: z.output<typeof autoscaler>["spec"]["policy"] | undefined): FleetFacts["scaledBy"] {
  if (policy === undefined) return "nobody";
  const kinds = policy.type === "Chain" ? policy.chain.map(({ type }) => type) : [policy.type];
  return kinds.every((kind) => kind === "Schedule") ? "clock" : "demand";
}
