import type { TimedStep } from "./moments.ts";
import { shortUrn } from "./moments.ts";

/** Resources by type (its last part) and, where several have it, by name. */
export interface Selector {
  type: string;
  name?: RegExp;
}

/** All of the first are gone before any of the second begins to go. */
export type Rule = [first: Selector, second: Selector];

const deletions = (steps: readonly TimedStep[]) => steps.filter(({ op }) => op === "delete");

/** What broke a rule, a line each, and how many pairs were looked at; a rule that nothing meets is broken, too. */
export function brokenRules(
  steps: readonly TimedStep[],
  rules: readonly Rule[],
): { broken: string[]; pairs: number } {
  const gone = deletions(steps);
  const broken: string[] = [];
  let pairs = 0;
  for (const [first, second] of rules) {
    const [before, after] = [first, second].map((selector) => gone.filter((step) => isOne(selector, step)));
    if (before === undefined || after === undefined || before.length * after.length === 0) {
      broken.push(
        `nothing to compare: ${show(first)} (${before?.length}), ${show(second)} (${after?.length})`,
      );
      continue;
    }
    pairs += before.length * after.length;
    for (const one of before)
      for (const other of after)
        if (one.ended > other.began)
          broken.push(`${shortUrn(other.urn)} began to go before ${shortUrn(one.urn)} was gone`);
  }
  return { broken, pairs };
}

function isOne({ type, name }: Selector, { urn }: TimedStep): boolean {
  const [, , types = "", ...rest] = urn.split("::");
  return types.split(":").at(-1) === type && (name === undefined || name.test(rest.join("::")));
}

const show = ({ type, name }: Selector) => `${type}${name === undefined ? "" : ` ${String(name)}`}`;

/** Invariant 8 in every region: games before Agones, Agones before its namespaces and what keeps them apart. */
export const PLATFORM_RULES: Rule[] = [
  [{ type: "Fleet" }, { type: "Release", name: /^agones$/ }],
  [{ type: "FleetAutoscaler" }, { type: "Release", name: /^agones$/ }],
  [{ type: "Fleet" }, { type: "NetworkPolicy", name: /^(agones-system|game-servers|monitoring)-/ }],
  [{ type: "PodMonitor" }, { type: "Release", name: /^prometheus-operator-crds$/ }],
  [{ type: "Release", name: /^agones$/ }, { type: "Secret" }],
  [{ type: "Release", name: /^agones$/ }, { type: "Namespace" }],
];

const CONTROLLERS = /^(aws-load-balancer-controller|external-dns|cluster-autoscaler)$/;

/** And on AWS: what controllers made before the controllers, these before nodes, nodes before the cluster, it before the network. */
export const REGION_RULES: Rule[] = [
  ...PLATFORM_RULES,
  [{ type: "Namespace" }, { type: "Release", name: CONTROLLERS }],
  [{ type: "Release", name: CONTROLLERS }, { type: "NodeGroup" }],
  [{ type: "Namespace" }, { type: "NodeGroup" }],
  [{ type: "NodeGroup" }, { type: "Cluster" }],
  [{ type: "Cluster" }, { type: "Subnet" }],
  [{ type: "Subnet" }, { type: "Vpc" }],
];
