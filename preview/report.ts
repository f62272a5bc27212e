import type { Violation } from "../policies/evaluate.ts";
import type { Json } from "./property-values.ts";
import type { RecordedResource } from "./recorded-resource.ts";

/** What `--format json` prints; a contract: fields are added, never renamed or removed. */
export interface PreviewReport {
  stacks: StackReport[];
  /** Whether the policy pack was run. */
  policies: boolean;
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
}

/** Resources that an `up` of a new stack would create, counted as the engine does: all but what is only read. */
export const created = (stack: StackReport) =>
  stack.resources.filter((resource) => resource.options.read !== true);

/** `aws:ec2/vpc:Vpc` as Pulumi's own display has it: `aws:ec2:Vpc`. */
export const shortType = (type: string) => type.replace(/\/[^:]*:/, ":");
