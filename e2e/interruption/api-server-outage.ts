import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { untilReady } from "../testbed/api-server.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import type { RecordedProcess } from "../testbed/processes.ts";
import { endProcesses, recordedProcesses, startProcess } from "../testbed/processes.ts";

const NAME = "kube-apiserver";

/** The API server takes connections and does not answer, as behind a network that is gone. */
export async function freezeApiServer(plane: ControlPlane, milliseconds: number): Promise<void> {
  const { pid } = apiServer(plane);
  process.kill(pid, "SIGSTOP");
  try {
    await sleep(milliseconds);
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

/** The API server is killed, and comes back after a while. */
export async function restartApiServer(plane: ControlPlane, milliseconds: number): Promise<void> {
  const server = apiServer(plane);
  const [command = "", ...args] = readFileSync(`/proc/${server.pid}/cmdline`, "utf8")
    .split("\0")
    .slice(0, -1);
  await endProcesses([server], 0);
  await sleep(milliseconds);
  startProcess(plane.state, NAME, command, args, process.env.PATH ?? "");
  await untilReady(plane.kubeconfig);
}

function apiServer({ state }: ControlPlane): RecordedProcess {
  const found = recordedProcesses(state).find(({ name }) => name === NAME);
  if (found === undefined) throw new Error(`${state} records no ${NAME}`);
  return found;
}
