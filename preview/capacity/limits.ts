// What ends the number of a game's servers in its region.
import type { CapacityLimit } from "./capacity-report.ts";
import { NODE_LIMITS, only, serversOn } from "./amounts.ts";
import type { NodeBound } from "./budgets.ts";
import { nodesWithin, taken } from "./budgets.ts";
import type { Game } from "./games.ts";
import { allowedServers } from "./namespace-quota.ts";
import type { KnownGroup } from "./node-room.ts";
import { typesOf } from "./node-room.ts";
import type { Region } from "./region.ts";
import { emptyNodes, groupsOfGame, mostServers, nodesFor } from "./region.ts";

/** A limit with what would lift it. */
export interface Limit extends CapacityLimit {
  /** What to do so that so many servers fit; undefined where only fewer servers help. */
  remedy: (servers: number) => string | undefined;
}

/** Nodes that EKS takes in one node group, and the setting with it. */
const MOST_IN_POOL = 450;

/** Every limit of a game, the tightest first; equal ones in the order in which they are written here. */
export function limitsOf(region: Region, game: Game): Limit[] {
  const groups = groupsOfGame(region, game);
  if (groups.length === 0) return [nowhere(game)];
  return [
    ...nodeLimits(region, game, groups),
    nodeMaximum(region, game, groups),
    ...region.bounds.flatMap((bound) => boundLimit(region, game, groups, bound)),
    ...namespaceLimit(region, game),
  ].toSorted((a, b) => a.servers - b.servers);
}

function nowhere({ fleets }: Game): Limit {
  const wanted = Object.entries(fleets[0]?.pod.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    limit: "placement",
    servers: 0,
    detail: `no pool has nodes with ${wanted.join(", ")} and taints that it tolerates`,
    remedy: () => "add such a pool, or correct the game's pool or GPU",
  };
}

/** By one resource of nodes alone, as if there were plenty of every other. */
function nodeLimits(region: Region, game: Game, groups: KnownGroup[]): Limit[] {
  const [fleet] = game.fleets;
  const [group] = groups;
  if (fleet === undefined || group === undefined) return [];
  return NODE_LIMITS.flatMap(({ limit, unit, isOf }) => {
    const needs = only(fleet.takes, isOf);
    const each = Object.values(needs).reduce((sum, amount) => sum + amount, 0);
    if (each === 0) return [];
    const has = Object.values(only(group.room, isOf)).reduce((sum, amount) => sum + amount, 0);
    return {
      limit,
      servers: mostServers(region, game, emptyNodes(region.groups), isOf),
      detail: `${serversOn(group.room, needs)} on a node (${shown(has)}${unit} for servers on ${typesOf(group)}, ${shown(each)}${unit} each), ${atMost(groups)}${beside(region, game, groups)}`,
      remedy: growth(region, game, groups),
    };
  });
}

/** By all resources of nodes together. */
function nodeMaximum(region: Region, game: Game, groups: KnownGroup[]): Limit {
  const [fleet] = game.fleets;
  const each = groups[0] === undefined || fleet === undefined ? 0 : serversOn(groups[0].room, fleet.takes);
  return {
    limit: "node maximum",
    servers: mostServers(region, game, emptyNodes(region.groups)),
    detail: `${each} on a node, ${atMost(groups)}${beside(region, game, groups)}`,
    remedy: growth(region, game, groups),
  };
}

