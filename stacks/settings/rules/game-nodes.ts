// Whether the nodes of a region on EKS can hold its games.
import { isActive } from "../../../components/nodes/pool-spec.ts";
import type { GenerationSpec, PoolSpec } from "../../../components/nodes/pool-spec.ts";
import type { Resources } from "../allocatable.ts";
import { daemonSetPods, roomForServers } from "../allocatable.ts";
import { podRequests, sidecarRequests } from "../game-requests.ts";
import { mostServers } from "../games.ts";
import type { InstanceType } from "../instance-types.ts";
import { instanceType, podsOn } from "../instance-types.ts";
import { resolvePool } from "../pools.ts";
import type { Game } from "../schema/games.ts";
import type { EksRegionValues } from "../schema/schema.ts";
import { usableZones } from "../zones.ts";
import type { GameCheck } from "./each-game.ts";
import { dotted, eachGame } from "./each-game.ts";
import type { Report, Rule } from "./rule.ts";

/** A kind of node that may hold a game. */
interface Node {
  pool: string;
  name: string;
  type: InstanceType;
  maxPods: number;
  /** What it has for game servers. */
  room: Resources;
}

const eachEksGame = (id: string, check: GameCheck<EksRegionValues>): Rule<EksRegionValues> =>
  eachGame(id, check);

/** A rule about each game and the kinds of node of every pool that may hold it, where all of them are known. */
const eachPlacedGame = (
  id: string,
  check: (game: Game, pools: Node[][], path: string[], report: Report, settings: EksRegionValues) => void,
): Rule<EksRegionValues> =>
  eachEksGame(id, (game, path, report, settings) => {
    const pools = poolsFor(game, settings).map(nodesOf);
    if (pools.length > 0 && pools.every((nodes) => nodes.length > 0))
      check(game, pools, path, report, settings);
  });

export const gameNodeRules: Rule<EksRegionValues>[] = [
  eachEksGame("game-pool", ({ pool, gpu }, path, report, settings) => {
    const role = gpu === undefined ? "game" : "gpu";
    const names = Object.keys(settings.pools);
    const fitting = names.filter((name) => settings.pools[name]?.role === role);
    const choice = fitting.length === 0 ? "none" : fitting.join(", ");
    const own = pool === undefined ? undefined : settings.pools[pool];
    if (pool !== undefined && !names.includes(pool))
      report([...path, "pool"], `${pool} is not among the pools with role ${role} (${choice}); correct it`);
    else if (pool !== undefined && own !== undefined && own.role !== role)
      report(
        [...path, "pool"],
        `${pool} has role ${own.role}, and this game runs on pools with role ${role} (${choice}); choose one of them`,
      );
    else if (gpu === undefined && fitting.length === 0)
      report(
        path,
        `needs a pool with role game, and ${settings.region} has none; add one, or name other regions`,
      );
  }),
  eachEksGame("game-gpu-type", ({ gpu, pool }, path, report, settings) => {
    if (gpu === undefined) return;
    // A pool that is no GPU pool has its own line.
    if (pool !== undefined && settings.pools[pool]?.role !== "gpu") return;
    const pools = resolvedPools(settings).filter(
      ({ name, role }) => role === "gpu" && name === (pool ?? name),
    );
    const types = [...new Set(pools.flatMap(({ gpuType }) => gpuType ?? []))];
    if (types.includes(gpu.type)) return;
    const where = pool === undefined ? `no GPU pool of ${settings.region} has` : `pool ${pool} does not have`;
    const there = types.length === 0 ? "there is none" : `there is ${types.join(", ")}`;
    report(
      [...path, "gpu", "type"],
      `${gpu.type} is a type that ${where} (${there}); correct it, add such a pool, or name other regions`,
    );
  }),
  eachPlacedGame("game-gpu-count", ({ gpu }, pools, path, report) => {
    if (gpu === undefined) return;
    const has = ({ type }: Node) => type.gpu?.count ?? 0;
    const node = most(
      pools.map((nodes) => least(nodes, has)),
      has,
    );
    if (gpu.count > has(node))
      report(
        [...path, "gpu", "count"],
        `${gpu.count} is more than ${node.name} of pool ${node.pool} has (${has(node)}); lower it, or choose instance types with more`,
      );
  }),
  eachPlacedGame("game-fits", (game, pools, path, report) => {
    const need = podRequests(game);
    const holds = (node: Node) =>
      node.room.milliCpu >= need.milliCpu && node.room.mebibytes >= need.mebibytes;
    if (pools.some((nodes) => nodes.every(holds))) return;
    // Any choice of a pool's list has to hold a server. Of the pools, the roomiest is nearest to doing so.
    const byCpu = ({ room }: Node) => room.milliCpu;
    const { pool, name, room } = most(
      pools.map((nodes) =>
        least(
          nodes.filter((node) => !holds(node)),
          byCpu,
        ),
      ),
      byCpu,
    );
    const short = [
      { key: "cpu", need: need.milliCpu, has: room.milliCpu, unit: "m", request: game.cpu.request },
      { key: "memory", need: need.mebibytes, has: room.mebibytes, unit: "Mi", request: game.memory.request },
    ].filter((resource) => resource.need > resource.has);
    const wants = short.map(
      ({ key, request, ...of }, index) =>
        `${index === 0 ? "" : `${key}.request `}${request} (${of.need}${of.unit} with the sidecars)`,
    );
    const has = short.map((of) => `${of.has}${of.unit}`).join(" and ");
    const [them, doNot] = short.length > 1 ? ["them", "do not"] : ["it", "does not"];
    report(
      [...path, short[0]?.key ?? "cpu", "request"],
      `${wants.join(" and ")} ${doNot} fit on ${name} of pool ${pool}, which has ${has} for game servers; lower ${them}, or choose larger instance types`,
    );
  }),
  eachPlacedGame("game-density-pods", (game, pools, path, report) => {
    for (const nodes of pools) {
      const node = most(nodes, (one) => serversOn(one, game));
      const own = daemonSetPods(node.type.gpu !== undefined);
      const places = node.maxPods - own;
      const servers = serversOn(node, game);
      if (servers <= places || mostServers(game) <= places) continue;
      const wanted = servers + own;
      const raise = `raise it to ${requestFor(node, game, places)}m`;
      report(
        [...path, "cpu", "request"],
        `${game.cpu.request} lets ${servers} servers onto ${node.name} of pool ${node.pool}, which has room for ${places} beside ${own} pods of its own (maxPods ${node.maxPods}); ${wanted <= podsOn(node.type) ? `${raise}, or pools.${node.pool}.maxPods to ${wanted}` : `${raise}, or choose smaller instance types`}`,
      );
    }
  }),
  eachPlacedGame("game-density-ports", (game, pools, path, report, { gamePorts: { min, max } }) => {
    // Another rule sees to the order.
    if (min > max) return;
    const each = Object.values(game.ports).filter(({ policy }) => policy !== "Static").length;
    const places = each === 0 ? Infinity : Math.floor((max - min + 1) / each);
    for (const nodes of pools) {
      const node = most(nodes, (one) => serversOn(one, game));
      // Pods beyond maxPods have their own line.
      const pods = node.maxPods - daemonSetPods(node.type.gpu !== undefined);
      const servers = Math.min(serversOn(node, game), pods, mostServers(game));
      if (servers <= places) continue;
      report(
        ["gamePorts", "max"],
        `${max} leaves ${max - min + 1} ports on each node, and ${servers} servers of ${dotted(path)} with ${each} each fit on ${node.name} of pool ${node.pool}; widen the range to ${servers * each} ports, or raise ${dotted(path)}.cpu.request to ${requestFor(node, game, places)}m`,
      );
    }
  }),
  eachEksGame("world-zone", (game, path, report, settings) => {
    const { persistent } = game.storage;
    const pools = poolsFor(game, settings);
    if (persistent === undefined || pools.length === 0) return;
    const zones = zonesOf(settings).filter((zone) => pools.some((pool) => isIn(pool, zone)));
    for (const [name, { zoneId }] of Object.entries(persistent.worlds)) {
      if (zoneId !== undefined && !zones.includes(zoneId))
        report(
          [...path, "storage", "persistent", "worlds", name, "zoneId"],
          `${zoneId} is not a zone of its pool (${zones.join(", ")}); choose one of them`,
        );
    }
  }),
];

