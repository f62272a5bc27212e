// Permissions of security groups, whichever kind of resource has them.
import { z } from "zod";
import { each } from "./each.ts";
import type { Subject } from "./rule.ts";

export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
/** A rule in either direction, by its `type`. */
export const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** What a security group lets through, by the names that inline rules and both kinds of resources use. */
export interface Permission {
  protocol?: string;
  ipProtocol?: string;
  fromPort?: number;
  toPort?: number;
  cidrBlocks?: string[];
  ipv6CidrBlocks?: string[];
  cidrIpv4?: string;
  cidrIpv6?: string;
  description?: string;
}

export interface SecurityGroupProps extends Permission {
  type?: string;
  ingress?: Permission[];
  egress?: Permission[];
  tags?: Record<string, string>;
  securityGroupId?: string;
}

type Direction = "ingress" | "egress";

/** Agones' host ports, as the setting `gamePorts` of gameplane has them. */
export const GAME_PORTS = {
  gamePorts: z
    .strictObject({ min: z.int().min(1).max(65535), max: z.int().min(1).max(65535) })
    .refine(({ min, max }) => min <= max, "min is above max")
    .default({ min: 7000, max: 8000 })
    .meta({
      description:
        "first and last host port of game servers, as the setting `gamePorts` of the stacks; for this rule and its like",
    }),
};

/** Each permission of a resource in one direction, with the path before its properties. */
export function eachPermission(
  { type, props }: Subject<SecurityGroupProps>,
  direction: Direction,
  check: (permission: Permission, path: string) => void,
): void {
  if (type === GROUP)
    each(props[direction], (permission, index) => check(permission, `${direction}[${index}].`));
  else if (type === RULE ? props.type === direction : type === OWN_TYPES[direction]) check(props, "");
}

const OWN_TYPES: Record<Direction, string> = { ingress: INGRESS_RULE, egress: EGRESS_RULE };

/** Each CIDR of a permission with its property. */
export function eachCidr(permission: Permission, check: (cidr: string, at: string) => void): void {
  each(["cidrBlocks", "ipv6CidrBlocks"] as const, (list) =>
    each(permission[list], (cidr, index) => check(cidr, `${list}[${index}]`)),
  );
  each(["cidrIpv4", "cidrIpv6"] as const, (at) => {
    const cidr = permission[at];
    if (cidr !== undefined) check(cidr, at);
  });
}

const NUMBERS: Record<string, string> = { "-1": "all", 1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6" };

/** `tcp`, `udp`, `icmp`, `icmpv6`, `all`, or the number of another. */
export function protocolOf({ ipProtocol, protocol }: Permission): string {
  const name = (ipProtocol ?? protocol ?? "-1").toLowerCase();
  return NUMBERS[name] ?? name;
}

/** First and last port; every one where nothing is said. */
export const portsOf = ({ fromPort = 0, toPort = 65535 }: Permission) => ({ from: fromPort, to: toPort });

/** Nobody has more than a /8 of IPv4, a /16 of IPv6, or its private fc00::/7: what is wider is the world. */
export function isWorld(cidr: string): boolean {
  const [address = "", prefix] = cidr.split("/");
  const widest = !address.includes(":") ? 8 : /^f[cd]..:/i.test(address) ? 7 : 16;
  return Number(prefix) < widest;
}

/** `tcp 22`, `udp 0-65535`, `icmp 8-0` (type and code), `all ports and protocols`. */
export function trafficOf(permission: Permission): string {
  const protocol = protocolOf(permission);
  if (protocol === "all") return "all ports and protocols";
  const { from, to } = portsOf(permission);
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}
