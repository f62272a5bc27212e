import type { PoolSpec } from "./pool-spec.ts";

/** What a person still has to do about old generations: at most one line per pool. */
export function generationWarnings(pools: PoolSpec[], scaling: "cluster-autoscaler" | "karpenter"): string[] {
  return pools.flatMap((pool) => {
    const cordoned = idsOf(pool, (generation) => generation.cordoned && !generation.drained);
    const drained = idsOf(pool, (generation) => generation.drained);
    const sentences = [
      ...(cordoned === "" ? [] : [cordonedSentence(pool, cordoned, scaling)]),
      ...(drained === "" ? [] : [`generation ${drained} is drained; remove it (docs/operations.md)`]),
    ];
    return sentences.length === 0 ? [] : [`pool ${pool.name}: ${sentences.join("; ")}`];
  });
}

function cordonedSentence(pool: PoolSpec, ids: string, scaling: "cluster-autoscaler" | "karpenter"): string {
  const next = `generation ${ids} is cordoned; set drained: true when no session is left, then remove it (docs/operations.md)`;
  // Karpenter taints no node that is already there, so a person keeps new pods off.
  const byKarpenter = scaling === "karpenter" && pool.role !== "system";
  return byKarpenter
    ? `${next}; keep pods off its nodes: kubectl cordon -l 'gameplane.dev/pool=${pool.name},gameplane.dev/generation in (${ids})'`
    : next;
}

function idsOf(pool: PoolSpec, matches: (generation: PoolSpec["generations"][number]) => boolean): string {
  return pool.generations
    .filter(matches)
    .map(({ id }) => id)
    .join(", ");
}
