import { holdsSessions } from "../../../components/nodes/pool-spec.ts";
import { subnetAddresses } from "../../../components/network/subnets.ts";
import type { ByZone } from "../../../components/nodes/zones.ts";
import { offered, shares, subnetsOf } from "../../../components/nodes/zones.ts";
import { overlaps, parseBlock, RFC_1918, within } from "../cidr.ts";
import type { EksRegionValues } from "../schema/schema.ts";
import { resolvePool } from "../pools.ts";
import { instanceType } from "../instance-types.ts";
import { isKnownZone, usableZones, zonesOf } from "../zones.ts";
import type { Report, Rule } from "./rule.ts";

/** VPC sizes for which there is a subnet plan; /16 is the largest that AWS allows. */
const VPC_PREFIX = { min: 16, max: 18 };

/** RFC 1918 and the shared range of RFC 6598. */
const PRIVATE_BLOCKS = [...RFC_1918, "100.64.0.0/10"];

/** Whether a range lies within one that may be used without owning it. */
const isPrivate = (cidr: string) => PRIVATE_BLOCKS.some((block) => within(cidr, block));

/** What every VPC range has to be, for a region's own and for an environment's list. */
export function checkVpcCidr(path: string[], cidr: string, report: Report): void {
  const { prefix } = parseBlock(cidr);
  if (prefix < VPC_PREFIX.min || prefix > VPC_PREFIX.max) {
    report(
      path,
      `${cidr} is a /${prefix}, and gameplane plans subnets for a /${VPC_PREFIX.min} to /${VPC_PREFIX.max}; choose such a range`,
    );
  }
}

export function checkVpcIsPrivate(path: string[], cidr: string, report: Report): void {
  if (!isPrivate(cidr)) {
    report(path, `${cidr} holds public addresses; choose a range within ${PRIVATE_BLOCKS.join(", ")}`);
  }
}

export const networkRules: Rule<EksRegionValues>[] = [
  {
    id: "vpc-cidr-missing",
    check({ network }, report) {
      if (network.cidr === undefined) {
        report(["network", "cidr"], "is missing; set it to an IPv4 CIDR such as 10.16.0.0/16");
      }
    },
  },
  {
    id: "vpc-cidr-size",
    check({ network }, report) {
      if (network.cidr !== undefined) checkVpcCidr(["network", "cidr"], network.cidr, report);
    },
  },
  {
    id: "vpc-cidr-private",
    check({ network }, report) {
      if (network.cidr !== undefined) checkVpcIsPrivate(["network", "cidr"], network.cidr, report);
    },
  },
  {
    id: "service-cidr-overlap",
    check({ network, eks }, report) {
      if (network.cidr !== undefined && overlaps(network.cidr, eks.serviceCidr)) {
        report(
          ["network", "cidr"],
          `${network.cidr} overlaps eks.serviceCidr ${eks.serviceCidr}; choose disjoint ranges`,
        );
      }
    },
  },
  {
    // EKS: between /24 and /12, within RFC 1918.
    id: "service-cidr-form",
    check({ eks }, report) {
      const { prefix } = parseBlock(eks.serviceCidr);
      if (prefix < 12 || prefix > 24 || !RFC_1918.some((block) => within(eks.serviceCidr, block))) {
        report(
          ["eks", "serviceCidr"],
          `${eks.serviceCidr} is refused by EKS; choose a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16`,
        );
      }
    },
  },
  {
    id: "region-known",
    check({ region, network }, report) {
      if (zonesOf(region) === undefined && network.zoneIds === undefined) {
        report(
          ["region"],
          `${region} is not in the table of zones; set network.zoneIds to zones of it that have EKS, or add it to stacks/settings/zones.json`,
        );
      }
    },
  },
  {
    id: "zone-ids-region",
    check({ region, network }, report) {
      const known = zonesOf(region);
      const strange = (network.zoneIds ?? []).filter(
        (id) => known !== undefined && !known.zoneIds.includes(id),
      );
      if (known !== undefined && strange.length > 0) {
        report(
          ["network", "zoneIds"],
          `${strange.join(", ")} is not a zone of ${region}; choose from ${known.zoneIds.join(", ")}`,
        );
      }
    },
  },
  {
    id: "zone-ids-eks",
    check({ region, network }, report) {
      const refused = (network.zoneIds ?? []).filter((id) => zonesOf(region)?.withoutEks?.includes(id));
      if (refused.length > 0)
        report(["network", "zoneIds"], `${refused.join(", ")} has no EKS control plane; leave it out`);
    },
  },
  {
    id: "zone-ids-twice",
    check({ network }, report) {
      const ids = network.zoneIds ?? [];
      const twice = ids.filter((id, index) => ids.indexOf(id) < index);
      if (twice.length > 0)
        report(["network", "zoneIds"], `${twice.join(", ")} stands there twice; name each zone once`);
    },
  },
  {
    id: "excluded-zone-known",
    check({ network }, report) {
      checkExcluded(["network", "excludeZoneIds"], network.excludeZoneIds, report);
    },
  },
  {
    id: "zones-enough",
    check({ region, network }, report) {
      const usable = usableZones(region, network);
      // The control plane wants two zones even where nodes use one.
      const wanted = Math.max(2, network.zones);
      const isKnown = network.zoneIds !== undefined || zonesOf(region) !== undefined;
      if (isKnown && usable.length < wanted) {
        const has = usable.length === 0 ? "none" : usable.join(", ");
        const more = network.zoneIds === undefined ? "exclude fewer" : "name more in network.zoneIds";
        const remedy = network.zones > 2 ? `lower network.zones, or ${more}` : more;
        report(
          ["network", "zones"],
          `${network.zones} needs ${wanted} zones${network.zones < wanted ? ", for the control plane" : ""}, and ${region} has ${usable.length} to use (${has}); ${remedy}`,
        );
      }
    },
  },
  {
    id: "zones-production",
    check({ production, network }, report) {
      if (production && network.zones < 2) {
        report(
          ["network", "zones"],
          `${network.zones} would end every session with one zone's outage; production needs at least 2`,
        );
      }
    },
  },
  {
    id: "pods-fit",
    check(settings, report) {
      for (const kind of ["game", "private"] as const) checkRoom(kind, settings, report);
    },
  },
];

