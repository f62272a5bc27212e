import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { Addresses } from "../testbed/addresses.ts";
import { addressesOf } from "../testbed/addresses.ts";
import type { RecordedProcess } from "../testbed/processes.ts";
import { isRunning, recordedProcesses } from "../testbed/processes.ts";

/** What a machine has of a plane, found without the plane's own records but for its processes. */
export interface Traces {
  processes: string[];
  interfaces: string[];
  namespaces: string[];
  addresses: string[];
  state: string[];
  slot: string[];
}

export const NO_TRACES: Traces = {
  processes: [],
  interfaces: [],
  namespaces: [],
  addresses: [],
  state: [],
  slot: [],
};

/** Processes are asked for by what was recorded when they ran, as the records go with the plane. */
export async function tracesOf(
  index: number,
  state: string,
  recorded: RecordedProcess[] = recordedProcesses(state),
): Promise<Traces> {
  const plane = addressesOf(index);
  const slot = `/run/gameplane-testbed/slot-${index}.json`;
  return {
    processes: recorded.filter(isRunning).map(({ name }) => name),
    interfaces: startingWith(plane.bridge, "/sys/class/net"),
    namespaces: startingWith(plane.bridge, "/run/netns"),
    addresses: await addressesIn(plane),
    state: existsSync(state) ? readdirSync(state) : [],
    slot: existsSync(slot) ? [slot] : [],
  };
}

/** Where processes listen, as `address:port`, by process id. */
export async function listeners(): Promise<Map<number, string[]>> {
  const { stdout } = await execa("ss", ["-H", "-l", "-n", "-p", "-t", "-u"]);
  const all = new Map<number, string[]>();
  for (const line of stdout.split("\n")) {
    const local = line.split(/\s+/)[4] ?? "";
    for (const [, pid] of line.matchAll(/pid=(\d+)/g)) {
      all.set(Number(pid), [...(all.get(Number(pid)) ?? []), local]);
    }
  }
  return all;
}

function startingWith(prefix: string, folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith(prefix) && existsSync(join(folder, name)));
}

const interfaces = z.array(z.object({ addr_info: z.array(z.object({ local: z.string() })) }));

async function addressesIn({ gateway, serviceRange }: Addresses): Promise<string[]> {
  const { stdout } = await execa("ip", ["-json", "-4", "address"]);
  const ranges = [gateway.replace(/1$/, ""), serviceRange.replace(/0\.0\/16$/, "")];
  return interfaces
    .parse(JSON.parse(stdout))
    .flatMap((one) => one.addr_info.map(({ local }) => local))
    .filter((address) => ranges.some((range) => address.startsWith(range)));
}
