import type { PoolCapacity } from "./capacity-report.ts";
import type { NodeGroup } from "./node-groups.ts";
import { inOrder, nodesUsed, placeAll } from "./packing.ts";
import type { Region } from "./region.ts";
import { emptyNodes, loadsOf } from "./region.ts";

/**
 * Nodes of every pool at its three sizes, in the order of the program.
 *
 * | pool          | minimum                        | buffer                        | maximum |
 * | ------------- | ------------------------------ | ----------------------------- | ------- |
 * | holds games   | fewest                         | for servers that wait, >= min | most    |
 * | holds none    | fewest                         | desired, >= min               | most    |
 *
 * Karpenter has no fewest: there it is what the games' fewest servers need. A cordoned generation counts in the
 * maximum, because its nodes stay until their sessions end; a drained one counts nowhere.
 */
export function poolsOf(region: Region, groups: readonly NodeGroup[]): PoolCapacity[] {
  const [fewest, waiting] = (["minimum", "buffer"] as const).map((size) => nodesAt(region, size));
  const holding = new Set(
    region.games.flatMap((game) => loadsOf(region, game, "maximum").flatMap(({ on }) => [...on])),
  );
  return [...Map.groupBy(groups, ({ pool }) => pool)].map(([pool, own]) => {
    const sum = (of: (group: NodeGroup) => number) => own.reduce((total, group) => total + of(group), 0);
    const minimum = Math.max(
      sum(({ nodes }) => nodes.min),
      sum(({ name, scaler }) => (scaler === "karpenter" ? (fewest?.get(name) ?? 0) : 0)),
    );
    const wanted = own.some(({ name }) => holding.has(name))
      ? sum(({ name }) => waiting?.get(name) ?? 0)
      : sum(({ nodes }) => nodes.desired);
    return {
      pool,
      instanceTypes: [...new Set(own.flatMap(({ instanceTypes }) => instanceTypes))],
      nodes: { minimum, buffer: Math.max(minimum, wanted), maximum: sum(({ nodes }) => nodes.max) },
    };
  });
}

/** Nodes with servers on them, by group, with every game at a size. */
function nodesAt(region: Region, size: "minimum" | "buffer"): Map<string, number> {
  const nodes = emptyNodes(region.groups);
  const loads = region.games.flatMap((game) => loadsOf(region, game, size));
  return nodesUsed(placeAll(nodes, inOrder(nodes, loads)).nodes);
}
