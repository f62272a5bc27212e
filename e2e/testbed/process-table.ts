import { readdirSync, readFileSync } from "node:fs";

/** What Linux says of a process in /proc/<pid>/stat, see proc_pid_stat(5). */
export interface Process {
  pid: number;
  /** At most 15 characters of its program's name. */
  name: string;
  /** One letter; Z and X have ended. */
  state: string;
  parent: number;
  /** Processor time so far, its own and the kernel's for it. */
  ticks: number;
  /** Ticks from the machine's start to the process'. */
  startTime: string;
}

/** It has, and only waits for its parent to notice. */
export const hasEnded = ({ state }: Process): boolean => state === "Z" || state === "X";

/** Every process of this machine. */
export function allProcesses(): Process[] {
  return readdirSync("/proc").flatMap((entry) =>
    /^\d+$/.test(entry) ? (readProcess(Number(entry)) ?? []) : [],
  );
}

/** Undefined if it is gone; one that has ended stays until its parent has noticed. */
export function readProcess(pid: number): Process | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}

/** The name, second of the fields, may hold spaces and brackets. */
export function parseStat(stat: string): Process {
  const [begin, end] = [stat.indexOf("("), stat.lastIndexOf(")")];
  const fields = stat.slice(end + 2).split(" ");
  /** By its number in proc_pid_stat(5). */
  const field = (number: number): string => fields[number - 3] ?? "";
  return {
    pid: Number(stat.slice(0, begin)),
    name: stat.slice(begin + 1, end),
    state: field(3),
    parent: Number(field(4)),
    ticks: Number(field(14)) + Number(field(15)),
    startTime: field(22),
  };
}
