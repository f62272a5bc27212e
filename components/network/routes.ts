import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ZoneNat } from "./nat.ts";
import type { NetworkArgs } from "./network.ts";
import type { ZoneSubnet, ZoneSubnets } from "./vpc-subnets.ts";

const ANYWHERE_IPV4 = "0.0.0.0/0";
const ANYWHERE_IPV6 = "::/0";

export interface Routes {
  tables: aws.ec2.RouteTable[];
  /** Routes and associations: traffic flows once they all exist. */
  ready: pulumi.Resource[];
}

/** The internet gateway and the one table that public and game subnets share. */
export function createInternetRoutes(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  subnets: ZoneSubnets,
): Routes {
  const opts = { parent };
  const gateway = new aws.ec2.InternetGateway(
    "internet",
    { vpcId: vpc.id, tags: { Name: args.clusterName } },
    opts,
  );
  const table = createTable(parent, args, vpc, "public");
  const gatewayRoute = { routeTableId: table.id, gatewayId: gateway.id };
  const ready: pulumi.Resource[] = [
    new aws.ec2.Route("public", { ...gatewayRoute, destinationCidrBlock: ANYWHERE_IPV4 }, opts),
    ...associate(parent, "public", table, subnets.public),
    ...associate(parent, "game", table, subnets.game),
  ];
  if (args.ipv6) {
    const route = { ...gatewayRoute, destinationIpv6CidrBlock: ANYWHERE_IPV6 };
    ready.push(new aws.ec2.Route("public-ipv6", route, opts));
  }
  return { tables: [table], ready };
}

/** One table per NAT gateway; private subnets of a zone without one use the first. */
export function createPrivateRoutes(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  subnets: ZoneSubnets,
  nats: ZoneNat[],
): Routes {
  const egressOnly = args.ipv6
    ? new aws.ec2.EgressOnlyInternetGateway(
        "egress-only",
        { vpcId: vpc.id, tags: { Name: args.clusterName } },
        { parent },
      )
    : undefined;
  const all = nats.map((nat) => {
    const name = `private-${nat.zoneId}`;
    const table = createTable(parent, args, vpc, name);
    const served = subnets.private.filter(({ zoneId }) => natOf(zoneId, nats) === nat);
    const ready: pulumi.Resource[] = [
      new aws.ec2.Route(
        name,
        { routeTableId: table.id, natGatewayId: nat.gateway.id, destinationCidrBlock: ANYWHERE_IPV4 },
        { parent },
      ),
      ...associate(parent, "private", table, served),
    ];
    if (egressOnly !== undefined) {
      const route = {
        routeTableId: table.id,
        egressOnlyGatewayId: egressOnly.id,
        destinationIpv6CidrBlock: ANYWHERE_IPV6,
      };
      ready.push(new aws.ec2.Route(`${name}-ipv6`, route, { parent }));
    }
    return { table, ready };
  });
  return { tables: all.map(({ table }) => table), ready: all.flatMap(({ ready }) => ready) };
}

/** The control plane's interfaces talk to the VPC only: its table has no route beyond the local one. */
export function createControlPlaneRoutes(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  subnets: ZoneSubnets,
): void {
  associate(parent, "control-plane", createTable(parent, args, vpc, "control-plane"), subnets.controlPlane);
}

function createTable(
  parent: pulumi.Resource,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
  name: string,
): aws.ec2.RouteTable {
  return new aws.ec2.RouteTable(
    name,
    { vpcId: vpc.id, tags: { Name: `${args.clusterName}-${name}` } },
    { parent },
  );
}

function associate(
  parent: pulumi.Resource,
  kind: string,
  table: aws.ec2.RouteTable,
  subnets: ZoneSubnet[],
): pulumi.Resource[] {
  return subnets.map(
    ({ zoneId, subnet }) =>
      new aws.ec2.RouteTableAssociation(
        `${kind}-${zoneId}`,
        { routeTableId: table.id, subnetId: subnet.id },
        { parent },
      ),
  );
}

function natOf(zoneId: string, nats: ZoneNat[]): ZoneNat | undefined {
  return nats.find((nat) => nat.zoneId === zoneId) ?? nats[0];
}
