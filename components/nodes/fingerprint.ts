import { createHash } from "node:crypto";
import type { GenerationSpec, PoolSpec } from "./pool-spec.ts";

/**
 * Six hex digits over every setting that decides what a node is, and nothing else: a change of any of them gives
 * a generation another name, so that it shows as a new node group beside a deletion. The pool's role is one of them:
 * it decides protection, and a name that stayed would lose it in the same step that replaces the nodes.
 */
export function fingerprint({ role }: Pick<PoolSpec, "role">, generation: GenerationSpec): string {
  const { instanceTypes, architecture, ami, version, releaseVersion, capacityType, diskGiB, maxPods } =
    generation;
  // A list, because its order does not depend on how the settings were written.
  const make = [
    role,
    instanceTypes,
    architecture,
    ami,
    version,
    releaseVersion ?? null,
    capacityType,
    diskGiB,
    maxPods,
  ];
  return createHash("sha256").update(JSON.stringify(make)).digest("hex").slice(0, 6);
}

/** Name of a generation in Pulumi, EKS and Karpenter: `game-1-3f2a9c`. */
export const generationName = (pool: PoolSpec, generation: GenerationSpec) =>
  `${pool.name}-${generation.id}-${fingerprint(pool, generation)}`;
