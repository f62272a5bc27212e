import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { NetworkArgs } from "./network.ts";
import type { ZoneSubnets } from "./vpc-subnets.ts";

/** AWS services reached within the VPC: S3 by route (free), the others by an interface in each private subnet. */
export function createEndpoints(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  subnets: ZoneSubnets,
  tables: aws.ec2.RouteTable[],
): pulumi.Resource[] {
  const s3 = createS3Endpoint(parent, args, vpc, tables);
  const services = [...new Set(args.interfaceEndpoints)];
  if (services.length === 0) return [s3];
  const { group, rule } = createEndpointSecurityGroup(parent, args, vpc);
  const interfaces = services.map((service) =>
    createInterfaceEndpoint(parent, args, vpc, subnets, group, service),
  );
  return [s3, rule, ...interfaces];
}

function createS3Endpoint(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  tables: aws.ec2.RouteTable[],
): aws.ec2.VpcEndpoint {
  return new aws.ec2.VpcEndpoint(
    "s3",
    {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${args.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map((table) => table.id),
      tags: { Name: `${args.clusterName}-s3` },
    },
    { parent },
  );
}

/** Lets the VPC in on 443 and, having no egress rule, nothing out. */
function createEndpointSecurityGroup(parent: pulumi.Resource, args: NetworkArgs, vpc: aws.ec2.Vpc) {
  const group = new aws.ec2.SecurityGroup(
    "endpoints",
    {
      vpcId: vpc.id,
      description: "Interface endpoints of AWS services: HTTPS from within the VPC",
      tags: { Name: `${args.clusterName}-endpoints` },
    },
    { parent },
  );
  const rule = new aws.vpc.SecurityGroupIngressRule(
    "endpoints-https",
    {
      securityGroupId: group.id,
      description: "HTTPS from within the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: args.cidr,
    },
    { parent },
  );
  return { group, rule };
}

function createInterfaceEndpoint(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  subnets: ZoneSubnets,
  group: aws.ec2.SecurityGroup,
  service: string,
): aws.ec2.VpcEndpoint {
  return new aws.ec2.VpcEndpoint(
    ...transformed<aws.ec2.VpcEndpointArgs, pulumi.CustomResourceOptions>(
      args.transform?.interfaceEndpoint,
      service,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${args.region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: subnets.private.map(({ subnet }) => subnet.id),
        securityGroupIds: [group.id],
        tags: { Name: `${args.clusterName}-${service}` },
      },
      { parent },
    ),
  );
}
