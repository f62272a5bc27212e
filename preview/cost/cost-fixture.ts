import type { Json } from "../property-values.ts";
import type { RecordedResource, ResourceOptions } from "../recorded-resource.ts";
import type { BilledStack, StackResources } from "./billed-stack.ts";
import { billedStack } from "./billed-stack.ts";
import { PRICE_FILE, Prices } from "./prices.ts";

export const urnOf = (type: string, name: string) => `urn:pulumi:prod-eu-west-1::gameplane::${type}::${name}`;

/** A resource of the region eu-west-1, unless its provider says another. */
export function resource(
  type: string,
  name: string,
  inputs: Record<string, Json> = {},
  options: ResourceOptions = {},
  providerName = "aws",
): RecordedResource {
  return {
    ...{ urn: urnOf(type, name), type, name, inputs, options },
    parent: "",
    provider: `${urnOf("pulumi:providers:aws", providerName)}::[unknown]`,
    custom: true,
    dependencies: [],
    source: "",
  };
}

export const provider = (name: string, region: string): RecordedResource => ({
  ...resource("pulumi:providers:aws", name, { region }),
  provider: "",
});

export const region = (...resources: RecordedResource[]): StackResources => ({
  kind: "region",
  region: "eu-west-1",
  environment: "prod",
  resources: [provider("aws", "eu-west-1"), ...resources],
});

/** Round prices of eu-west-1, and a month of 100 hours. */
export const prices = (usd: Record<string, number> = {}, assumptions: Record<string, number> = {}): Prices =>
  new Prices(
    PRICE_FILE.parse({
      currency: "USD",
      asOf: "2026-06-01",
      hoursPerMonth: 100,
      eksStandardSupportUntil: { "1.33": "2026-05-31", "1.34": "2026-06-01" },
      assumptions,
      prices: [{ region: "eu-west-1", source: "a test", asOf: "2026-05-01", usd }],
    }),
  );

export const billed = (resources: RecordedResource[], players = 0): BilledStack =>
  billedStack(region(...resources), [], players, prices());

/** A node group of two zones would be two of these. */
export const nodeGroup = (
  name: string,
  inputs: Record<string, Json> = {},
  template = "template",
): RecordedResource =>
  resource(
    "aws:eks/nodeGroup:NodeGroup",
    name,
    {
      instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
      capacityType: "ON_DEMAND",
      labels: { "gameplane.dev/pool": "game" },
      scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 10 },
      taints: [],
      ...inputs,
    },
    { propertyDependencies: { launchTemplate: [urnOf("aws:ec2/launchTemplate:LaunchTemplate", template)] } },
  );

export const launchTemplate = (inputs: Record<string, Json> = {}): RecordedResource =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeType: "gp3", volumeSize: 50 } }],
    networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "true" }],
    monitoring: { enabled: true },
    ...inputs,
  });
