import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endProcesses, isRunning, recordedProcesses } from "./processes.ts";

/** The one process that has something to put away itself: what it runs, and its part of the network. */
const NODE_STAND_IN = "node-stand-in";

/** What a plane writes into its state folder, beside logs: nothing else there is ours to remove. */
const STATE = [
  "certificates",
  "etcd",
  "kubeconfig",
  "kubectl-cache",
  "network",
  "pods",
  "processes",
  "stages.yaml",
];

/** Ends every process and removes every part of the network that a plane's state folder records, and the state itself. */
export async function removeLeftovers(state: string, { logs }: { logs: "keep" | "remove" }): Promise<void> {
  await endAll(state);
  removeNetwork(state);
  removeMounts(state);
  for (const entry of logs === "keep" ? STATE : [...STATE, "log"]) {
    rmSync(join(state, entry), { recursive: true, force: true });
  }
  if (existsSync(state) && readdirSync(state).length === 0) rmdirSync(state);
}

async function endAll(state: string): Promise<void> {
  const standIn = recordedProcesses(state).filter(({ name }) => name === NODE_STAND_IN);
  await endProcesses(standIn, 5000);
  // What is left of a plane is thrown away, so nothing else needs time to end well.
  await endProcesses(recordedProcesses(state).filter(isRunning), 0);
}

/** Namespaces and interfaces are recorded before they are made, so a record without its thing is no error. */
function removeNetwork(state: string): void {
  for (const namespace of recorded(state, "namespaces")) {
    if (existsSync(`/run/netns/${namespace}`)) ip("netns", "del", namespace);
  }
  // A killed process' half-closed connections keep its namespace, and so this end of its interface, for a while.
  for (const link of recorded(state, "links")) {
    if (existsSync(`/sys/class/net/${link}`)) ip("link", "del", link);
  }
}

function recorded(state: string, kind: "namespaces" | "links"): string[] {
  const folder = join(state, "network", kind);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** A sandbox' mounts vanish with it; one that is left would make removing its folder remove what is mounted. */
function removeMounts(state: string): void {
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((path) => path.startsWith(`${state}/`));
  for (const mount of mounts) {
    const { status, stderr } = spawnSync("umount", [mount], { encoding: "utf8" });
    if (status !== 0) throw new Error(`umount ${mount}: ${stderr.trim()}`);
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0 && !/Cannot find device|No such file/.test(stderr)) {
    throw new Error(`ip ${args.join(" ")}: ${stderr.trim()}`);
  }
}
