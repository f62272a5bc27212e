// Addresses that nodes and their pods take of their subnets, by what the add-on vpc-cni is told
// (github.com/aws/amazon-vpc-cni-k8s: docs/eni-and-ip-target.md, docs/prefix-and-ip-target.md).
import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { RecordedResource } from "../recorded-resource.ts";
import type { NodeBound } from "./budgets.ts";
import { SUBNET } from "./node-groups.ts";
import type { KnownGroup } from "./node-room.ts";

const ADDON = "aws:eks/addon:Addon";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

/** Addresses that AWS keeps of every subnet: its first four and its last. */
const RESERVED = 5;

/** Pod addresses in one prefix (/28). */
const IN_PREFIX = 16;

/** How nodes take addresses for pods. */
export interface PodAddresses {
  /** In prefixes of 16, or one by one. */
  prefixes: boolean;
  warmPrefixes: number;
  warmInterfaces: number;
  /** Addresses kept ready instead of whole prefixes or interfaces. */
  warmAddresses: number | undefined;
}

const number = z.coerce.number().int().nonnegative();
const env = z.object({
  ENABLE_PREFIX_DELEGATION: z.string().default("false"),
  WARM_PREFIX_TARGET: number.default(1),
  WARM_ENI_TARGET: number.default(1),
  WARM_IP_TARGET: number.optional(),
});

/** Undefined where the add-on's settings are not known. */
export function podAddresses(resources: readonly RecordedResource[]): PodAddresses | undefined {
  const addon = resources.find(({ type, inputs }) => type === ADDON && inputs.addonName === "vpc-cni");
  const values = addon?.inputs.configurationValues ?? "{}";
  const parsed = typeof values === "string" ? tryParse(values) : undefined;
  const { data } = z.object({ env: env.prefault({}) }).safeParse(parsed);
  if (data === undefined) return undefined;
  return {
    prefixes: data.env.ENABLE_PREFIX_DELEGATION === "true",
    warmPrefixes: data.env.WARM_PREFIX_TARGET,
    warmInterfaces: data.env.WARM_ENI_TARGET,
    warmAddresses: data.env.WARM_IP_TARGET,
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface NodeAddresses {
  /** Prefixes, or addresses where pods take them one by one. */
  units: number;
  /** Network interfaces that hold them. */
  interfaces: number;
}

/** What a node takes of its subnet with so many pods on it. */
export function nodeAddresses(
  { prefixes, warmPrefixes, warmInterfaces, warmAddresses }: PodAddresses,
  { types }: Pick<KnownGroup, "types">,
  pods: number,
): NodeAddresses {
  const interfaces = Math.min(...types.map((type) => type.interfaces));
  const slots = Math.min(...types.map((type) => type.ipv4PerInterface)) - 1;
  if (prefixes) {
    const wanted =
      warmAddresses === undefined
        ? Math.ceil(pods / IN_PREFIX) + warmPrefixes
        : Math.ceil((pods + warmAddresses) / IN_PREFIX);
    const held = Math.min(wanted, interfaces * slots);
    const used = Math.max(1, Math.ceil(held / slots));
    // An interface's own address spoils a prefix for everybody else.
    return { units: held + used, interfaces: used };
  }
  if (warmAddresses !== undefined) {
    const held = Math.min(pods + warmAddresses, interfaces * slots);
    const used = Math.max(1, Math.ceil(held / slots));
    return { units: held + used, interfaces: used };
  }
  const used = Math.min(interfaces, Math.max(1, Math.ceil(pods / slots)) + warmInterfaces);
  return { units: used * (slots + 1), interfaces: used };
}

const subnetInputs = z.object({ cidrBlock: z.string() });

/** A budget for each subnet that nodes are in; undefined where a group's subnets are not known. */
export function addressBound(
  resources: readonly RecordedResource[],
  groups: readonly KnownGroup[],
  addresses: PodAddresses,
  podsOn: (group: KnownGroup) => number,
): NodeBound | undefined {
  if (groups.some(({ subnets }) => subnets.length === 0)) return undefined;
  const budgets = resources
    .filter(({ type, urn }) => type === SUBNET && groups.some(({ subnets }) => subnets.includes(urn)))
    .flatMap(({ urn, inputs }) => {
      const size = sizeOf(subnetInputs.safeParse(inputs).data?.cidrBlock ?? "");
      if (size === undefined) return [];
      // The first and the last prefix of a subnet hold what AWS keeps; any other address spoils one.
      const amount = addresses.prefixes ? Math.max(0, size / IN_PREFIX - 2) : size - RESERVED;
      return {
        amount,
        fixed: resources.filter((resource) => isIn(resource, urn)).length,
        // A group over several subnets spreads its nodes evenly.
        perNode: (group: KnownGroup) =>
          group.subnets.includes(urn)
            ? nodeAddresses(addresses, group, podsOn(group)).units / group.subnets.length
            : 0,
      };
    });
  if (budgets.length === 0) return undefined;
  return {
    limit: "addresses",
    budgets,
    unit: addresses.prefixes ? "prefixes of 16 addresses" : "addresses",
    source: (subnets) => (subnets === 1 ? "one subnet" : `${subnets} subnets together`),
    remedy: ({ nodes }) =>
      `raise network.zones until ${nodes} nodes fit, or choose larger instance types, of which fewer do (another network.cidr is another VPC)`,
  };
}

/** What has an address in a subnet without being a node: interface endpoints and NAT gateways. */
const isIn = ({ type, options: { propertyDependencies } }: RecordedResource, subnet: string): boolean =>
  (type === ENDPOINT && (propertyDependencies?.subnetIds ?? []).includes(subnet)) ||
  (type === NAT_GATEWAY && (propertyDependencies?.subnetId ?? []).includes(subnet));

function sizeOf(cidr: string): number | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) return undefined;
  const [, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  return 2 ** (32 - prefix);
}
