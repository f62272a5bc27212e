import { describe, expect, it } from "@jest/globals";
import type { Json } from "../property-values.ts";
import { chargesOf } from "./billed-types.ts";
import { billed, provider, resource } from "./cost-fixture.ts";

const HOURS = 100;
const always = (count: number) => ({ minimum: count, buffer: count, maximum: count });
const chargesIn = (...resources: Parameters<typeof billed>[0]) => {
  const stack = billed(resources);
  return stack.resources.flatMap((each) => chargesOf(each, stack));
};
const brief = (charges: ReturnType<typeof chargesIn>) =>
  charges.map(({ key, region, quantity }) => [key, region, quantity.maximum]);

const publicSubnet = (zone: string) =>
  resource("aws:ec2/subnet:Subnet", zone, { tags: { "kubernetes.io/role/elb": "1" } });

const release = (values: Json) => resource("kubernetes:helm.sh/v3:Release", "agones", { values });

describe("what a network costs", () => {
  it("is an hour for each NAT gateway", () => {
    expect(chargesIn(resource("aws:ec2/natGateway:NatGateway", "a"))).toStrictEqual([
      { what: "NAT gateways", key: "nat gateway", region: "eu-west-1", quantity: always(HOURS) },
    ]);
  });

  it("is by the region of the resource's own provider", () => {
    const far = resource("aws:ec2/eip:Eip", "nat-1", {}, {}, "far");
    expect(chargesIn(provider("far", "us-west-2"), far)).toMatchObject([
      { what: "public IPv4 addresses of NAT gateways in us-west-2", region: "us-west-2" },
    ]);
  });

  it("is an hour for each zone of an interface endpoint, and nothing for a gateway", () => {
    const endpoint = (vpcEndpointType: string, subnetIds: Json) =>
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", "ecr", { vpcEndpointType, subnetIds });
    expect(brief(chargesIn(endpoint("Interface", ["[unknown]", "[unknown]"])))).toStrictEqual([
      ["vpc endpoint", "eu-west-1", 2 * HOURS],
    ]);
    expect(chargesIn(endpoint("Gateway", []))).toStrictEqual([]);
    expect(chargesIn(endpoint("Interface", "[unknown]"))).toMatchObject([{ key: null }]);
    expect(chargesIn(endpoint("GatewayLoadBalancer", []))).toMatchObject([{ key: null }]);
  });
});

describe("what load balancers cost", () => {
  const INTERNET_FACING = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" };

  it("is an hour, capacity and an address in each public zone for a Service that is one", () => {
    const service = resource("kubernetes:core/v1:Service", "allocator", {
      metadata: { annotations: INTERNET_FACING },
      spec: { type: "LoadBalancer" },
    });
    expect(brief(chargesIn(service, publicSubnet("a"), publicSubnet("b")))).toStrictEqual([
      ["network load balancer", "eu-west-1", HOURS],
      ["network load balancer capacity", "eu-west-1", HOURS],
      ["public ipv4", "eu-west-1", 2 * HOURS],
    ]);
  });

  it("is without addresses where it is internal, as it is unless it says otherwise", () => {
    const service = resource("kubernetes:core/v1:Service", "allocator", { spec: { type: "LoadBalancer" } });
    expect(brief(chargesIn(service)).map(([key]) => key)).toStrictEqual([
      "network load balancer",
      "network load balancer capacity",
    ]);
  });

  it("is nothing for a Service within the cluster", () => {
    expect(
      chargesIn(resource("kubernetes:core/v1:Service", "web", { spec: { type: "ClusterIP" } })),
    ).toStrictEqual([]);
  });

  it("finds the Services of a chart's values", () => {
    const values = {
      agones: {
        allocator: { service: { serviceType: "LoadBalancer", annotations: INTERNET_FACING } },
        ping: { http: { serviceType: "LoadBalancer" }, udp: { serviceType: "ClusterIP" } },
      },
    };
    expect(brief(chargesIn(release(values)))).toStrictEqual([
      ["network load balancer", "eu-west-1", HOURS],
      ["network load balancer capacity", "eu-west-1", HOURS],
      ["public ipv4", "eu-west-1", HOURS],
      ["network load balancer", "eu-west-1", HOURS],
      ["network load balancer capacity", "eu-west-1", HOURS],
    ]);
    expect(
      chargesIn(release({ agones: { allocator: { service: { serviceType: "ClusterIP" } } } })),
    ).toStrictEqual([]);
  });
});
