// What is wrong with a region's room for its games, in words.
import type { CapacityFinding } from "./capacity-report.ts";
import { taken } from "./budgets.ts";
import type { Game } from "./games.ts";
import type { Limit } from "./limits.ts";
import { poolsIn } from "./limits.ts";
import { inOrder, nodesUsed, placeAll } from "./packing.ts";
import type { Region } from "./region.ts";
import { emptyNodes, groupsOfGame, growingNodes, loadsOf } from "./region.ts";

/** A game with the limits of its servers, the tightest first. */
export interface LimitedGame {
  game: Game;
  limits: Limit[];
  /** All its Fleets' maxima; undefined where the program does not know one. */
  maximum: number | undefined;
  fits: number;
}

/** Headroom below which a game's maximum is too close to what fits: 20%, in whole numbers. */
const isTight = (fits: number, maximum: number) => fits * 10 < maximum * 12;

/** Servers that have to fit for headroom enough. */
const calm = (maximum: number) => Math.ceil((maximum * 12) / 10);

export function gameFinding({ game, limits, maximum, fits }: LimitedGame): CapacityFinding[] {
  const [first] = limits;
  if (first === undefined || maximum === undefined || !isTight(fits, maximum)) return [];
  const isShort = fits < maximum;
  const remedies = [first.remedy(calm(maximum)), fewer(game, Math.floor((fits * 10) / 12))];
  const what = isShort
    ? `${game.name} has up to ${maximum} servers, and ${fits} fit`
    : `${game.name} has up to ${maximum} servers, and ${fits} fit, which leaves less than 20% headroom`;
  return [
    {
      level: isShort ? "error" : "warning",
      message: `${what}: ${first.limit} ends it (${first.detail}); ${remedies.filter((text) => text !== undefined).join(", or ")}`,
    },
  ];
}

/** Fewer servers than the game wants, where there is such a number. */
function fewer({ name, fleets }: Game, servers: number): string | undefined {
  if (servers < 1) return undefined;
  if (fleets.length > 1) return `keep ${servers} of its ${fleets.length} Fleets`;
  return `lower games.${name}.${fleets[0]?.sizedBy ?? "autoscaling.max"} to ${servers}`;
}

/** Games that fit one by one at their maximum, and not all at once. */
export function jointFindings(region: Region, limited: readonly LimitedGame[]): CapacityFinding[] {
  if (limited.some(({ maximum, fits }) => maximum !== undefined && fits < maximum)) return [];
  const unknown = limited.filter(({ maximum }) => maximum === undefined).map(({ game }) => game.name);
  const note =
    unknown.length === 0 ? "" : ` (${unknown.join(", ")} counted at what waits: the maximum is not known)`;
  const nodes = emptyNodes(region.groups);
  const shared = sharing(region).flatMap((games): CapacityFinding[] => {
    const loads = inOrder(
      nodes,
      games.flatMap((game) => loadsOf(region, game, "maximum")),
    );
    const wanted = loads.reduce((sum, { servers }) => sum + servers, 0);
    if (placeAll(nodes, loads).servers === wanted) return [];
    const groups = region.groups.filter((group) =>
      games.some((game) => groupsOfGame(region, game).includes(group)),
    );
    const used = nodesUsed(placeAll(growingNodes(region.groups, groups), loads).nodes);
    const needed = groups.reduce((sum, { name }) => sum + (used.get(name) ?? 0), 0);
    const most = groups.reduce((sum, group) => sum + group.nodes.max, 0);
    const [pool = ""] = groups.map((group) => group.pool);
    const max = groups
      .filter((group) => group.pool === pool)
      .reduce((sum, group) => sum + group.nodes.max, 0);
    return [
      {
        level: "warning",
        message: `${names(games)} fit one by one and not all at their maximum together: that takes ${needed} nodes of ${poolsIn(groups)}, which ${groups.every((group) => group.pool === pool) ? "has" : "have"} at most ${most}${note}; raise pools.${pool}.max from ${max} to ${max + needed - most}, or lower a game's maximum`,
      },
    ];
  });
  return [...shared, ...boundFindings(region, note)];
}

/** Limits that all nodes share, with every game at its maximum. */
function boundFindings(region: Region, note: string): CapacityFinding[] {
  const loads = region.games.flatMap((game) => loadsOf(region, game, "maximum"));
  const nodes = emptyNodes(region.groups);
  const used = nodesUsed(placeAll(nodes, inOrder(nodes, loads)).nodes);
  const all = new Map(
    region.groups.map(({ name }) => [name, Math.max(region.waiting.get(name) ?? 0, used.get(name) ?? 0)]),
  );
  return region.bounds.flatMap(({ limit, budgets, unit, source, remedy }): CapacityFinding[] => {
    const over = budgets
      .map((budget) => ({
        amount: budget.amount,
        needed: Math.ceil(taken(budget, region.groups, all) - 1e-9),
      }))
      .filter(({ amount, needed }) => needed > amount)
      .toSorted((a, b) => b.needed - b.amount - (a.needed - a.amount));
    const [worst] = over;
    if (worst === undefined) return [];
    const nodesInAll = [...all.values()].reduce((sum, number) => sum + number, 0);
    return [
      {
        level: "warning",
        message: `${names(region.games)} fit one by one and not all at their maximum together: ${limit}: all nodes then take ${worst.needed} ${unit}, and there are ${worst.amount} (${source(1)})${note}; ${remedy({ nodes: nodesInAll, amount: worst.needed })}, or lower a game's maximum`,
      },
    ];
  });
}

/** Games that share nodes with one another, directly or by a third. */
function sharing(region: Region): Game[][] {
  const parts: { games: Game[]; groups: Set<string> }[] = [];
  for (const game of region.games) {
    const groups = new Set(groupsOfGame(region, game).map(({ name }) => name));
    const touching = parts.filter((part) => !part.groups.isDisjointFrom(groups));
    const merged = {
      games: [...touching.flatMap(({ games }) => games), game],
      groups: touching.reduce((all, part) => all.union(part.groups), groups),
    };
    parts.splice(0, parts.length, ...parts.filter((part) => !touching.includes(part)), merged);
  }
  return parts.map(({ games }) => games);
}

function names(games: readonly Game[]): string {
  const all = games.map(({ name }) => name);
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
}
