// How many servers go onto which nodes: each onto the first node that has room, as Agones' scheduling Packed wants.
import type { Amounts } from "./amounts.ts";
import { serversOn, without } from "./amounts.ts";

/** Some nodes of a group that are alike, with what each has free. */
export interface Nodes {
  group: string;
  /** Infinity for as many as it takes. */
  count: number;
  free: Amounts;
  /** Whether servers are on them. */
  used: boolean;
}

/** Servers that are alike. */
export interface Load {
  takes: Amounts;
  /** Infinity for as many as there is room for. */
  servers: number;
  /** Groups of nodes that they may run on. */
  on: ReadonlySet<string>;
}

export interface Placed {
  nodes: Nodes[];
  servers: number;
}

/** Places as many of the servers as there is room for. Not both the servers and the nodes may be endless. */
export function place(nodes: readonly Nodes[], load: Load): Placed {
  let left = load.servers;
  let servers = 0;
  const after = nodes.flatMap((some) => {
    const each = load.on.has(some.group) ? serversOn(some.free, load.takes) : 0;
    if (each === 0 || left === 0 || some.count === 0) return [some];
    const full = Math.min(some.count, Math.floor(left / each));
    const last = full < some.count ? Math.min(left - full * each, each) : 0;
    servers += full * each + last;
    left = Number.isFinite(left) ? left - full * each - last : left;
    return [
      { ...some, count: full, free: without(some.free, load.takes, each), used: true },
      { ...some, count: last > 0 ? 1 : 0, free: without(some.free, load.takes, last), used: true },
      { ...some, count: some.count - full - (last > 0 ? 1 : 0) },
    ].filter(({ count }) => count > 0);
  });
  return { nodes: after, servers };
}

/** Places one kind of server after the other. */
export function placeAll(nodes: readonly Nodes[], loads: readonly Load[]): Placed {
  let placed: Placed = { nodes: [...nodes], servers: 0 };
  for (const load of loads) {
    const next = place(placed.nodes, load);
    placed = { nodes: next.nodes, servers: placed.servers + next.servers };
  }
  return placed;
}

/** The pickiest first, then the largest: the small ones fill what those leave. */
export function inOrder(nodes: readonly Nodes[], loads: readonly Load[]): Load[] {
  const eachOn = ({ takes, on }: Load) =>
    Math.min(...nodes.filter(({ group }) => on.has(group)).map(({ free }) => serversOn(free, takes)));
  return loads
    .map((load) => ({ load, each: eachOn(load) }))
    .toSorted((a, b) => a.load.on.size - b.load.on.size || a.each - b.each)
    .map(({ load }) => load);
}

/** Nodes with servers on them, by group. */
export function nodesUsed(nodes: readonly Nodes[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const some of nodes) if (some.used) used.set(some.group, (used.get(some.group) ?? 0) + some.count);
  return used;
}
