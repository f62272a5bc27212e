import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { hasEnded, readProcess } from "./process-table.ts";

/**
 * A process of the test bed. Its id alone does not name it, because Linux gives ids again; with the time of its start
 * (ticks since boot, field 22 of /proc/<pid>/stat) it does.
 */
const recordedProcess = z.object({ name: z.string(), pid: z.int(), startTime: z.string() });
export type RecordedProcess = z.infer<typeof recordedProcess>;

const recordFolder = (state: string): string => join(state, "processes");
export const logFile = (state: string, name: string): string => join(state, "log", `${name}.log`);

/** Starts a process in a session of its own, so that it outlives us, and records it at once, so that it can be ended. */
export function startProcess(
  state: string,
  name: string,
  command: string,
  args: string[],
  path: string,
): StartedProcess {
  mkdirSync(recordFolder(state), { recursive: true });
  mkdirSync(join(state, "log"), { recursive: true });
  const log = openSync(logFile(state, name), "a");
  const child = spawn("nice", ["-n", "5", command, ...args], {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, PATH: path },
  });
  closeSync(log);
  const { pid } = child;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) =>
      resolve(signal === null ? `ended with code ${code ?? 0}` : `ended by ${signal}`),
    );
  });
  child.unref();
  if (pid !== undefined) {
    const record: RecordedProcess = { name, pid, startTime: startTimeOf(pid) ?? "gone" };
    writeFileSync(join(recordFolder(state), `${name}.json`), JSON.stringify(record));
  }
  return { name, ended };
}

export interface StartedProcess {
  name: string;
  /** How it ended, in words; pending as long as it runs. */
  ended: Promise<string>;
}

/** Every process that was recorded in a state folder, whether it still runs or not. */
export function recordedProcesses(state: string): RecordedProcess[] {
  return readFolder(recordFolder(state)).flatMap((file) => {
    try {
      return [recordedProcess.parse(JSON.parse(readFileSync(join(recordFolder(state), file), "utf8")))];
    } catch {
      return []; // removed meanwhile, or its writer was killed halfway: it had not started the process yet
    }
  });
}

export function isRunning(process: RecordedProcess): boolean {
  return startTimeOf(process.pid) === process.startTime;
}

/** Time of a process' start; undefined if it is gone or only waits for its parent to notice. */
export function startTimeOf(pid: number): string | undefined {
  const found = readProcess(pid);
  return found === undefined || hasEnded(found) ? undefined : found.startTime;
}

/** Asks processes to end, and ends those that have not after the time. */
export async function endProcesses(processes: RecordedProcess[], patienceMs: number): Promise<void> {
  if (patienceMs > 0) signal(processes, "SIGTERM");
  await leftAfter(processes, patienceMs);
  signal(processes, "SIGKILL");
  const left = await leftAfter(processes, 5000);
  if (left.length > 0) {
    throw new Error(
      `still running after SIGKILL: ${left.map(({ name, pid }) => `${name} (${pid})`).join(", ")}`,
    );
  }
}

function signal(processes: RecordedProcess[], name: NodeJS.Signals): void {
  for (const { pid } of processes.filter(isRunning)) {
    try {
      process.kill(pid, name);
    } catch {
      // ended between the two lines
    }
  }
}

/** Waits for processes to end by themselves; those that have not. */
export async function leftAfter(processes: RecordedProcess[], withinMs: number): Promise<RecordedProcess[]> {
  const deadline = performance.now() + withinMs;
  while (processes.some(isRunning) && performance.now() < deadline) await sleep(20);
  return processes.filter(isRunning);
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(".json"));
  } catch {
    return [];
  }
}
