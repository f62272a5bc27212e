// What a stack holds and what it costs, beside what it is made of.
import type { ServiceQuotas } from "../stacks/settings/schema/schema.ts";
import type { Project } from "../stacks/settings/stack-files.ts";
import { capacityOf } from "./capacity/capacity.ts";
import type { Capacity } from "./capacity/capacity-report.ts";
import { DRAINED_TAG, NODE_GROUP } from "./capacity/node-groups.ts";
import { serviceQuotasOf } from "./capacity/service-quotas.ts";
import { costOf } from "./cost/cost.ts";
import { costDifference } from "./cost/cost-difference.ts";
import type { Cost } from "./cost/cost-report.ts";
import type { Prices } from "./cost/prices.ts";
import { at } from "./json-value.ts";
import { poolOf, whatOf } from "./judgement/player-harm.ts";
import type { StackReport } from "./report.ts";

/** Estimates by what there is to know: the settings' quotas, and a file of prices. */
export class Estimates {
  readonly #project: Project;
  readonly #prices: Prices;

  constructor(project: Project, prices: Prices) {
    this.#project = project;
    this.#prices = prices;
  }

  /** Nothing of a stack with errors: half of one would hold less and cost less. */
  of(stack: StackReport): Pick<StackReport, "capacity" | "cost"> {
    if (stack.errors.length > 0) return { capacity: null, cost: null };
    return this.#of(stack, stack.resources, serviceQuotasOf(this.#project, stack.name));
  }

  /** With what the stack held before, and costs more than before. */
  with(stack: StackReport, before?: Before): StackReport {
    const now = this.of(stack);
    if (before === undefined) return { ...stack, ...now };
    const { resources, quotas } = before;
    const then = this.#of(stack, resources, quotas);
    const former = { capacity: then.capacity, drained: drainedIn(resources), pools: poolsIn(resources) };
    const difference = now.cost === null ? undefined : costDifference(then.cost, now.cost);
    const cost = now.cost === null || difference === undefined ? now.cost : { ...now.cost, difference };
    return { ...stack, capacity: now.capacity, cost, former };
  }

  #of(
    { kind, region, environment }: StackReport,
    resources: StackReport["resources"],
    quotas: ServiceQuotas,
  ): { capacity: Capacity | null; cost: Cost } {
    const capacity = kind === "region" ? capacityOf({ resources }, quotas) : null;
    const stack = { kind, region, environment, resources };
    return {
      capacity,
      cost: costOf(stack, capacity?.pools ?? [], capacity?.players ?? 0, this.#prices),
    };
  }
}

/** A stack at the base: what it was made of, and the account's quotas of then. */
interface Before {
  resources: StackReport["resources"];
  quotas: ServiceQuotas;
}

/** Names of node groups that nobody plays on any more. */
const drainedIn = (resources: StackReport["resources"]): string[] =>
  resources.flatMap(({ type, name, inputs }) =>
    type === NODE_GROUP && at(inputs.tags, DRAINED_TAG) !== undefined ? [name] : [],
  );

/** Pools of node groups and Karpenter's node pools, by URN. */
const poolsIn = (resources: StackReport["resources"]): Record<string, string> =>
  Object.fromEntries(
    resources.flatMap((resource) => {
      const pool = whatOf(resource) === "node pool" ? poolOf(resource, resources) : undefined;
      return pool === undefined ? [] : [[resource.urn, pool] as const];
    }),
  );
