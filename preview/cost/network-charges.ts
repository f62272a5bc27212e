import { z } from "zod";
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { always } from "./sizes.ts";

type ChargesOf = (resource: RecordedResource, stack: BilledStack) => Charge[];

/** The address is the Elastic IP's, which may be another stack's. */
export const natGateway: ChargesOf = (resource, stack) => [
  hourly("NAT gateways", "nat gateway", resource, stack),
];

export const elasticIp: ChargesOf = (resource, stack) => [
  hourly("public IPv4 addresses of NAT gateways", "public ipv4", resource, stack),
];

const endpoint = z.object({
  // As EC2 does where nothing is said.
  vpcEndpointType: z.string().default("Gateway"),
  subnetIds: z.array(z.unknown()).optional(),
});

/** An interface endpoint costs in each zone; gateways for S3 and DynamoDB are free. */
export const vpcEndpoint: ChargesOf = (resource, stack) => {
  const { vpcEndpointType, subnetIds } = endpoint.safeParse(resource.inputs).data ?? { vpcEndpointType: "?" };
  if (vpcEndpointType === "Gateway") return [];
  if (vpcEndpointType !== "Interface" || subnetIds === undefined)
    return [
      {
        what: `VPC endpoint ${resource.name}, whose type or zones are not known`,
        key: null,
        unit: "endpoint",
        region: stack.regionOf(resource),
        quantity: always(1),
      },
    ];
  return [hourly("interface endpoints", "vpc endpoint", resource, stack, subnetIds.length)];
};

const service = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).default({}) }).prefault({}),
  spec: z.object({ type: z.string().optional() }).prefault({}),
});

export const kubernetesService: ChargesOf = ({ inputs }, stack) => {
  const { data } = service.safeParse(inputs);
  return data?.spec.type === "LoadBalancer" ? loadBalancer(isPublic(data.metadata.annotations), stack) : [];
};

/** Charts make Services of their own; which, their values say. */
export const helmRelease: ChargesOf = ({ inputs }, stack) =>
  balanced(inputs.values ?? null).flatMap((annotations) => loadBalancer(isPublic(annotations), stack));

/** Annotations of every Service of a chart's values that is a load balancer. */
function balanced(values: Json): Record<string, Json>[] {
  if (typeof values !== "object" || values === null) return [];
  if (Array.isArray(values)) return values.flatMap(balanced);
  const { serviceType, type, annotations } = values;
  const isBalanced = serviceType === "LoadBalancer" || type === "LoadBalancer";
  const own = isBalanced ? [isMap(annotations) ? annotations : {}] : [];
  return [...own, ...Object.values(values).flatMap(balanced)];
}

const isMap = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** AWS Load Balancer Controller makes it internal where nothing is said. */
const isPublic = (annotations: Record<string, Json>): boolean =>
  annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] === "internet-facing";

function loadBalancer(isInternetFacing: boolean, { region, resources, prices }: BilledStack): Charge[] {
  const { hoursPerMonth } = prices;
  const { loadBalancerCapacityUnits } = prices.assumptions;
  const capacity = {
    what: "capacity of network load balancers",
    key: "network load balancer capacity",
    region,
    quantity: always(loadBalancerCapacityUnits * hoursPerMonth),
    assumes: `${loadBalancerCapacityUnits} NLCU in use by each network load balancer`,
  };
  const addresses = {
    what: "public IPv4 addresses of network load balancers",
    key: "public ipv4",
    region,
    quantity: always(publicZones(resources) * hoursPerMonth),
  };
  return [
    { what: "network load balancers", key: "network load balancer", region, quantity: always(hoursPerMonth) },
    ...(loadBalancerCapacityUnits > 0 ? [capacity] : []),
    ...(isInternetFacing ? [addresses] : []),
  ];
}

/** Zones in which a public load balancer has an address: those of the subnets tagged for it, one at least. */
const publicZones = (resources: readonly RecordedResource[]): number =>
  Math.max(
    1,
    resources.filter(
      ({ type, inputs }) =>
        type === "aws:ec2/subnet:Subnet" &&
        isMap(inputs.tags) &&
        inputs.tags["kubernetes.io/role/elb"] === "1",
    ).length,
  );

export function hourly(
  what: string,
  key: string,
  resource: RecordedResource,
  { region, regionOf, prices }: BilledStack,
  count = 1,
): Charge {
  const where = regionOf(resource);
  return {
    what: where === region ? what : `${what} in ${where}`,
    key,
    region: where,
    quantity: always(count * prices.hoursPerMonth),
  };
}
