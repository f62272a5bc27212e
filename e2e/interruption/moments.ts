import type { Random } from "./random.ts";

/** How an update is interrupted. */
export type Interruption =
  /** SIGINT to the command line, once: Ctrl-C. */
  | "ctrl-c"
  /** SIGKILL to the command line; what it started finds out by itself. */
  | "killed"
  /** SIGKILL to the command line and all that it started, as when a machine goes. */
  | "machine lost";

/** One step of an uninterrupted run, in milliseconds after its start. */
export interface TimedStep {
  op: string;
  urn: string;
  began: number;
  ended: number;
}

export interface Timeline {
  steps: TimedStep[];
  /** The whole run, the program's start among it. */
  milliseconds: number;
}

/** A moment to interrupt at. */
export type Moment =
  /** So long after the beginning of that step. */
  | { kind: "step"; op: string; urn: string; after: number }
  /** So long after the start. */
  | { kind: "time"; after: number };

export interface Attempt {
  moment: Moment;
  how: Interruption;
}

const HOW: Interruption[] = ["ctrl-c", "killed", "ctrl-c", "machine lost"];

/**
 * Half of the moments are spread over the steps, so that quick ones get their share; the other half over the time, so
 * that slow ones get theirs, and what lies before and between steps.
 */
export function drawMoments(timeline: Timeline, count: number, random: Random): Attempt[] {
  return Array.from({ length: count }, (_, index) => ({
    // In fours, so that either way of drawing meets every way of interrupting.
    moment:
      Math.floor(index / HOW.length) % 2 === 0 ? stepMoment(timeline, random) : timeMoment(timeline, random),
    how: HOW[index % HOW.length] ?? "ctrl-c",
  }));
}

function stepMoment({ steps }: Timeline, random: Random): Moment {
  const step = steps[Math.floor(random() * steps.length)];
  if (step === undefined) throw new Error("the run to interrupt has no steps");
  const { op, urn, began, ended } = step;
  return { kind: "step", op, urn, after: random() * (ended - began) };
}

const timeMoment = ({ milliseconds }: Timeline, random: Random): Moment => ({
  kind: "time",
  after: random() * milliseconds,
});

export const describeMoment = (moment: Moment): string =>
  moment.kind === "time"
    ? `${(moment.after / 1000).toFixed(2)} s after the start`
    : `${moment.after.toFixed(0)} ms into ${moment.op} of ${shortUrn(moment.urn)}`;

export const shortUrn = (urn: string): string => {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)?.split(":").at(-1) ?? ""} ${name}`;
};
