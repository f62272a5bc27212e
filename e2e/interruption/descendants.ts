import { allProcesses, hasEnded } from "../testbed/process-table.ts";
import type { RecordedProcess } from "../testbed/processes.ts";

/** Every process that a process started, and what these started, itself not among them. */
export function descendants(pid: number): RecordedProcess[] {
  const all = allProcesses().filter((each) => !hasEnded(each));
  const below = (above: number): RecordedProcess[] =>
    all
      .filter(({ parent }) => parent === above)
      .flatMap(({ pid: own, name, startTime }) => [{ name, pid: own, startTime }, ...below(own)]);
  return below(pid);
}
