import table from "./instance-types.json" with { type: "json" };

/** What gameplane has to know of an EC2 instance type. */
export interface InstanceType {
  vcpu: number;
  memoryGiB: number;
  arch: string;
  /** Network interfaces, and IPv4 addresses on each. */
  interfaces: number;
  ipv4PerInterface: number;
  gpu?: { model: string; count: number };
}

const types: Record<string, InstanceType> = table.types;

/** Known types by name, from a dated table; undefined for a type that it lacks. */
export const instanceType = (name: string): InstanceType | undefined =>
  Object.hasOwn(types, name) ? types[name] : undefined;

export const instanceTypeNames = () => Object.keys(types);

/**
 * Pods that a node of a type may hold with prefix delegation: 16 addresses for each of an interface's but its first,
 * capped as EKS recommends at 110 below 30 vCPU and 250 from there (EKS user guide, "max pods").
 */
export function podsOn(type: InstanceType): number {
  const addresses = type.interfaces * (type.ipv4PerInterface - 1) * 16 + 2;
  return Math.min(addresses, type.vcpu < 30 ? 110 : 250);
}
