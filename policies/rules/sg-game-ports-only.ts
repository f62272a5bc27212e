import type { Subject } from "../rule.ts";
import { ruleForTypes } from "../rule.ts";
import type { Permission, SecurityGroupProps } from "../security-groups.ts";
import {
  eachCidr,
  eachPermission,
  GAME_PORTS,
  GROUP,
  INGRESS_RULE,
  isWorld,
  portsOf,
  protocolOf,
  RULE,
  trafficOf,
} from "../security-groups.ts";

/** Prefix lists and groups that rules refer to are not judged: their addresses are not in the program. */
export const sgGamePortsOnly = ruleForTypes<SecurityGroupProps, typeof GAME_PORTS>(
  [GROUP, RULE, INGRESS_RULE],
  {
    id: "sg-game-ports-only",
    level: "mandatory",
    severity: "critical",
    statement:
      "The world reaches game ports, and 443 of balancers at the edge, and nothing else (prefix lists aside).",
    why: "players need the game ports alone, and whatever else listens is attacked within minutes",
    fix: "name the addresses, correct the setting `gamePorts`, or tag a balancer's group or rule `edge`",
    references: ["cdk-nag EC23", "CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260"],
    settings: GAME_PORTS,
    check(subject, report, { gamePorts: { min, max } }) {
      eachPermission(subject, "ingress", (permission, path) => {
        if (isWithin(permission, min, max) || isPathMtu(permission)) return;
        eachCidr(permission, (cidr, at) => {
          if (!isWorld(cidr) || (isWithin(permission, 443, 443) && isEdge(subject))) return;
          const found = `${cidr} on ${trafficOf(permission)}`;
          report({
            at: `${path}${at}`,
            found,
            wanted: `addresses of your own, or on ${min}-${max} by UDP or TCP`,
          });
        });
      });
    },
  },
);

function isWithin(permission: Permission, min: number, max: number): boolean {
  if (!["tcp", "udp"].includes(protocolOf(permission))) return false;
  const { from, to } = portsOf(permission);
  return min <= from && from <= to && to <= max;
}

/** "Fragmentation needed" and "packet too big", or large packets vanish; ports are type and code. */
function isPathMtu(permission: Permission): boolean {
  const protocol = protocolOf(permission);
  if (protocol === "icmp") return permission.fromPort === 3 && permission.toPort === 4;
  return protocol === "icmpv6" && permission.fromPort === 2;
}

/** By its own tag or its group's; a SecurityGroupRule has no tags. */
const isEdge = ({ props }: Subject<SecurityGroupProps>): boolean => props.tags?.edge !== undefined;
