import { changedPaths } from "./changed-paths.ts";
import type { EngineEvent, StepMetadata } from "./event-log.ts";

/** One step of the engine, as its event log has it. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  name: string;
  /** Inputs that change, as paths: `spec.replicas`. None where a resource comes or goes. */
  fields: string[];
}

/** How a preview, an update or a destroy went. */
export interface Update {
  ok: boolean;
  exitCode: number;
  /** stdout and stderr as people see them. */
  all: string;
  /** Resources by operation, `same` among them; as in the summary, or counted where the engine was killed before it. */
  changes: Record<string, number>;
  /** Every step that began, in order, but `same` and a `refresh` (of every resource, because of `refresh: always`). */
  steps: Step[];
  /** Path of the event log, of which `changes` and `steps` are; undefined where the engine wrote none, and both are empty. */
  log: string | undefined;
  seconds: number;
}

const NO_CHANGE = ["same", "refresh"];

/** What the events of an operation add up to. */
export function summarise(events: EngineEvent[]): Pick<Update, "changes" | "steps"> {
  const steps: Step[] = [];
  const finished: Record<string, number> = {};
  let summary: Record<string, number> | undefined;
  for (const event of events) {
    const began = event.resourcePreEvent?.metadata;
    if (began !== undefined && !NO_CHANGE.includes(began.op)) steps.push(stepOf(began));
    const done = event.resOutputsEvent?.metadata.op;
    if (done !== undefined) finished[done] = (finished[done] ?? 0) + 1;
    if (event.summaryEvent !== undefined) summary = event.summaryEvent.resourceChanges ?? {};
  }
  return { steps, changes: summary ?? finished };
}

function stepOf(metadata: StepMetadata): Step {
  const { op, urn, type } = metadata;
  return { op, urn, type, name: urn.split("::").slice(3).join("::"), fields: fieldsOf(metadata) };
}

/**
 * By the inputs, because providers differ in how far into a field they look. What is secret reads `[secret]` before and
 * after; only the provider knows that it changes.
 */
function fieldsOf({ old: before, new: after, diffs, detailedDiff }: StepMetadata): string[] {
  if (!before || !after) return [];
  const fields = changedPaths(before.inputs ?? {}, after.inputs ?? {});
  if (fields.length > 0) return fields;
  const told = [...(diffs ?? []), ...Object.keys(detailedDiff ?? {})];
  return [...new Set(told.map((path) => /^[^.[]+/.exec(path)?.[0] ?? path))];
}
