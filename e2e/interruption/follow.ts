import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineEvent } from "../engine/event-log.ts";
import { readEvent } from "../engine/event-log.ts";
import type { Timeline, TimedStep } from "./moments.ts";

/** How often the log is looked at: quick steps take some 20 ms, and each look costs one read. */
const LOOK_EVERY_MS = 5;

/** What the event log of a running operation tells, as it is written. */
export class Follower {
  readonly steps: TimedStep[] = [];
  readonly #log: string;
  readonly #startedAt = performance.now();
  #rest = "";
  #position = 0;

  constructor(log: string) {
    this.#log = log;
  }

  get milliseconds(): number {
    return performance.now() - this.#startedAt;
  }

  /** Until `enough` or the end of the operation, whichever is first; true where it was enough. */
  async until(enough: (follower: Follower) => boolean, ended: () => boolean): Promise<boolean> {
    for (;;) {
      const over = ended();
      await this.#read();
      if (enough(this)) return true;
      if (over) return false;
      await sleep(LOOK_EVERY_MS);
    }
  }

  timeline(): Timeline {
    const { steps, milliseconds } = this;
    return { steps: steps.filter(({ ended }) => Number.isFinite(ended)), milliseconds };
  }

  async #read(): Promise<void> {
    const file = await open(this.#log).catch(() => undefined);
    if (file === undefined) return;
    try {
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(1 << 20),
        position: this.#position,
      });
      this.#position += bytesRead;
      const lines = (this.#rest + buffer.toString("latin1", 0, bytesRead)).split("\n");
      this.#rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") this.#note(readEvent(line));
    } finally {
      await file.close();
    }
  }

  #note({ resourcePreEvent, resOutputsEvent, resOpFailedEvent }: EngineEvent): void {
    const began = resourcePreEvent?.metadata;
    if (began !== undefined && !QUIET.has(began.op))
      this.steps.push({
        op: began.op,
        urn: began.urn,
        began: this.milliseconds,
        ended: Number.POSITIVE_INFINITY,
      });
    const over = (resOutputsEvent ?? resOpFailedEvent)?.metadata;
    const step = this.steps.find(({ op, urn }) => op === over?.op && urn === over.urn);
    if (step !== undefined) step.ended = Math.min(step.ended, this.milliseconds);
  }
}

/** Not steps to interrupt: nothing changes. Time meets them all the same. */
const QUIET = new Set(["same", "refresh"]);