/** A zone that no region has excludes nothing: a slip that would go unnoticed. */
export function checkExcluded(path: string[], ids: string[], report: Report): void {
  const strange = ids.filter((id) => !isKnownZone(id));
  if (strange.length > 0)
    report(
      path,
      `${strange.join(", ")} is a zone of no region; correct it, or add it to stacks/settings/zones.json`,
    );
}

/** Whether each subnet of a kind has prefixes enough for every pod of the pools in its zone, a warm prefix a node included. */
function checkRoom(kind: "game" | "private", settings: EksRegionValues, report: Report): void {
  const { network, region } = settings;
  if (network.cidr === undefined || !isPlannable(network.cidr)) return;
  const zoneIds = usableZones(region, network).slice(0, network.zones);
  const { prefixes } = subnetAddresses(network.cidr)[kind];
  const needs = prefixesNeeded(kind, settings, zoneIds);
  const [zone, needed] = Object.entries(needs).reduce(
    (most, next) => (next[1] > most[1] ? next : most),
    ["", 0],
  );
  if (needed > prefixes) {
    report(
      ["network", "cidr"],
      `${network.cidr} leaves ${prefixes} prefixes of 16 addresses in each of the ${kind} subnets, and the pools can take ${needed} in ${zone} at their max; choose a larger range or more zones, or lower a pool's max or maxPods`,
    );
  }
}

/** Prefixes that the pools of a kind of subnet can take in each zone, spread as their node groups are. */
function prefixesNeeded(
  kind: "game" | "private",
  { region, pools, eks }: EksRegionValues,
  zoneIds: string[],
): ByZone<number> {
  const byZone = Object.fromEntries(zoneIds.map((id) => [id, id]));
  const needs = Object.fromEntries(zoneIds.map((id) => [id, 0]));
  for (const [name, pool] of Object.entries(pools)) {
    if (holdsSessions(pool) !== (kind === "game")) continue;
    const spec = resolvePool(name, pool, { version: eks.version, region, zoneIds });
    const types = spec.generations.flatMap((generation) => generation.instanceTypes);
    if (types.length === 0 || types.some((type) => instanceType(type) === undefined)) continue;
    // A generation that is on its way out keeps its max.
    for (const generation of spec.generations) {
      // One more prefix is what vpc-cni keeps warm, another one what the addresses of the node's own interfaces spoil.
      const ofNode = Math.ceil(generation.maxPods / 16) + 2;
      const zones = offered(subnetsOf(spec, { game: byZone, private: byZone }), generation);
      for (const { subnetIds, max } of shares(spec, zones)) {
        // A node group over several zones spreads its nodes evenly.
        for (const id of subnetIds) needs[id] = (needs[id] ?? 0) + Math.ceil(max / subnetIds.length) * ofNode;
      }
    }
  }
  return needs;
}

const isPlannable = (cidr: string) => {
  const { prefix } = parseBlock(cidr);
  return prefix >= VPC_PREFIX.min && prefix <= VPC_PREFIX.max;
};
