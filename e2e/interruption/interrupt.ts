import type { Engine } from "../engine/pulumi.ts";
import type { Update } from "../engine/update.ts";
import type { RecordedProcess } from "../testbed/processes.ts";
import { descendants } from "./descendants.ts";
import { Follower } from "./follow.ts";
import type { Attempt, Interruption, Moment, Timeline } from "./moments.ts";

export interface Interrupted {
  /** The moment came while it ran; otherwise it ended well before. */
  hit: boolean;
  update: Update;
  /** What the command line had started when it was interrupted. */
  started: RecordedProcess[];
}

/** Runs an operation to its end, and tells when each step began and ended. */
export async function timed(
  engine: Engine,
  operation: "up" | "destroy",
  stack: string,
): Promise<{ update: Update; timeline: Timeline }> {
  const { finished, follower, ended } = begin(engine, operation, stack);
  await follower.until(() => false, ended);
  const timeline = follower.timeline();
  return { update: await finished, timeline };
}

/** Runs an `up`, during which something happens as soon as a step begins. */
export async function meanwhile(
  engine: Engine,
  stack: string,
  urn: RegExp,
  happens: () => Promise<void>,
): Promise<Update> {
  const { finished, follower, ended } = begin(engine, "up", stack);
  const came = await follower.until(({ steps }) => steps.some((step) => urn.test(step.urn)), ended);
  if (came) await happens();
  const update = await finished;
  if (!came) throw new Error(`the up of ${stack} ended before ${String(urn)} began:\n${update.all}`);
  return update;
}

/** Runs an operation and interrupts it when the moment has come, and after it what is waited for. */
export async function interrupt(
  engine: Engine,
  operation: "up" | "destroy",
  stack: string,
  { moment, how }: Attempt,
  waitFor: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Interrupted> {
  const { child, finished, follower, ended } = begin(engine, operation, stack);
  const came = await follower.until(hasCome(moment), ended);
  if (came) await waitFor();
  const pid = child.pid;
  const started = came && pid !== undefined ? descendants(pid) : [];
  if (came && pid !== undefined) send(pid, how, started);
  const update = await finished;
  return { hit: came && wasInterrupted(update), update, started };
}

/** By what it says: a `destroy` after Ctrl-C ends with 0 and claims that all is deleted (CLI 3.259). */
const wasInterrupted = ({ exitCode, all }: Update): boolean => exitCode !== 0 || all.includes("^C received");

function begin(engine: Engine, operation: "up" | "destroy", stack: string) {
  const { child, log, finished } = engine.begin(operation, stack);
  let over = false;
  const noted = finished.finally(() => (over = true));
  return { child, finished: noted, follower: new Follower(log), ended: () => over };
}

function hasCome(moment: Moment): (follower: Follower) => boolean {
  if (moment.kind === "time") return ({ milliseconds }) => milliseconds >= moment.after;
  return ({ steps, milliseconds }) => {
    const step = steps.find(({ op, urn }) => op === moment.op && urn === moment.urn);
    return step !== undefined && milliseconds >= step.began + moment.after;
  };
}

function send(pid: number, how: Interruption, started: RecordedProcess[]): void {
  if (how === "ctrl-c") signalIfThere(pid, "SIGINT");
  else if (how === "killed") signalIfThere(pid, "SIGKILL");
  else {
    const all = [pid, ...started.map((each) => each.pid)];
    // First all are stopped: none is to notice that another has gone.
    for (const signal of ["SIGSTOP", "SIGKILL"]) for (const each of all) signalIfThere(each, signal);
  }
}

function signalIfThere(pid: number, signal: string): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ended between the two lines
  }
}
