import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import type { BilledPool } from "./node-pools.ts";
import { hasCordoned } from "./node-pools.ts";
import { onDemand, spot } from "./price-keys.ts";
import { always, isNone, sum, times } from "./sizes.ts";
import { volumeCharges } from "./volume.ts";

const EXISTING_CLUSTER = "gameplane:cluster:ExistingCluster";

/** Whether the stack's nodes are somebody else's. */
export const isOnExistingCluster = ({ resources }: BilledStack): boolean =>
  resources.some(({ type }) => type === EXISTING_CLUSTER);

/** Nodes with their volumes and addresses. */
export function nodeCharges(stack: BilledStack): Charge[] {
  if (isOnExistingCluster(stack))
    return [
      {
        what: "the existing cluster: its nodes, volumes and traffic",
        key: null,
        unit: "cluster",
        region: stack.region,
        quantity: always(1),
        isPlayers: true,
      },
    ];
  return stack.pools.flatMap((pool) => poolCharges(pool, stack));
}

/** What was taken for granted of nodes as a whole. */
export const nodeAssumptions = ({ resources, pools }: BilledStack): string[] => [
  ...(pools.some(({ instanceTypes }) => instanceTypes.length > 1)
    ? ["of the instance types that a pool may start, the first is counted"]
    : []),
  ...(hasCordoned(resources)
    ? ["nodes of cordoned generations, which end with their sessions, are not counted"]
    : []),
];

function poolCharges(pool: BilledPool, { region, prices }: BilledStack): Charge[] {
  const { nodes, instanceTypes } = pool;
  const whose = `pool ${pool.pool}`;
  const [type] = instanceTypes;
  if (nodes === undefined || type === undefined)
    return [
      {
        what: `EC2 nodes, ${whose}: ${nodes === undefined ? "their number" : "their instance type"} is not known`,
        key: null,
        unit: "node",
        region,
        quantity: nodes ?? always(0),
        isPlayers: true,
      },
    ];
  const hours = times(nodes, prices.hoursPerMonth);
  return [
    {
      what: `EC2 ${type}${pool.isSpot ? " (spot)" : ""}, ${whose}`,
      key: pool.isSpot ? spot(type) : onDemand(type),
      region,
      quantity: hours,
      isPlayers: true,
      ...(pool.isSpot && { atMost: onDemand(type) }),
    },
    ...pool.volumes.flatMap((volume) => volumeCharges(volume, "of nodes", nodes, region)),
    ...(pool.hasPublicAddress
      ? [{ what: "public IPv4 addresses of nodes", key: "public ipv4", region, quantity: hours }]
      : []),
    ...(pool.isMonitoredInDetail
      ? [{ what: "detailed monitoring of nodes", key: "ec2 detailed monitoring", region, quantity: nodes }]
      : []),
  ];
}

/** Traffic that comes with nodes, whatever they run. */
export function nodeTraffic(stack: BilledStack): Charge[] {
  const { region, pools, resources, prices } = stack;
  const { natGbPerNode, endpointGbPerNode, interZoneGbPerNode } = prices.assumptions;
  const has = (type: string, of: (inputs: Record<string, unknown>) => boolean = () => true) =>
    resources.some((resource) => resource.type === type && of(resource.inputs));
  const count = (which: (pool: BilledPool) => boolean) =>
    sum(pools.filter(which).flatMap(({ nodes }) => nodes ?? []));
  const all = count(() => true);
  const isPrivate = count(({ hasPublicAddress }) => !hasPublicAddress);
  const charges: Charge[] = [
    ...(has("aws:ec2/natGateway:NatGateway")
      ? [
          {
            what: "traffic through NAT gateways",
            key: "nat gateway data",
            region,
            quantity: times(isPrivate, natGbPerNode),
            assumes: `${natGbPerNode} GB a month through NAT for each node without a public address`,
          },
        ]
      : []),
    ...(has("aws:ec2/vpcEndpoint:VpcEndpoint", ({ vpcEndpointType }) => vpcEndpointType === "Interface")
      ? [
          {
            what: "traffic through interface endpoints",
            key: "vpc endpoint data",
            region,
            quantity: times(all, endpointGbPerNode),
            assumes: `${endpointGbPerNode} GB a month through interface endpoints for each node`,
          },
        ]
      : []),
    {
      what: "traffic between zones",
      key: "inter-zone transfer",
      region,
      quantity: times(all, interZoneGbPerNode * 2),
      assumes: `${interZoneGbPerNode} GB a month from each node to other zones, charged at both ends`,
    },
  ];
  return charges.filter(({ quantity }) => !isNone(quantity));
}
