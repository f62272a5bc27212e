import type { Violation } from "../policies/evaluate.ts";
import type { Capacity } from "./capacity/capacity-report.ts";
import type { Cost } from "./cost/cost-report.ts";
import type { Maturity } from "./maturity/maturity-report.ts";
import type { Json } from "./property-values.ts";
import type { RecordedResource } from "./recorded-resource.ts";
import type { ResourceChange } from "./since/resource-changes.ts";
import type { Since } from "./since/since.ts";

/** What `--format json` prints; a contract: fields are added, never renamed or removed. */
export interface PreviewReport {
  stacks: StackReport[];
  /** Whether the policy pack was run. */
  policies: boolean;
  /** How far each environment has come, and each region that stands alone. */
  maturity: Maturity[];
  /** What the stacks are compared with; only with `--since`. */
  since?: Since;
  /** From the start of the process to the report. */
  durationMs: number;
}

export interface StackReport {
  name: string;
  kind: "region" | "environment";
  /** The environment that a region belongs to, or an environment's own name; null for a region that stands alone. */
  environment: string | null;
  /** The region; null for an environment. */
  region: string | null;
  /** In order of registration, the stack itself first. */
  resources: RecordedResource[];
  outputs: Record<string, Json>;
  warnings: string[];
  errors: string[];
  /** Whether every policy was run on it. */
  judged: boolean;
  /** What the policy pack finds, as the engine's analyzer would. */
  violations: Violation[];
  /** What the region holds; null for an environment, where nodes are not ours to know, and where there are errors. */
  capacity: Capacity | null;
  /** USD a month, an estimate; null where there are errors. */
  cost: Cost | null;
  /** With `--since` only: what an `up` does to a stack that is as the base; left out where that is not known. */
  changes?: ResourceChange[];
  /** With `--since` only: what the stack held at the base, its drained node groups, and the pools of all by URN. */
  former?: { capacity: Capacity | null; drained: string[]; pools: Record<string, string> };
  /** With `--since` only: settings whose ciphertext is another. What is encrypted is not seen. */
  changedSecrets?: string[];
}

/** Resources that an `up` of a new stack would create, counted as the engine does: all but what is only read. */
export const created = (stack: StackReport) =>
  stack.resources.filter((resource) => resource.options.read !== true);

/** `aws:ec2/vpc:Vpc` as Pulumi's own display has it: `aws:ec2:Vpc`. */
export const shortType = (type: string) => type.replace(/\/[^:]*:/, ":");
