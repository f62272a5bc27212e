// What all games of a region hold at once: nodes, budgets and the namespace's quota that they share count once.
import { taken, nodesWithin } from "./budgets.ts";
import type { NodeCounts } from "./budgets.ts";
import type { LimitedGame } from "./findings.ts";
import type { GameFleet } from "./games.ts";
import { allowedServers } from "./namespace-quota.ts";
import type { Load, Nodes } from "./packing.ts";
import { inOrder, nodesUsed, place } from "./packing.ts";
import type { Region } from "./region.ts";
import { emptyNodes, groupsOfGame, loadsOf, namesOf } from "./region.ts";

interface Together {
  servers: number;
  players: number;
}

/** Every game at its maximum or at what fits, if that is less; the pickiest first, then the largest. */
export function jointCapacity(region: Region, limited: readonly LimitedGame[]): Together {
  const asMany = placedOn(region, limited, emptyNodes(region.groups));
  const allowed = region.bounds.reduce<NodeCounts>(
    (counts, bound) => within(region, bound.budgets, counts),
    nodesUsed(asMany.nodes),
  );
  const placed = placedOn(region, limited, emptyNodes(region.groups, allowed));
  return { servers: placed.servers, players: placed.players };
}

/** Nodes by group of those that games want, as many as the budgets hold. */
function within(
  { groups, waiting }: Region,
  budgets: Region["bounds"][number]["budgets"],
  wanted: NodeCounts,
): NodeCounts {
  const all = new Map(
    groups.map(({ name }) => [name, Math.max(waiting.get(name) ?? 0, wanted.get(name) ?? 0)]),
  );
  if (budgets.every((budget) => taken(budget, groups, all) <= budget.amount + 1e-9)) return wanted;
  const own = groups
    .filter(({ name }) => (wanted.get(name) ?? 0) > 0)
    .map((group) => ({ ...group, nodes: { ...group.nodes, max: wanted.get(group.name) ?? 0 } }));
  const others = groups.filter(({ name }) => !wanted.has(name));
  const held = nodesWithin(budgets, own, others, waiting);
  if (held === undefined) return wanted;
  return new Map([...wanted].map(([name, nodes]) => [name, Math.min(nodes, held.get(name) ?? 0)]));
}

function placedOn(
  region: Region,
  limited: readonly LimitedGame[],
  empty: readonly Nodes[],
): Together & { nodes: readonly Nodes[] } {
  const left = new Map(limited.map((each) => [each, Math.min(each.fits, each.maximum ?? Infinity)]));
  const loads = new Map<Load, [LimitedGame, GameFleet]>(
    limited.flatMap((each) => loadsAtMost(region, each).map(([load, fleet]) => [load, [each, fleet]])),
  );
  const placed: { fleet: GameFleet; servers: number }[] = [];
  let nodes = empty;
  let players = 0;
  for (const load of inOrder(empty, [...loads.keys()])) {
    const [whose, fleet] = loads.get(load) ?? [];
    if (whose === undefined || fleet === undefined) continue;
    const allowed = allowedServers(region.namespaceQuota, fleet, placed)?.servers ?? Infinity;
    const most = left.get(whose) ?? 0;
    const next = place(nodes, { ...load, servers: Math.min(load.servers, most, allowed) });
    nodes = next.nodes;
    left.set(whose, most - next.servers);
    placed.push({ fleet, servers: next.servers });
    players += next.servers * (whose.game.playersPerServer ?? 0);
  }
  return { nodes, players, servers: placed.reduce((sum, { servers }) => sum + servers, 0) };
}

/** Where a maximum is not known, what waits and then as many as there is room for, as its own figure counts them. */
function loadsAtMost(region: Region, { game, maximum }: LimitedGame): [Load, GameFleet][] {
  const own = loadsOf(region, game, "maximum").flatMap((load, index): [Load, GameFleet][] => {
    const fleet = game.fleets[index];
    return fleet === undefined ? [] : [[load, fleet]];
  });
  const [first] = own;
  if (maximum !== undefined || first === undefined) return own;
  const [load, fleet] = first;
  return [...own, [{ ...load, on: namesOf(groupsOfGame(region, game)), servers: Infinity }, fleet]];
}
