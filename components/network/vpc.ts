import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { NetworkArgs } from "./network.ts";

export function createVpc(parent: pulumi.Resource, args: NetworkArgs): aws.ec2.Vpc {
  return new aws.ec2.Vpc(
    ...transformed<aws.ec2.VpcArgs, pulumi.CustomResourceOptions>(
      args.transform?.vpc,
      "vpc",
      {
        cidrBlock: args.cidr,
        // Private names of interface endpoints resolve only with both.
        enableDnsSupport: true,
        enableDnsHostnames: true,
        ...(args.ipv6 && { assignGeneratedIpv6CidrBlock: true }),
        tags: { Name: args.clusterName },
      },
      { parent, ...(args.protect && { protect: true }) },
    ),
  );
}

/** Takes every rule out of the group that AWS gives to whatever names none. */
export function emptyDefaultSecurityGroup(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
): void {
  new aws.ec2.DefaultSecurityGroup(
    "default",
    { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: `${args.clusterName}-default-unused` } },
    { parent },
  );
}