function boundLimit(region: Region, game: Game, groups: KnownGroup[], bound: NodeBound): Limit[] {
  const others = region.groups.filter((group) => !groups.includes(group));
  const within = nodesWithin(bound.budgets, groups, others, region.waiting);
  if (within === undefined) return [];
  const own = bound.budgets.filter(({ perNode }) => groups.some((group) => perNode(group) > 0));
  const amount = own.reduce((sum, budget) => sum + budget.amount, 0);
  const gone = own.reduce((sum, budget) => sum + taken(budget, others, region.waiting), 0);
  const nodes = [...within.values()].reduce((sum, number) => sum + number, 0);
  const each = most(groups.map((group) => own.reduce((sum, { perNode }) => sum + perNode(group), 0)));
  return [
    {
      limit: bound.limit,
      servers: mostServers(region, game, emptyNodes(region.groups, within)),
      detail: `${shown(amount)} ${bound.unit} (${bound.source(own.length)}), ${shown(gone)} of them for what else there is, hold ${shown(nodes)} nodes of ${shown(each)}${beside(region, game, groups)}`,
      remedy: (servers) => {
        const needed = nodesFor(region, game, servers);
        if (needed === undefined) return undefined;
        const all = new Map([...region.waiting, ...needed]);
        const amounts = own.map((budget) => Math.ceil(taken(budget, region.groups, all)));
        return bound.remedy({ nodes: sumOf(needed, groups), amount: most(amounts) });
      },
    },
  ];
}

function namespaceLimit(region: Region, game: Game): Limit[] {
  const [fleet] = game.fleets;
  if (fleet === undefined) return [];
  const others = region.games
    .filter((other) => other !== game)
    .flatMap(({ fleets }) => fleets.map((each) => ({ fleet: each, servers: each.sizes.buffer })));
  const allowed = allowedServers(region.namespaceQuota, fleet, others);
  if (allowed === undefined) return [];
  return [
    {
      limit: "namespace quota",
      servers: allowed.servers,
      detail: `${allowed.key} of the namespace's ResourceQuota (${allowed.setting})`,
      remedy: (servers) => `raise ${allowed.setting} to ${allowed.valueFor(servers)}`,
    },
  ];
}

/** More nodes, as long as any number of them helps. */
const growth = (region: Region, game: Game, groups: KnownGroup[]) => (servers: number) => {
  const needed = nodesFor(region, game, servers);
  const [first] = groups;
  if (first === undefined) return undefined;
  const poolGroups = groups.filter(({ pool }) => pool === first.pool);
  if (needed === undefined) return `choose larger instance types for pools.${first.pool}`;
  const now = maxOf(poolGroups);
  const wanted = Math.max(now, sumOf(needed, groups) - maxOf(groups) + now);
  return wanted > MOST_IN_POOL
    ? `choose larger instance types for pools.${first.pool}`
    : `raise pools.${first.pool}.max from ${now} to ${wanted}`;
};

const maxOf = (groups: readonly KnownGroup[]) => groups.reduce((sum, { nodes }) => sum + nodes.max, 0);

const sumOf = (nodes: ReadonlyMap<string, number>, groups: readonly KnownGroup[]) =>
  groups.reduce((sum, { name }) => sum + (nodes.get(name) ?? 0), 0);

const most = (numbers: number[]) => Math.max(0, ...numbers);

/** `120 nodes of pool game at most`. */
const atMost = (groups: KnownGroup[]) => `${maxOf(groups)} nodes of ${poolsIn(groups)} at most`;

export function poolsIn(groups: readonly KnownGroup[]): string {
  const names = [...new Set(groups.map(({ pool }) => pool))];
  return `${names.length === 1 ? "pool" : "pools"} ${names.join(", ")}`;
}

/** Other games on the same nodes, with what they run while nobody plays them. */
function beside(region: Region, game: Game, groups: KnownGroup[]): string {
  const others = region.games
    .filter((other) => other !== game && groupsOfGame(region, other).some((group) => groups.includes(group)))
    .map(({ name, fleets }) => ({ name, waiting: fleets.reduce((sum, { sizes }) => sum + sizes.buffer, 0) }))
    .filter(({ waiting }) => waiting > 0);
  return others.length === 0
    ? ""
    : `, beside ${others.map(({ name, waiting }) => `${waiting} of ${name}`).join(" and ")}`;
}

/** Without more than one decimal. */
const shown = (number: number) => String(Math.round(number * 10) / 10);
