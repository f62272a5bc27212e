import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { NetworkArgs } from "./network.ts";
import type { ZoneSubnets } from "./vpc-subnets.ts";

export interface ZoneNat {
  zoneId: string;
  gateway: aws.ec2.NatGateway;
}

/** Zones that get a NAT gateway. Pure; refuses Elastic IPs of another number. */
export function natZones(args: Pick<NetworkArgs, "zoneIds" | "nat" | "natAllocationIds">): string[] {
  const zones = args.nat === "single" ? args.zoneIds.slice(0, 1) : args.zoneIds;
  const given = args.natAllocationIds?.length ?? zones.length;
  if (given !== zones.length) {
    throw new Error(
      `natAllocationIds holds ${given} Elastic IPs but nat "${args.nat}" over ${args.zoneIds.length} zones ` +
        `makes ${zones.length} NAT gateways; give ${zones.length}, or none and the network makes its own`,
    );
  }
  return zones;
}

/** A NAT gateway in each of `zones`. `internet` is what lets their public subnets reach out. */
export function createNatGateways(
  parent: pulumi.Resource,
  args: NetworkArgs,
  subnets: ZoneSubnets,
  zones: string[],
  internet: pulumi.Resource[],
): ZoneNat[] {
  return subnets.public
    .filter(({ zoneId }) => zones.includes(zoneId))
    .map(({ zoneId, subnet }, index) => {
      const allocationId = args.natAllocationIds?.[index] ?? createAddress(parent, args, zoneId).allocationId;
      const gateway = new aws.ec2.NatGateway(
        ...transformed<aws.ec2.NatGatewayArgs, pulumi.CustomResourceOptions>(
          args.transform?.natGateway,
          zoneId,
          { subnetId: subnet.id, allocationId, tags: { Name: `${args.clusterName}-${zoneId}` } },
          { parent, dependsOn: internet },
        ),
      );
      return { zoneId, gateway };
    });
}

function createAddress(parent: pulumi.Resource, args: NetworkArgs, zoneId: string): aws.ec2.Eip {
  return new aws.ec2.Eip(
    ...transformed<aws.ec2.EipArgs, pulumi.CustomResourceOptions>(
      args.transform?.natAddress,
      zoneId,
      { domain: "vpc", tags: { Name: `${args.clusterName}-nat-${zoneId}` } },
      // Others allow-list the address: once released it is gone.
      { parent, ...(args.protect && { protect: true }) },
    ),
  );
}
