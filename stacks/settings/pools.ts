import type { GenerationSpec, PoolSpec } from "../../components/nodes/pool-spec.ts";
import { zonesWithout } from "./instance-type-zones.ts";
import { instanceType, podsOn } from "./instance-types.ts";
import type { Generation, Pool } from "./schema/schema.ts";

/** Instance types of a generation: its own or the pool's. */
export const typesOf = (pool: Pool, generation: Generation) => generation.instanceTypes ?? pool.instanceTypes;

/** What a pool leaves to the cluster that it is for. */
export interface PoolCluster {
  /** Kubernetes version. */
  version: string;
  region: string;
  /** Zones that hold nodes. */
  zoneIds: string[];
}

/** Puts together what pools leave to defaults; the settings have been checked. */
export function resolvePool(name: string, pool: Pool, cluster: PoolCluster): PoolSpec {
  const generations = Object.entries(pool.generations).map(([id, generation]) =>
    resolveGeneration(id, pool, generation, cluster),
  );
  const model = pool.instanceTypes
    .map((type) => instanceType(type)?.gpu?.model)
    .find((found) => found !== undefined);
  const gpuType = pool.gpuType ?? (model === undefined ? undefined : `nvidia-${model.toLowerCase()}`);
  return {
    name,
    role: pool.role,
    min: pool.min,
    desired: pool.desired ?? pool.min,
    max: pool.max,
    labels: pool.labels,
    ...(pool.role === "gpu" && gpuType !== undefined && { gpuType }),
    excludeZoneIds: pool.excludeZoneIds,
    generations,
  };
}

function resolveGeneration(
  id: string,
  pool: Pool,
  generation: Generation,
  cluster: PoolCluster,
): GenerationSpec {
  const instanceTypes = typesOf(pool, generation);
  const known = instanceTypes.flatMap((type) => instanceType(type) ?? []);
  const zonesWithoutTypes = zonesWithout(cluster.region, instanceTypes, cluster.zoneIds);
  const releaseVersion = generation.releaseVersion ?? pool.releaseVersion;
  return {
    id,
    instanceTypes,
    architecture: known[0]?.arch === "arm64" ? "arm64" : "amd64",
    gpu: known.some((type) => type.gpu !== undefined),
    vcpu: Math.max(...known.map((type) => type.vcpu)),
    ami: generation.ami ?? pool.ami,
    version: generation.version ?? pool.version ?? cluster.version,
    ...(releaseVersion !== undefined && { releaseVersion }),
    capacityType: generation.capacityType ?? pool.capacityType,
    diskGiB: generation.diskGiB ?? pool.diskGiB,
    maxPods: generation.maxPods ?? pool.maxPods ?? Math.min(...known.map(podsOn)),
    ...(zonesWithoutTypes.length > 0 && { zonesWithoutTypes }),
    cordoned: generation.cordoned,
    drained: generation.drained,
  };
}
