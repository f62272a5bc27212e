import { z } from "zod";

const STATE = z.object({ inputs: z.record(z.string(), z.unknown()).nullish() });

const METADATA = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: STATE.nullish(),
  new: STATE.nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

/** pulumi/pulumi sdk/go/common/apitype/events.go; at most one of the fields is there. */
const EVENT = z.object({
  resourcePreEvent: z.object({ metadata: METADATA }).optional(),
  resOutputsEvent: z.object({ metadata: METADATA }).optional(),
  resOpFailedEvent: z.object({ metadata: METADATA }).optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** What the engine says of a step on a resource. */
export type StepMetadata = z.infer<typeof METADATA>;

/** One event of the engine's, but only what somebody here asks for. */
export type EngineEvent = z.infer<typeof EVENT>;

/** One line of an event log. */
export const readEvent = (line: string): EngineEvent => EVENT.parse(JSON.parse(line));

/** Reads an event log, JSON lines. The engine writes an event at once, so a killed one leaves all but perhaps its last line. */
export const readEvents = (log: string): EngineEvent[] =>
  log
    .slice(0, log.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map(readEvent);
