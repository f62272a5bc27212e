// Names that Agones' chart gives, or looks for, in every cluster.

export { AGONES_NAMESPACE } from "../isolation/namespaces.ts";

/** By this Service pods of the same cluster reach the allocator. */
export const ALLOCATOR_SERVICE = "agones-allocator";

/** By this Service the API server reaches the webhooks and the allocation API; the extensions are behind it. */
export const WEBHOOK_SERVICE = "agones-controller-service";

/** Name by which clients reach a region's allocator from outside its cluster. */
export function allocatorHost(region: string, zone: string): string {
  return `allocator.${region}.${zone}`;
}
