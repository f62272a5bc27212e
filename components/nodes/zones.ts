import type { GenerationSpec, PoolRole, PoolSpec } from "./pool-spec.ts";
import { holdsSessions } from "./pool-spec.ts";

/** Something per zone id, as the network gives its subnets. */
export type ByZone<T> = Record<string, T>;

/** How much of a pool one node group holds, and where. */
export interface NodeGroupShare<T> {
  /** Ends the node group's name where a pool has several: the zone id. */
  suffix: string | undefined;
  subnetIds: T[];
  min: number;
  desired: number;
  max: number;
}

/** Subnets that a pool's nodes start in, by zone id in order: players reach sessions only in game subnets. */
export function subnetsOf<T>(pool: PoolSpec, subnets: { game: ByZone<T>; private: ByZone<T> }): ByZone<T> {
  return Object.fromEntries(
    Object.entries(holdsSessions(pool) ? subnets.game : subnets.private)
      .filter(([zoneId]) => !pool.excludeZoneIds.includes(zoneId))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Pools whose pods cannot move get a node group in each zone: sessions, and volumes.
 *
 * An auto scaling group that spans zones rebalances them: it ends instances, sessions and all, to even out what
 * Cluster Autoscaler took away, and EKS offers no way to stop that (aws/containers-roadmap #1453). Within one zone
 * there is nothing to rebalance, and the autoscaler knows in which zone a waiting volume gets its node.
 */
const ZONAL: Record<PoolRole, boolean> = {
  system: false,
  agones: false,
  metrics: true,
  game: true,
  gpu: true,
};

/** The subnets in zones that offer every instance type of a generation. */
export function offered<T>(subnets: ByZone<T>, { zonesWithoutTypes = [] }: GenerationSpec): ByZone<T> {
  return Object.fromEntries(
    Object.entries(subnets).filter(([zoneId]) => !zonesWithoutTypes.includes(zoneId)),
  );
}

/** The node groups of a generation: one, or one in each zone with its part of min, desired and max. */
export function shares<T>(pool: PoolSpec, subnets: ByZone<T>): NodeGroupShare<T>[] {
  const { min, desired, max } = pool;
  if (!ZONAL[pool.role]) return [{ suffix: undefined, subnetIds: Object.values(subnets), min, desired, max }];
  const zones = Object.entries(subnets);
  return zones
    .map(([zoneId, subnetId], zone) => ({
      suffix: zoneId,
      subnetIds: [subnetId],
      min: share(min, zone, zones.length),
      desired: share(desired, zone, zones.length),
      max: share(max, zone, zones.length),
    }))
    .filter((group) => group.max > 0); // EKS takes no group of at most 0 nodes
}

/** The part of a number that falls to one zone; the first zones get what is left over. */
const share = (total: number, zone: number, zones: number) =>
  Math.floor(total / zones) + (zone < total % zones ? 1 : 0);
