import { z } from "zod";

/** One step of the engine, as its event log has it. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  name: string;
  /** Inputs that changed. */
  diffs?: string[];
  /** Inputs whose change makes it a replacement. */
  replaces?: string[];
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
  seconds: number;
}

const METADATA = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  diffs: z.array(z.string()).nullish(),
  keys: z.array(z.string()).nullish(),
});

/** pulumi/pulumi sdk/go/common/apitype/events.go; one of the fields is there. */
const EVENT = z.object({
  resourcePreEvent: z.object({ metadata: METADATA }).optional(),
  resOutputsEvent: z.object({ metadata: METADATA }).optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

const NO_CHANGE = ["same", "refresh"];

/** Reads an event log, JSON lines. The engine writes an event at once, so a killed one leaves all but perhaps its last line. */
export function readEvents(log: string): Pick<Update, "changes" | "steps"> {
  const steps: Step[] = [];
  const finished: Record<string, number> = {};
  let summary: Record<string, number> | undefined;
  for (const line of log.slice(0, log.lastIndexOf("\n") + 1).split("\n")) {
    if (line === "") continue;
    const event = EVENT.parse(JSON.parse(line));
    if (event.resourcePreEvent !== undefined) steps.push(stepOf(event.resourcePreEvent.metadata));
    const done = event.resOutputsEvent?.metadata.op;
    if (done !== undefined) finished[done] = (finished[done] ?? 0) + 1;
    if (event.summaryEvent !== undefined) summary = event.summaryEvent.resourceChanges ?? {};
  }
  return { steps: steps.filter(({ op }) => !NO_CHANGE.includes(op)), changes: summary ?? finished };
}

function stepOf({ op, urn, type, diffs, keys }: z.infer<typeof METADATA>): Step {
  return {
    op,
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    ...(diffs && diffs.length > 0 && { diffs }),
    ...(keys && keys.length > 0 && { replaces: keys }),
  };
}
