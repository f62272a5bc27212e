import ipaddr from "ipaddr.js";
import type { PropertyMap } from "../wire.ts";
import { map, text } from "../wire.ts";
import { AwsRefusal } from "./api-error.ts";
import { ec2Arn, simple } from "./ec2-common.ts";
import { ec2Id, hex, publicAddress, shortHash } from "./identifiers.ts";
import type { Kind } from "./kind.ts";
import { verifySubnet, verifyVpc } from "./cidr-checks.ts";
import { zoneName, zoneIdOf } from "./zones.ts";

/**
 * Types of EC2's networks. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which @pulumi/aws 7 is
 * built, from its documentation and source as of 2026-11.
 */
export const NETWORK_KINDS: Record<string, Kind> = {
  "aws:ec2/vpc:Vpc": {
    id: () => ec2Id("vpc"),
    outputs: (scope, id) => ({
      arn: ec2Arn(scope, "vpc", id),
      ownerId: scope.account.id,
      defaultSecurityGroupId: ec2Id("sg"),
      defaultNetworkAclId: ec2Id("acl"),
      defaultRouteTableId: ec2Id("rtb"),
      mainRouteTableId: ec2Id("rtb"),
      dhcpOptionsId: ec2Id("dopt"),
      ...(scope.inputs.assignGeneratedIpv6CidrBlock === true && {
        ipv6AssociationId: ec2Id("vpc-cidr-assoc"),
        // A /56 of the documentation range, RFC 3849, as AWS gives of its own.
        ipv6CidrBlock: `2001:db8:${hex(4)}:${hex(2)}00::/56`,
      }),
    }),
    identifiers: ({ defaultSecurityGroupId, mainRouteTableId }) => [
      text(defaultSecurityGroupId),
      text(mainRouteTableId),
    ],
    verify: verifyVpc,
  },
  "aws:ec2/subnet:Subnet": {
    id: () => ec2Id("subnet"),
    outputs: (scope, id) => ({
      arn: ec2Arn(scope, "subnet", id),
      ownerId: scope.account.id,
      availabilityZone: zoneName(scope.region, scope.inputs),
      availabilityZoneId: zoneIdOf(scope.region, scope.inputs),
      ...(scope.inputs.ipv6CidrBlock !== undefined && {
        ipv6CidrBlockAssociationId: ec2Id("subnet-cidr-assoc"),
      }),
    }),
    verify: verifySubnet,
  },
  "aws:ec2/internetGateway:InternetGateway": {
    ...simple("igw", "internet-gateway"),
    unique: ({ vpcId }) => text(vpcId) || undefined,
    taken: { code: "Resource.AlreadyAssociated", message: "has an internet gateway already" },
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    id: () => ec2Id("eigw"),
    outputs: () => ({}),
  },
  "aws:ec2/eip:Eip": {
    id: () => ec2Id("eipalloc"),
    outputs: (scope, id) => {
      const publicIp = publicAddress(scope.account.nextAddress());
      const host = publicIp.replaceAll(".", "-");
      return {
        arn: ec2Arn(scope, "elastic-ip", id),
        allocationId: id,
        publicIp,
        publicDns: `ec2-${host}.${scope.region}.compute.amazonaws.com`,
        publicIpv4Pool: "amazon",
        networkBorderGroup: scope.region,
      };
    },
    inUse: "InvalidIPAddress.InUse",
  },
  "aws:ec2/natGateway:NatGateway": {
    id: () => ec2Id("nat"),
    outputs: ({ account, inputs }) => ({
      networkInterfaceId: ec2Id("eni"),
      associationId: ec2Id("eipassoc"),
      publicIp: publicIpOf(account.resources.values(), text(inputs.allocationId)),
    }),
    unique: ({ allocationId }) => text(allocationId) || undefined,
    taken: { code: "Resource.AlreadyAssociated", message: "is associated with another NAT gateway" },
  },
  "aws:ec2/routeTable:RouteTable": {
    ...simple("rtb", "route-table"),
  },
  "aws:ec2/route:Route": {
    id: ({ inputs }) => `r-${text(inputs.routeTableId)}${shortHash(destination(inputs))}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
    unique: (inputs) => `${text(inputs.routeTableId)} ${destination(inputs)}`,
    taken: { code: "RouteAlreadyExists", message: "has a route already" },
    verify: ({ inputs }) => {
      const targets = ["egressOnlyGatewayId", "gatewayId", "natGatewayId"].filter(
        (key) => inputs[key] !== undefined,
      );
      if (targets.length !== 1)
        throw new AwsRefusal(
          "InvalidParameterCombination",
          `a route has one target, not ${targets.join(", ") || "none"}`,
        );
    },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: () => ec2Id("rtbassoc"),
    outputs: () => ({}),
    unique: ({ subnetId }) => text(subnetId) || undefined,
    taken: { code: "Resource.AlreadyAssociated", message: "has a route table already" },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    id: () => ec2Id("vpce"),
    outputs: (scope, id) => ({
      arn: ec2Arn(scope, "vpc-endpoint", id),
      ownerId: scope.account.id,
      requesterManaged: false,
      state: "available",
      ...(scope.inputs.vpcEndpointType === "Gateway" && { prefixListId: ec2Id("pl") }),
    }),
    documents: ["policy"],
    unique: ({ vpcId, serviceName }) => `${text(vpcId)} ${text(serviceName)}`,
    taken: { code: "RouteAlreadyExists", message: "has an endpoint already" },
    verify: ({ inputs, region }) => {
      const service = text(inputs.serviceName);
      if (!service.startsWith(`com.amazonaws.${region}.`))
        throw new AwsRefusal("InvalidServiceName", `The Vpc Endpoint Service '${service}' does not exist`);
    },
  },
  "aws:ec2/flowLog:FlowLog": {
    id: () => ec2Id("fl"),
    outputs: (scope, id) => ({ arn: ec2Arn(scope, "vpc-flow-log", id) }),
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: () => ec2Id("lt"),
    outputs: (scope, id) => ({
      arn: ec2Arn(scope, "launch-template", id),
      defaultVersion: 1,
      latestVersion: 1,
    }),
    autoname: "name",
    // Each makes another version.
    updated: (_, current) => ({ latestVersion: Number(current.outputs.latestVersion) + 1 }),
    unique: ({ name }) => text(name),
    taken: { code: "InvalidLaunchTemplateName.AlreadyExistsException", message: "already in use" },
  },
};

const destination = ({ destinationCidrBlock, destinationIpv6CidrBlock }: PropertyMap): string => {
  const cidr = text(destinationCidrBlock ?? destinationIpv6CidrBlock);
  if (cidr !== "" && !ipaddr.isValidCIDR(cidr))
    throw new AwsRefusal(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter destinationCidrBlock is invalid.`,
    );
  return cidr;
};

function publicIpOf(resources: Iterable<{ id: string; outputs: PropertyMap }>, id: string): string {
  for (const resource of resources) if (resource.id === id) return text(map(resource.outputs).publicIp);
  return "";
}
