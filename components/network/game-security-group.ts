import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { NetworkArgs } from "./network.ts";

const ANYWHERE_IPV4 = "0.0.0.0/0";
const ANYWHERE_IPV6 = "::/0";

/**
 * What players may reach on a game node: the game ports, and nothing else.
 *
 * With all egress open and ingress from 0.0.0.0/0, EC2 leaves the flows untracked: an instance's limit on
 * tracked connections then does not cut players off. Narrower sources are tracked.
 */
export function createGameSecurityGroup(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    ...transformed<aws.ec2.SecurityGroupArgs, pulumi.CustomResourceOptions>(
      args.transform?.gameSecurityGroup,
      "game",
      {
        vpcId: vpc.id,
        description: "Game nodes: players on the game ports",
        tags: { Name: `${args.clusterName}-game` },
      },
      { parent },
    ),
  );
  for (const source of sources(args)) openGamePorts(parent, args, group, source);
  openEgress(parent, group, ANYWHERE_IPV4);
  if (args.ipv6) openEgress(parent, group, ANYWHERE_IPV6);
  return group;
}

/** Source CIDRs are IPv4: IPv6 players come in only where everyone may. */
function sources(args: NetworkArgs): string[] {
  const ipv4 = [...new Set(args.gamePorts.sourceCidrs)];
  return args.ipv6 && ipv4.includes(ANYWHERE_IPV4) ? [...ipv4, ANYWHERE_IPV6] : ipv4;
}

function openGamePorts(
  parent: pulumi.Resource,
  args: NetworkArgs,
  group: aws.ec2.SecurityGroup,
  source: string,
): void {
  for (const ipProtocol of ["udp", "tcp"]) {
    new aws.vpc.SecurityGroupIngressRule(
      `game-${ipProtocol}-${nameOf(source)}`,
      {
        securityGroupId: group.id,
        description: `Game ports (${ipProtocol.toUpperCase()}) from ${source}`,
        ipProtocol,
        fromPort: args.gamePorts.min,
        toPort: args.gamePorts.max,
        ...addresses(source),
      },
      { parent },
    );
  }
}

function openEgress(parent: pulumi.Resource, group: aws.ec2.SecurityGroup, target: string): void {
  new aws.vpc.SecurityGroupEgressRule(
    `game-${nameOf(target)}`,
    {
      securityGroupId: group.id,
      description: `Anything to ${target}`,
      ipProtocol: "-1",
      ...addresses(target),
    },
    { parent },
  );
}

function addresses(cidr: string): { cidrIpv4: string } | { cidrIpv6: string } {
  return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
}

/** A CIDR as part of a resource name: `203.0.113.0-24`; URNs separate their parts by colons. */
function nameOf(cidr: string): string {
  return cidr === ANYWHERE_IPV6 ? "ipv6" : cidr.replace("/", "-");
}
