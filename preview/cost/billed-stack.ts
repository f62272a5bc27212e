import type { PoolCapacity } from "../capacity/capacity-report.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledPool } from "./node-pools.ts";
import { billedPools } from "./node-pools.ts";
import type { Prices } from "./prices.ts";

/** What the cost of a stack is computed from; a report's stack is one. */
export interface StackResources {
  kind: "region" | "environment";
  region: string | null;
  environment: string | null;
  resources: readonly RecordedResource[];
}

/** A stack with what several charges need to know of it. */
export interface BilledStack {
  /** All that an `up` makes. */
  resources: readonly RecordedResource[];
  /** Of the stack itself. */
  region: string;
  pools: readonly BilledPool[];
  players: number;
  prices: Prices;
  /** The region of a resource: its own, which AWS resources may have, or its provider's. */
  regionOf: (resource: RecordedResource) => string;
  /** Resources that a property's value comes from. */
  sourcesOf: (resource: RecordedResource, property: string) => RecordedResource[];
}

export function billedStack(
  { region, resources }: StackResources,
  capacities: readonly PoolCapacity[],
  players: number,
  prices: Prices,
): BilledStack {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const made = resources.filter(({ options }) => options.read !== true);
  const own = region ?? homeRegion(resources) ?? "a region that is not known";
  return {
    resources: made,
    region: own,
    pools: billedPools(made, capacities),
    players,
    prices,
    regionOf: ({ provider, inputs }) => {
      const named = inputs.region ?? byUrn.get(provider.slice(0, provider.lastIndexOf("::")))?.inputs.region;
      return typeof named === "string" ? named : own;
    },
    sourcesOf: ({ options }, property) =>
      (options.propertyDependencies?.[property] ?? []).flatMap((urn) => byUrn.get(urn) ?? []),
  };
}

/** An environment's first provider is that of its home region. */
function homeRegion(resources: readonly RecordedResource[]): string | undefined {
  const region = resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs.region;
  return typeof region === "string" ? region : undefined;
}
