import ipaddr from "ipaddr.js";
import type { SubnetKind } from "./subnets.ts";

/** Where a kind's /64s begin within the VPC's /56. The control plane has none: the cluster's addresses are IPv4. */
const FIRST_INDEX = { game: 0x00, private: 0x10, public: 0x20 } satisfies Partial<Record<SubnetKind, number>>;

export type Ipv6SubnetKind = keyof typeof FIRST_INDEX;

/** The /64 of a subnet within the /56 that AWS gave the VPC. */
export function ipv6Subnet(vpcCidr: string, kind: Ipv6SubnetKind, index: number): string {
  const [address, prefix] = ipaddr.IPv6.parseCIDR(vpcCidr);
  if (prefix !== 56) throw new Error(`${vpcCidr} is not the /56 that AWS gives a VPC`);
  const parts = [...address.parts];
  // The fourth group ends in the byte that numbers the /64s of a /56.
  parts[3] = (parts[3] ?? 0) + FIRST_INDEX[kind] + index;
  return `${new ipaddr.IPv6(parts).toString()}/64`;
}
