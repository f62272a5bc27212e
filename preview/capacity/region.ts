// What a region has for games, and where each game's servers go.
import type { ServiceQuotas } from "../../stacks/settings/schema/schema.ts";
import type { Nodes, Load } from "./packing.ts";
import { inOrder, nodesUsed, place, placeAll } from "./packing.ts";
import type { Amounts } from "./amounts.ts";
import { only } from "./amounts.ts";
import type { NodeBound, NodeCounts } from "./budgets.ts";
import type { Game, GameFleet } from "./games.ts";
import { takes } from "./node-groups.ts";
import type { KnownGroup } from "./node-room.ts";

export interface Region {
  /** Groups whose instance types are known. */
  groups: KnownGroup[];
  games: Game[];
  bounds: NodeBound[];
  /** What the namespace's quota lets pods have. */
  namespaceQuota: Amounts;
  quotas: ServiceQuotas;
  /** Nodes by group while nobody plays, see nodesOfOthers. */
  waiting: NodeCounts;
}

/** Groups of nodes that a Fleet's servers may run on. */
export const groupsOf = ({ groups }: Pick<Region, "groups">, { pod }: GameFleet): KnownGroup[] =>
  groups.filter((group) => takes(group, pod));

/** Groups that any of a game's servers may run on. */
export const groupsOfGame = (region: Pick<Region, "groups">, { fleets }: Game): KnownGroup[] =>
  region.groups.filter((group) => fleets.some(({ pod }) => takes(group, pod)));

/** A game's servers at one of its sizes; where its maximum is not known, what waits. */
export const loadsOf = (
  region: Pick<Region, "groups">,
  { fleets }: Game,
  size: "minimum" | "buffer" | "maximum",
): Load[] =>
  fleets.map((fleet) => ({
    takes: fleet.takes,
    servers: fleet.sizes[size] ?? fleet.sizes.buffer,
    on: namesOf(groupsOf(region, fleet)),
  }));

/** What the other games run while nobody plays them. */
const othersOf = (region: Region, game: Game): Load[] =>
  region.games.filter((other) => other !== game).flatMap((other) => loadsOf(region, other, "buffer"));

export const namesOf = (groups: readonly KnownGroup[]): Set<string> =>
  new Set(groups.map(({ name }) => name));

/** @param counts nodes by group. @default each group's maximum */
export const emptyNodes = (groups: readonly KnownGroup[], counts?: NodeCounts): Nodes[] =>
  groups.map(({ name, room, nodes }) => ({
    group: name,
    count: counts === undefined ? nodes.max : (counts.get(name) ?? 0),
    free: room,
    used: false,
  }));

/** The groups at their maxima, and beyond these as many more nodes of the first as it takes. */
export const growingNodes = (groups: readonly KnownGroup[], growing: readonly KnownGroup[]): Nodes[] => [
  ...emptyNodes(groups),
  ...growing.slice(0, 1).map(({ name, room }) => ({ group: name, count: Infinity, free: room, used: false })),
];

/**
 * Most servers of a game on some nodes, beside what other games run there. Of a game with several Fleets (worlds) each
 * one's own servers first, then more like those of its first.
 * @param isOf which resources count. @default all
 */
export function mostServers(
  region: Region,
  game: Game,
  nodes: readonly Nodes[],
  isOf: (resource: string) => boolean = () => true,
): number {
  const counted = (load: Load): Load => ({ ...load, takes: only(load.takes, isOf) });
  const counts = nodes.map((some) => ({ ...some, free: only(some.free, isOf) }));
  const own = loadsOf(region, game, "maximum").map(counted);
  const others = othersOf(region, game).map(counted).filter(isSomething);
  const placed = placeAll(placeAll(counts, inOrder(counts, others)).nodes, own);
  const [first] = own;
  if (first === undefined || own.reduce((sum, { servers }) => sum + servers, 0) > placed.servers)
    return placed.servers;
  const anywhere = namesOf(groupsOfGame(region, game));
  return placed.servers + place(placed.nodes, { ...first, on: anywhere, servers: Infinity }).servers;
}

/** Servers without a GPU take nothing where only GPUs are counted. */
const isSomething = ({ takes: amounts }: Load) => Object.values(amounts).some((amount) => amount > 0);

/**
 * Nodes by group that it takes to run so many servers of a game beside the others, more than there may be included;
 * undefined where no number of nodes is enough.
 */
export function nodesFor(region: Region, game: Game, servers: number): Map<string, number> | undefined {
  const groups = groupsOfGame(region, game);
  const [fleet] = game.fleets;
  if (fleet === undefined) return undefined;
  const nodes = growingNodes(region.groups, groups);
  const others = othersOf(region, game);
  const beside = placeAll(nodes, inOrder(emptyNodes(region.groups), others));
  const placed = place(beside.nodes, { takes: fleet.takes, servers, on: namesOf(groups) });
  return placed.servers < servers ? undefined : nodesUsed(placed.nodes);
}

/**
 * Nodes by group while nobody plays: what servers that wait need where there are games, at least the fewest; elsewhere
 * the most, for what runs there grows with the games.
 */
export function nodesOfOthers(region: Pick<Region, "groups" | "games">): Map<string, number> {
  const loads = region.games.flatMap((game) => loadsOf(region, game, "buffer"));
  const nodes = emptyNodes(region.groups);
  const used = nodesUsed(placeAll(nodes, inOrder(nodes, loads)).nodes);
  const holding = new Set(loads.flatMap(({ on }) => [...on]));
  return new Map(
    region.groups.map(({ name, nodes: { min, max } }) => [
      name,
      holding.has(name) ? Math.max(min, used.get(name) ?? 0) : max,
    ]),
  );
}
