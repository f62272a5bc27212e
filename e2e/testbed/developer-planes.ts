import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { untilReady } from "./api-server.ts";
import { startControlPlane } from "./control-plane.ts";
import { removeLeftovers } from "./leftovers.ts";
import { plainNodes } from "./nodes.ts";
import { isOrphaned, releaseSlot, removeOrphans, takenSlots } from "./slots.ts";

/** Planes of developers keep their state in the work tree, so that `down` knows them. */
const FOLDER = join(import.meta.dirname, "..", "..", ".testbed");

const stateOf = (region: string): string => join(FOLDER, region);
const shown = (path: string): string => relative(process.cwd(), path) || ".";

export interface UpOptions {
  region: string;
  nodes: number;
  binaries: string;
  agones?: { bin: string };
}

/** Starts a developer's plane unless it is up; `summary` says which, for people. */
export async function bringUp(options: UpOptions): Promise<{ kubeconfig: string; summary: string }> {
  const { region, binaries, agones } = options;
  const state = stateOf(region);
  const kubeconfig = join(state, "kubeconfig");
  if (takenSlots().some((slot) => slot.state === state && !isOrphaned(slot))) {
    await answering(region, kubeconfig);
    return { kubeconfig, summary: `${region} is already up, with the options of its start` };
  }
  const started = performance.now();
  const plane = await startControlPlane({
    region,
    binaries,
    state,
    nodes: plainNodes(region, options.nodes),
    outlivesUs: true,
    ...(agones === undefined ? {} : { agones }),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const nodes = `${options.nodes} ${options.nodes === 1 ? "node" : "nodes"}`;
  return {
    kubeconfig: plane.kubeconfig,
    summary: `${region} is up with ${nodes} (${seconds} s); logs are in ${shown(join(state, "log"))}`,
  };
}

/** Takes down one region's plane, or all and what crashed suites left behind. Returns what it did, for people. */
export async function takeDown(region?: string): Promise<string[]> {
  const done: string[] = [];
  for (const name of region === undefined ? developersRegions() : [region]) {
    const state = stateOf(name);
    if (!existsSync(state)) continue;
    await removeLeftovers(state, { logs: "remove" });
    for (const slot of takenSlots()) if (slot.state === state) releaseSlot(slot.index);
    done.push(`${name} is down`);
  }
  return region === undefined ? [...done, ...(await removeOrphans())] : done;
}

function developersRegions(): string[] {
  return existsSync(FOLDER) ? readdirSync(FOLDER) : [];
}

async function answering(region: string, kubeconfig: string): Promise<void> {
  try {
    await untilReady(kubeconfig, 5000);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${region} is up but does not answer; take it down by \`npm run testbed:down\` (${reason})`,
      {
        cause: error,
      },
    );
  }
}
