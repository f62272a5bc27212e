// The figures at the top of the page.
import type { Sizes } from "../capacity/capacity-report.ts";
import { isMandatory } from "../../policies/verdict.ts";
import type { Counts } from "../since/operations.ts";
import { countsOf } from "../since/operations.ts";
import type { StackReport } from "../report.ts";

export interface Figures {
  stacks: number;
  /** Of all stacks that could be compared; undefined where nothing is compared. */
  changes: Counts | undefined;
  /** Names of stacks that could not be compared. */
  uncompared: string[];
  errors: number;
  warnings: number;
  mandatory: number;
  advisory: number;
  unjudged: string[];
  capacityErrors: number;
  capacityWarnings: number;
  /** Players on what fits; undefined where no stack has games. */
  players: number | undefined;
  cost: CostFigures | undefined;
}

export interface CostFigures {
  total: Sizes;
  /** Undefined where a stack's difference is unknown. */
  difference: Sizes | undefined;
  /** What lacks a price, each once. */
  unpriced: string[];
}

export function figuresOf(stacks: readonly StackReport[], isCompared: boolean): Figures {
  const violations = stacks.flatMap((stack) => stack.violations);
  const mandatory = violations.filter(isMandatory).length;
  const capacities = stacks.flatMap(({ capacity }) => capacity ?? []);
  const findings = capacities.flatMap((capacity) => capacity.findings);
  const compared = stacks.flatMap(({ changes }) => changes ?? []);
  return {
    stacks: stacks.length,
    changes: isCompared ? countsOf(compared) : undefined,
    uncompared: isCompared ? namesOf(stacks.filter(({ changes }) => changes === undefined)) : [],
    // What is wrong in several stacks is one thing to mend.
    errors: new Set(stacks.flatMap(({ errors }) => errors)).size,
    warnings: new Set(stacks.flatMap(({ warnings }) => warnings)).size,
    mandatory,
    advisory: violations.length - mandatory,
    unjudged: namesOf(stacks.filter(({ judged }) => !judged)),
    capacityErrors: findings.filter(({ level }) => level === "error").length,
    capacityWarnings: findings.filter(({ level }) => level === "warning").length,
    players: capacities.length === 0 ? undefined : capacities.reduce((sum, { players }) => sum + players, 0),
    cost: costOf(stacks),
  };
}

const namesOf = (stacks: readonly StackReport[]): string[] => stacks.map(({ name }) => name);

function costOf(stacks: readonly StackReport[]): CostFigures | undefined {
  const costs = stacks.flatMap(({ cost }) => cost ?? []);
  if (costs.length === 0) return undefined;
  const differences = costs.flatMap(({ difference }) => difference ?? []);
  return {
    total: sum(costs.map(({ total }) => total)),
    difference: differences.length === costs.length ? sum(differences) : undefined,
    unpriced: [...new Set(costs.flatMap(({ unpriced }) => unpriced))].toSorted(),
  };
}

export const sum = (sizes: readonly Sizes[]): Sizes =>
  sizes.reduce(
    (all, each) => ({
      minimum: all.minimum + each.minimum,
      buffer: all.buffer + each.buffer,
      maximum: all.maximum + each.maximum,
    }),
    { minimum: 0, buffer: 0, maximum: 0 },
  );
