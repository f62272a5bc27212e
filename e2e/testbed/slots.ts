import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Addresses } from "./addresses.ts";
import { addressesOf, SLOTS } from "./addresses.ts";
import { removeLeftovers } from "./leftovers.ts";
import { isRunning, recordedProcesses, startTimeOf } from "./processes.ts";
import { removeOrphanedFolders } from "./temporary-folder.ts";

/** Only root may write here, and it is empty after the machine has started. */
const FOLDER = "/run/gameplane-testbed";

const slotRecord = z.object({
  index: z.int(),
  region: z.string(),
  /** The plane's state folder, where its processes are recorded. */
  state: z.string(),
  /** The process that started the plane, see processes.ts on why its start time belongs to it. */
  owner: z.object({ name: z.string(), pid: z.int(), startTime: z.string() }),
  /** The plane is up and meant to live longer than its owner (`testbed:up`). */
  outlivesOwner: z.boolean(),
});
export type Slot = z.infer<typeof slotRecord>;

export interface SlotRequest {
  region: string;
  state: string;
  /** Only one of these. @default the first that is free */
  among?: number[];
}

/** Takes a slot whose ports are free; a plane whose owner crashed is removed on the way. */
export async function takeSlot(request: SlotRequest): Promise<Addresses> {
  return exclusively(async () => {
    removeFolders();
    const sharer = takenSlots().find((slot) => slot.state === request.state && !isOrphaned(slot));
    if (sharer !== undefined) {
      throw new Error(
        `${request.state} is the state of ${sharer.region} in slot ${sharer.index}; choose another folder`,
      );
    }
    const candidates = request.among ?? [...Array(SLOTS).keys()];
    const refusals: string[] = [];
    for (const index of candidates) {
      const addresses = addressesOf(index);
      const refusal = await whyTaken(addresses);
      if (refusal === undefined) {
        writeSlot({
          region: request.region,
          state: request.state,
          index,
          owner: { name: "owner", pid: process.pid, startTime: startTimeOf(process.pid) ?? "" },
          outlivesOwner: false,
        });
        return addresses;
      }
      refusals.push(`${index}: ${refusal}`);
    }
    throw new Error(
      `no slot is free for a control plane (${refusals.join("; ")}); end one by \`npm run testbed:down\`, or wait for another suite`,
    );
  });
}

/** The plane stays when this process ends. */
export function keepSlot(index: number): void {
  const slot = readSlot(index);
  if (slot !== undefined) writeSlot({ ...slot, outlivesOwner: true });
}

export function releaseSlot(index: number): void {
  rmSync(file(index), { force: true });
}

/** Slots that are taken, orphaned ones too. */
export function takenSlots(): Slot[] {
  return [...Array(SLOTS).keys()].flatMap((index) => readSlot(index) ?? []);
}

/** Nobody will stop this plane any more: its owner is gone, or all that it kept. */
export function isOrphaned(slot: Slot): boolean {
  return !isRunning(slot.owner) && !(slot.outlivesOwner && recordedProcesses(slot.state).some(isRunning));
}

/** Removes planes whose owner ended without stopping them. Returns what it did, for people. */
export async function removeOrphans(): Promise<string[]> {
  return exclusively(async () => {
    const done: string[] = [];
    for (const slot of takenSlots().filter(isOrphaned)) {
      await removeLeftovers(slot.state, { logs: "remove" });
      releaseSlot(slot.index);
      done.push(`${slot.region} is down, left behind in ${slot.state} by process ${slot.owner.pid}`);
    }
    return [...done, ...removeFolders().map((folder) => `${folder} is gone, left behind by a process`)];
  });
}

/** A plane's folder says what to end, so it goes with its plane and never before. */
const removeFolders = (): string[] =>
  removeOrphanedFolders({ except: takenSlots().map(({ state }) => state) });

async function whyTaken(addresses: Addresses): Promise<string | undefined> {
  const slot = readSlot(addresses.index);
  if (slot !== undefined) {
    if (!isOrphaned(slot)) return `${slot.region}, started by process ${slot.owner.pid}`;
    await removeLeftovers(slot.state, { logs: "remove" });
    releaseSlot(addresses.index);
  }
  if (existsSync(`/sys/class/net/${addresses.bridge}`))
    return `there is an interface ${addresses.bridge} of unknown origin`;
  for (const port of Object.values(addresses.ports)) {
    if (!(await isFree(port))) return `port ${port} is in use`;
  }
  return undefined;
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** One at a time on this machine: an abstract socket vanishes with its process, so no lock is ever stale. */
async function exclusively<T>(action: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const lock = createServer();
    const held = await new Promise<boolean>((resolve) => {
      lock.once("error", () => resolve(false));
      lock.listen("\0gameplane-testbed-slots", () => resolve(true));
    });
    if (held) {
      try {
        return await action();
      } finally {
        lock.close();
      }
    }
    if (Date.now() > deadline)
      throw new Error("another process has been choosing a slot for a minute; is it stopped?");
    await sleep(50);
  }
}

function file(index: number): string {
  return join(FOLDER, `slot-${index}.json`);
}

function readSlot(index: number): Slot | undefined {
  try {
    return slotRecord.parse(JSON.parse(readFileSync(file(index), "utf8")));
  } catch {
    return undefined;
  }
}

function writeSlot(slot: Slot): void {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(`${file(slot.index)}.new`, JSON.stringify(slot));
  renameSync(`${file(slot.index)}.new`, file(slot.index));
}
