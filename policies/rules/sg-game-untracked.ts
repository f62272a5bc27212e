import { each } from "../each.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import type { Permission, SecurityGroupProps } from "../security-groups.ts";
import { eachCidr, eachPermission, GAME_PORTS, GROUP, INGRESS_RULE, portsOf } from "../security-groups.ts";
import { protocolOf, RULE, trafficOf } from "../security-groups.ts";

/**
 * EC2 does not track a flow that a group lets in from everybody and out to everybody. A game group is any
 * that opens game ports to everybody; where only some addresses come in, flows are tracked in any case.
 */
export const sgGameUntracked = stackRule({
  id: "sg-game-untracked",
  level: "advisory",
  severity: "medium",
  statement: "A security group that opens game ports to everybody lets everything out to everybody.",
  why: "EC2 tracks every player's flow otherwise, and drops new players once the node's table is full",
  fix: "let the group send everything (protocol -1) to that CIDR, exempt from CKV_AWS_382",
  references: ["AWS EC2: untracked connections"],
  types: [GROUP, RULE, INGRESS_RULE],
  settings: GAME_PORTS,
  check(resources, report, { gamePorts }) {
    const groups = resources.flatMap(({ type, name }) => (type === GROUP ? [name] : []));
    each(resources, (resource) => {
      eachPermission(resource, "ingress", (permission, path) => {
        if (!meets(permission, gamePorts)) return;
        eachCidr(permission, (cidr, at) => {
          if (!isEverybody(cidr)) return;
          const answering = resources.filter((other) => answers(other, permission, cidr));
          if (answering.some((other) => groupOf(other, groups) === groupOf(resource, groups))) return;
          const found = `${cidr} on ${trafficOf(permission)} with less than all egress`;
          report(resource, { at: `${path}${at}`, found, wanted: `beside egress of everything to ${cidr}` });
        });
      });
    });
  },
});

function meets(permission: Permission, { min, max }: { min: number; max: number }): boolean {
  const protocol = protocolOf(permission);
  if (protocol === "all") return true;
  if (!["tcp", "udp"].includes(protocol)) return false;
  const { from, to } = portsOf(permission);
  return from <= max && to >= min;
}

/** Two halves of the internet are not everybody: EC2 looks for the one CIDR. */
const isEverybody = (cidr: string) => cidr.endsWith("/0");

const isIpv6 = (cidr: string) => cidr.includes(":");

/** Whether a resource lets out whatever answers players, to everybody of the same address family. */
function answers(resource: Subject<object>, ingress: Permission, from: string): boolean {
  let found = false;
  eachPermission(resource, "egress", (permission) => {
    if (!isWide(permission, protocolOf(ingress))) return;
    eachCidr(permission, (cidr) => {
      found ||= isEverybody(cidr) && isIpv6(cidr) === isIpv6(from);
    });
  });
  return found;
}

/** Everything, or every port of the one protocol. */
function isWide(permission: Permission, wanted: string): boolean {
  const protocol = protocolOf(permission);
  if (protocol === "all") return true;
  if (protocol !== wanted) return false;
  const { from, to } = portsOf(permission);
  return from <= 0 && to >= 65535;
}

/**
 * What stands for the group of a resource. A rule whose name begins with a group's, as `game-udp` by `game`,
 * is taken for that group's: the ids that tell for certain are unknown until the groups are there.
 */
function groupOf({ type, name, props }: Subject<SecurityGroupProps>, groups: string[]): string {
  if (type === GROUP) return name;
  const named = groups.filter((group) => name === group || name.startsWith(`${group}-`));
  return named.sort((a, b) => b.length - a.length)[0] ?? props.securityGroupId ?? "";
}
