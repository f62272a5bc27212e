import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { createEndpoints } from "./endpoints.ts";
import { createFlowLogs } from "./flow-logs.ts";
import { createGameSecurityGroup } from "./game-security-group.ts";
import { createNatGateways, natZones } from "./nat.ts";
import { createControlPlaneRoutes, createInternetRoutes, createPrivateRoutes } from "./routes.ts";
import { planSubnets } from "./subnets.ts";
import { createSubnets, type ZoneSubnet } from "./vpc-subnets.ts";
import { createVpc, emptyDefaultSecurityGroup } from "./vpc.ts";

export interface NetworkArgs {
  /** AWS region of the provider; part of endpoint names and of what the flow logs' role may do. */
  region: string;
  /** AWS account of the provider, 12 digits; no other may assume the flow logs' role. */
  account: string;
  /** Cluster that the subnets are tagged for; also the beginning of every `Name` tag. */
  clusterName: string;
  /** Address range of the VPC, /16 to /18. Another one replaces the VPC. */
  cidr: string;
  /** Zones that hold nodes, 1 to 4 ids such as euw1-az1. Append only: a zone's position decides its ranges. */
  zoneIds: string[];
  /** Zones of the control plane's interfaces, 2 to 4 ids. EKS takes no other zones after it made the cluster. */
  controlPlaneZoneIds: string[];
  /** A NAT gateway in each zone, or one in the first zone, whose outage then cuts off every private subnet. */
  nat: "per-zone" | "single";
  /** Allocation ids of Elastic IPs, one per NAT gateway. @default each NAT gateway gets an Elastic IP of its own */
  natAllocationIds?: pulumi.Input<string>[];
  /** AWS services reached by interface endpoints, as in `com.amazonaws.<region>.<service>`: ecr.api, sts. */
  interfaceEndpoints: string[];
  /** How long flow logs are kept, days; a number that CloudWatch Logs knows. */
  flowLogRetentionDays: number;
  /** Gives the VPC and its subnets, the control plane's aside, IPv6 addresses beside IPv4. */
  ipv6: boolean;
  /** Host ports of game servers, and the IPv4 CIDRs from where players may reach them by UDP and TCP. */
  gamePorts: { min: number; max: number; sourceCidrs: string[] };
  /** Refuses to delete or replace the VPC and the NAT gateways' own Elastic IPs. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    vpc?: Transform<aws.ec2.VpcArgs>;
    subnet?: Transform<aws.ec2.SubnetArgs>;
    natGateway?: Transform<aws.ec2.NatGatewayArgs>;
    natAddress?: Transform<aws.ec2.EipArgs>;
    interfaceEndpoint?: Transform<aws.ec2.VpcEndpointArgs>;
    flowLog?: Transform<aws.ec2.FlowLogArgs>;
    flowLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    gameSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  };
}

/**
 * The network of a region: a VPC with public, game, private and control-plane subnets in its zones, an internet
 * gateway, NAT gateways, route tables, an S3 gateway endpoint, interface endpoints, flow logs, the game security
 * group and an emptied default security group.
 *
 * Monthly cost at us-east-1 list prices: each NAT gateway about 33 USD and 4 USD for its address, with 0.045 USD
 * per GB through it; each interface endpoint about 7.3 USD per zone, with 0.01 USD per GB; flow logs 0.50 USD per
 * GB written. The rest is free.
 *
 * @example
 * const network = new Network("network", {
 *   region: "eu-west-1",
 *   account: "111122223333",
 *   clusterName: "prod-eu-west-1",
 *   cidr: "10.16.0.0/16",
 *   zoneIds: ["euw1-az1", "euw1-az2"],
 *   controlPlaneZoneIds: ["euw1-az1", "euw1-az2"],
 *   nat: "per-zone",
 *   interfaceEndpoints: ["ecr.api", "ecr.dkr", "sts"],
 *   flowLogRetentionDays: 30,
 *   ipv6: false,
 *   gamePorts: { min: 7000, max: 8000, sourceCidrs: ["0.0.0.0/0"] },
 * }, { providers: { aws: provider } });
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** For load balancers; in the order of `zoneIds`, as game and private ones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** For game nodes: what starts here gets a public address. */
  readonly gameSubnetIds: pulumi.Output<string>[];
  /** For every other node. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** For the control plane's interfaces, in the order of `controlPlaneZoneIds`. */
  readonly controlPlaneSubnetIds: pulumi.Output<string>[];
  /** Game subnets by zone id, for pools that leave zones out. */
  readonly gameSubnetsByZone: Record<string, pulumi.Output<string>>;
  /** Private subnets by zone id, for pools that leave zones out. */
  readonly privateSubnetsByZone: Record<string, pulumi.Output<string>>;
  /** Opens the game ports on game nodes; they need the cluster's group beside it. */
  readonly gameSecurityGroupId: pulumi.Output<string>;
  /** Where private subnets come from, as others see it. */
  readonly natPublicIps: pulumi.Output<string>[];
  /** What nodes must wait for, or they start without a way to pull images: routes, NAT gateways, endpoints. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:network:Network", name, {}, opts);
    const plan = planSubnets(args.cidr, args.zoneIds, args.controlPlaneZoneIds);
    const zonesWithNat = natZones(args);
    const vpc = createVpc(this, args);
    emptyDefaultSecurityGroup(this, args, vpc);
    const subnets = createSubnets(this, args, vpc, plan);
    const internet = createInternetRoutes(this, args, vpc, subnets);
    const nats = createNatGateways(this, args, subnets, zonesWithNat, internet.ready);
    const outward = createPrivateRoutes(this, args, vpc, subnets, nats);
    createControlPlaneRoutes(this, args, vpc, subnets);
    const endpoints = createEndpoints(this, args, vpc, subnets, [...internet.tables, ...outward.tables]);
    createFlowLogs(this, args, vpc);
    const gameSecurityGroup = createGameSecurityGroup(this, args, vpc);

    this.vpcId = vpc.id;
    this.publicSubnetIds = ids(subnets.public);
    this.gameSubnetIds = ids(subnets.game);
    this.privateSubnetIds = ids(subnets.private);
    this.controlPlaneSubnetIds = ids(subnets.controlPlane);
    this.gameSubnetsByZone = idsByZone(subnets.game);
    this.privateSubnetsByZone = idsByZone(subnets.private);
    this.gameSecurityGroupId = gameSecurityGroup.id;
    this.natPublicIps = nats.map(({ gateway }) => gateway.publicIp);
    this.ready = [...internet.ready, ...nats.map(({ gateway }) => gateway), ...outward.ready, ...endpoints];
    this.registerOutputs({ vpcId: this.vpcId, natPublicIps: this.natPublicIps });
  }
}

const ids = (subnets: ZoneSubnet[]) => subnets.map(({ subnet }) => subnet.id);

const idsByZone = (subnets: ZoneSubnet[]) =>
  Object.fromEntries(subnets.map(({ zoneId, subnet }) => [zoneId, subnet.id]));
