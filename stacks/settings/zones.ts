import table from "./zones.json" with { type: "json" };

interface RegionZones {
  zoneIds: string[];
  withoutEks?: string[];
}

const regions: Record<string, RegionZones> = table.regions;

/** Zone ids of a region, in order; undefined for a region that the dated table lacks. */
export const zonesOf = (region: string): RegionZones | undefined =>
  Object.hasOwn(regions, region) ? regions[region] : undefined;

/** Zones in which EKS runs, those that settings exclude left out. */
export function usableZones(
  region: string,
  network: { zoneIds?: string[] | undefined; excludeZoneIds: string[] },
): string[] {
  const known = zonesOf(region);
  const excluded = new Set([...network.excludeZoneIds, ...(known?.withoutEks ?? [])]);
  return (network.zoneIds ?? known?.zoneIds ?? []).filter((id) => !excluded.has(id));
}

/** Whether some region has the zone; a list of excluded zones may speak of several regions. */
export const isKnownZone = (id: string) => Object.values(regions).some(({ zoneIds }) => zoneIds.includes(id));
