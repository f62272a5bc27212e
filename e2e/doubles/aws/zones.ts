import { zonesOf } from "../../../stacks/settings/zones.ts";
import type { PropertyMap } from "../wire.ts";
import { text } from "../wire.ts";

/**
 * Names of zones, which differ from account to account, in the double's: zone euw1-az1 is eu-west-1a, az2 is b.
 */
export function zoneName(region: string, { availabilityZone, availabilityZoneId }: PropertyMap): string {
  if (text(availabilityZone) !== "") return text(availabilityZone);
  const number = Number(/az(\d+)$/.exec(text(availabilityZoneId))?.[1] ?? "1");
  return `${region}${"abcdefgh".charAt(number - 1)}`;
}

export function zoneIdOf(region: string, { availabilityZone, availabilityZoneId }: PropertyMap): string {
  if (text(availabilityZoneId) !== "") return text(availabilityZoneId);
  const known = zonesOf(region)?.zoneIds ?? [];
  return known.find((id) => zoneName(region, { availabilityZoneId: id }) === text(availabilityZone)) ?? "";
}

export const isZoneOf = (region: string, zoneId: string): boolean =>
  zonesOf(region)?.zoneIds.includes(zoneId) ?? false;
