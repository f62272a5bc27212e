// What a region is made of, from its resources: network, cluster, pools, games.
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { at, isMap, number, text, texts } from "../json-value.ts";
import type { Counts } from "../since/operations.ts";
import { countsOf } from "../since/operations.ts";
import { poolOf } from "../judgement/player-harm.ts";
import type { StackReport } from "../report.ts";

export interface Topology {
  network: Part | undefined;
  cluster: Part | undefined;
  pools: Part[];
  games: (Part & { pools: string[] })[];
}

export interface Part {
  name: string;
  /** Lines about it. */
  about: string[];
  changes: Counts;
}

/** Undefined where the stack has neither cluster nor games. */
export function topologyOf(stack: StackReport): Topology | undefined {
  const { resources } = stack;
  const vpc = resources.find(({ type }) => type === "aws:ec2/vpc:Vpc");
  const cluster =
    resources.find(({ type }) => type === "eks:index:Cluster") ??
    resources.find(({ type }) => type === "gameplane:cluster:ExistingCluster");
  const components = (type: string) => resources.filter((resource) => resource.type === type);
  const games = components("gameplane:games:Game");
  if (cluster === undefined && games.length === 0) return undefined;
  const pools = components("gameplane:nodes:NodePool").map((pool) => poolPart(pool, stack));
  return {
    network: vpc && {
      name: "network",
      about: networkLines(vpc, resources),
      changes: below(stack, "network"),
    },
    cluster: cluster && {
      name: text(cluster.inputs.name) ?? cluster.name,
      about: [clusterLine(cluster)],
      changes: below(stack, "cluster"),
    },
    pools,
    games: games.map((game) => gamePart(game, stack)),
  };
}

function networkLines(vpc: RecordedResource, resources: readonly RecordedResource[]): string[] {
  const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
  const zones = new Set(subnets.map(({ inputs }) => text(inputs.availabilityZoneId) ?? "unknown"));
  return [text(vpc.inputs.cidrBlock) ?? "range unknown", `${subnets.length} subnets in ${zones.size} zones`];
}

function clusterLine({ type, inputs }: RecordedResource): string {
  if (type === "gameplane:cluster:ExistingCluster") return "is there already";
  return `Kubernetes ${text(inputs.version) ?? "version unknown"}`;
}

/** Changes of what is made below a component of that folder, by the types in a URN. */
const below = ({ changes = [] }: StackReport, folder: "network" | "cluster"): Counts =>
  countsOf(changes.filter(({ urn }) => (urn.split("::")[2] ?? "").startsWith(`gameplane:${folder}:`)));

function poolPart(pool: RecordedResource, { resources, changes = [] }: StackReport): Part {
  const groups = resources.filter(
    (resource) => resource.type === "aws:eks/nodeGroup:NodeGroup" && resource.parent === pool.urn,
  );
  const types = [...new Set(groups.flatMap(({ inputs }) => texts(inputs.instanceTypes)))];
  const total = (key: string) =>
    groups.reduce((sum, { inputs }) => sum + (number(at(inputs.scalingConfig, key)) ?? 0), 0);
  const own = changes.filter(
    ({ urn, name }) =>
      urn.includes("gameplane:nodes:NodePool") && poolOf({ urn, name }, resources) === pool.name,
  );
  return {
    name: pool.name,
    about:
      groups.length === 0
        ? ["nodes as Karpenter makes them"]
        : [types.join(", "), `${total("minSize")} to ${total("maxSize")} nodes`],
    changes: countsOf(own),
  };
}

function gamePart(game: RecordedResource, stack: StackReport): Topology["games"][number] {
  const own = stack.resources.filter(({ parent }) => parent === game.urn);
  const fleets = own.filter(({ type }) => /^kubernetes:agones\.dev\/v\w+:Fleet$/.test(type));
  const capacity = stack.capacity?.games.find((each) => each.game === game.name);
  const sizes = own
    .filter(({ type }) => type.endsWith(":FleetAutoscaler"))
    .map(({ inputs }) => sizeOf(inputs));
  const fixed = fleets.map(({ inputs }) => number(at(inputs.spec, "replicas")));
  const about = capacity
    ? [`${capacity.servers.minimum} to ${capacity.servers.maximum} servers`, `${capacity.fits} fit`]
    : [sizes[0] ?? (fixed[0] === undefined ? "size unknown" : `${fixed[0]} servers`)];
  const urns = new Set(own.map(({ urn }) => urn));
  const names = new Set(own.map(({ name }) => name));
  const changes = (stack.changes ?? []).filter(
    ({ urn, op, name }) =>
      urns.has(urn) || (op === "delete" && urn.includes("gameplane:games:Game$") && names.has(name)),
  );
  const pools = capacity?.pools ?? [...new Set(fleets.flatMap((fleet) => poolsFor(fleet, stack.resources)))];
  return { name: game.name, about, changes: countsOf(changes), pools };
}

function sizeOf({ spec }: Record<string, Json>): string {
  const buffer = at(spec, "policy", "buffer");
  const [least, most] = [number(at(buffer, "minReplicas")), number(at(buffer, "maxReplicas"))];
  if (least !== undefined && most !== undefined) return `${least} to ${most} servers`;
  return `sized by ${text(at(spec, "policy", "type")) ?? "an unknown policy"}`;
}

/** Pools whose nodes have every label that the Fleet's pods ask for. */
function poolsFor(fleet: RecordedResource, resources: readonly RecordedResource[]): string[] {
  const selector = at(fleet.inputs.spec, "template", "spec", "template", "spec", "nodeSelector");
  if (!isMap(selector)) return [];
  const groups = resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
  const fitting = groups.filter(({ inputs }) =>
    Object.entries(selector).every(([key, value]) => at(inputs.labels, key) === value),
  );
  return [...new Set(fitting.flatMap(({ inputs }) => text(at(inputs.labels, "gameplane.dev/pool")) ?? []))];
}
