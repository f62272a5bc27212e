import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import { ipv6Subnet } from "./ipv6.ts";
import type { NetworkArgs } from "./network.ts";
import type { PlannedSubnet, SubnetKind, SubnetPlan } from "./subnets.ts";

export interface ZoneSubnet {
  zoneId: string;
  subnet: aws.ec2.Subnet;
}

export type ZoneSubnets = Record<SubnetKind, ZoneSubnet[]>;

/** How a kind is called in names and in the tag `gameplane:subnet`. */
const KIND_NAMES: Record<SubnetKind, string> = {
  game: "game",
  private: "private",
  public: "public",
  controlPlane: "control-plane",
};

export function createSubnets(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  plan: SubnetPlan,
): ZoneSubnets {
  const create = (kind: SubnetKind) =>
    plan[kind].map((planned) => ({
      zoneId: planned.zoneId,
      subnet: createSubnet(parent, args, vpc, kind, planned),
    }));
  return {
    game: create("game"),
    private: create("private"),
    public: create("public"),
    controlPlane: create("controlPlane"),
  };
}

function createSubnet(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  kind: SubnetKind,
  planned: PlannedSubnet,
): aws.ec2.Subnet {
  const name = `${KIND_NAMES[kind]}-${planned.zoneId}`;
  return new aws.ec2.Subnet(
    ...transformed<aws.ec2.SubnetArgs, pulumi.CustomResourceOptions>(
      args.transform?.subnet,
      name,
      {
        vpcId: vpc.id,
        availabilityZoneId: planned.zoneId,
        cidrBlock: planned.cidr,
        // Players reach game servers on their node's own address; nothing else has one.
        mapPublicIpOnLaunch: kind === "game",
        ...(args.ipv6 && kind !== "controlPlane" && ipv6Addresses(vpc, kind, planned.index)),
        tags: { Name: `${args.clusterName}-${name}`, ...kindTags(kind, args.clusterName) },
      },
      { parent },
    ),
  );
}

function ipv6Addresses(vpc: aws.ec2.Vpc, kind: Exclude<SubnetKind, "controlPlane">, index: number) {
  return {
    ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => ipv6Subnet(block, kind, index)),
    assignIpv6AddressOnCreation: true,
  };
}

/** What load balancers and Karpenter go by when they look for subnets. Load balancers stay off game subnets. */
function kindTags(kind: SubnetKind, clusterName: string): Record<string, string> {
  const own = { "gameplane:subnet": KIND_NAMES[kind] };
  const cluster = { [`kubernetes.io/cluster/${clusterName}`]: "shared" };
  const karpenter = { "karpenter.sh/discovery": clusterName };
  switch (kind) {
    case "game":
      return { ...own, ...cluster, ...karpenter };
    case "private":
      return { ...own, ...cluster, ...karpenter, "kubernetes.io/role/internal-elb": "1" };
    case "public":
      return { ...own, ...cluster, "kubernetes.io/role/elb": "1" };
    case "controlPlane":
      return own;
  }
}