const zonesOf = ({ region, network }: EksRegionValues) =>
  usableZones(region, network).slice(0, network.zones);

const resolvedPools = (settings: EksRegionValues): PoolSpec[] =>
  Object.entries(settings.pools).map(([name, pool]) =>
    resolvePool(name, pool, {
      version: settings.eks.version,
      region: settings.region,
      zoneIds: zonesOf(settings),
    }),
  );

const activeOf = (pool: PoolSpec): GenerationSpec | undefined => pool.generations.find(isActive);

/** The pools on which a game may run and new pods may land. */
const poolsFor = ({ gpu, pool }: Game, settings: EksRegionValues): PoolSpec[] =>
  resolvedPools(settings).filter(
    (spec) =>
      spec.role === (gpu === undefined ? "game" : "gpu") &&
      spec.gpuType === gpu?.type &&
      spec.name === (pool ?? spec.name) &&
      activeOf(spec) !== undefined,
  );

/** Whether a pool's new nodes may be in a zone. */
const isIn = (pool: PoolSpec, zone: string) =>
  !pool.excludeZoneIds.includes(zone) && activeOf(pool)?.zonesWithoutTypes?.includes(zone) !== true;

/** The kinds of node of a pool's active generation; none where a type is not in the table, which has its own line. */
function nodesOf(pool: PoolSpec): Node[] {
  const generation = activeOf(pool);
  if (generation === undefined) return [];
  const types = generation.instanceTypes.map((name) => ({ name, type: instanceType(name) }));
  const known = types.flatMap(({ name, type }) => (type === undefined ? [] : [{ name, type }]));
  if (known.length < types.length) return [];
  const { maxPods } = generation;
  return known.map(({ name, type }) => ({
    pool: pool.name,
    name,
    type,
    maxPods,
    room: roomForServers(type, generation),
  }));
}

/** Servers of a game alone on a node, by what they request. */
function serversOn({ room, type }: Node, game: Game): number {
  const { milliCpu, mebibytes } = podRequests(game);
  const byGpu = game.gpu === undefined ? Infinity : (type.gpu?.count ?? 0) / game.gpu.count;
  return Math.floor(Math.min(room.milliCpu / milliCpu, room.mebibytes / mebibytes, byGpu));
}

/** The CPU request, in thousandths, with which no more than so many servers fit on a node. */
function requestFor({ room }: Node, game: Game, servers: number): number {
  return Math.floor(room.milliCpu / (servers + 1)) + 1 - sidecarRequests(game).milliCpu;
}

const most = <T>(items: T[], size: (item: T) => number): T => best(items, (a, b) => size(a) > size(b));
const least = <T>(items: T[], size: (item: T) => number): T => best(items, (a, b) => size(a) < size(b));

function best<T>(items: T[], isBetter: (a: T, b: T) => boolean): T {
  return items.reduce((found, item) => (isBetter(item, found) ? item : found));
}
