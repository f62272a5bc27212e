import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Process } from "../testbed/process-table.ts";
import { allProcesses } from "../testbed/process-table.ts";

/** What a command and everything that it started used. */
export interface Usage {
  /** Largest sum of resident memory at one moment, MiB. Memory that processes share counts once for each. */
  peakMiB: number;
  /** Processor time; unlike wall time it hardly depends on what else the machine does. */
  cpuSeconds: number;
}

/** Short enough to see the peak of something that takes seconds. */
const INTERVAL_MS = 200;

/** Linux counts processor time in these for programs, whatever the kernel's own tick (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Samples /proc until `done`; what happens in the last moment before a process ends is missed. */
export async function usageUntil(pid: number, done: Promise<unknown>): Promise<Usage> {
  let peakKiB = 0;
  const ticks = new Map<number, number>();
  const ended = done.then(
    () => true,
    () => true,
  );
  do {
    const running = tree(pid);
    peakKiB = Math.max(
      peakKiB,
      running.reduce((sum, process) => sum + residentKiB(process.pid), 0),
    );
    for (const process of running) ticks.set(process.pid, process.ticks);
  } while (!(await Promise.race([ended, pause(INTERVAL_MS, false)])));
  const total = [...ticks.values()].reduce((sum, own) => sum + own, 0);
  return { peakMiB: Math.round(peakKiB / 1024), cpuSeconds: total / TICKS_PER_SECOND };
}

/** A process and its descendants. */
function tree(root: number): Process[] {
  const all = allProcesses();
  const found = all.filter(({ pid }) => pid === root);
  for (const process of found) found.push(...all.filter(({ parent }) => parent === process.pid));
  return found;
}

/** Nothing where the process has just ended. */
function residentKiB(pid: number): number {
  try {
    const [, rss = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(rss);
  } catch {
    return 0;
  }
}
