import table from "./instance-type-zones.json" with { type: "json" };

/** What zones lack by zone id, and under "*" what a whole region lacks: families (g5) and types (g5.xlarge). */
type Lacks = Record<string, string[]>;

const regions: Record<string, Lacks> = table.regions;

const lacksOf = (region: string): Lacks => (Object.hasOwn(regions, region) ? (regions[region] ?? {}) : {});

/** Whether a list of lacks covers a type, by its name or its family's. */
export const lists = (lacks: readonly string[], type: string) =>
  lacks.includes(type) || lacks.includes(type.replace(/\..*$/, ""));

/** Those of a region's types that none of its zones offers; none for a region that the dated table lacks. */
export function typesNotIn(region: string, instanceTypes: readonly string[]): string[] {
  const lacks = lacksOf(region)["*"] ?? [];
  return instanceTypes.filter((type) => lists(lacks, type));
}

/**
 * Those of the zones that lack one of the types or more; none for a region that the dated table lacks. One type is
 * enough, whatever others a pool has: EKS then refuses the whole managed node group ("Your requested instance type …
 * is not supported in your requested Availability Zone"; eksctl-io/eksctl 3531, 6461, which is why eksctl leaves such
 * zones out too), and EC2 Auto Scaling documents that each override be offered in each zone.
 */
export function zonesWithout(
  region: string,
  instanceTypes: readonly string[],
  zoneIds: readonly string[],
): string[] {
  const { "*": everywhere = [], ...lacks } = lacksOf(region);
  return zoneIds.filter((id) => {
    const lacking = [...everywhere, ...(Object.hasOwn(lacks, id) ? (lacks[id] ?? []) : [])];
    return instanceTypes.some((type) => lists(lacking, type));
  });
}
