import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { RecordedProcess } from "../testbed/processes.ts";
import { isRunning, startTimeIn } from "../testbed/processes.ts";

/** Every process that a process started, and what these started, itself not among them. */
export function descendants(pid: number): RecordedProcess[] {
  const all = readdirSync("/proc").flatMap((entry) =>
    /^\d+$/.test(entry) ? (read(Number(entry)) ?? []) : [],
  );
  const below = (parent: number): RecordedProcess[] =>
    all.filter((each) => each.parent === parent).flatMap(({ process }) => [process, ...below(process.pid)]);
  return below(pid);
}

function read(pid: number): { parent: number; process: RecordedProcess } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const startTime = startTimeIn(stat);
    if (startTime === undefined) return undefined;
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { parent, process: { name, pid, startTime } };
  } catch {
    return undefined; // ended meanwhile
  }
}

/** Waits for processes to end by themselves; those that have not. */
export async function leftAfter(processes: RecordedProcess[], withinMs: number): Promise<RecordedProcess[]> {
  const deadline = performance.now() + withinMs;
  while (processes.some(isRunning) && performance.now() < deadline) await sleep(50);
  return processes.filter(isRunning);
}
