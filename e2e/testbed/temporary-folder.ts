import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { startTimeOf } from "./processes.ts";

const PREFIX = "gameplane-e2e-";

/** What its maker has to say so that others know whether it still runs, see processes.ts. */
interface Owner {
  pid: number;
  startTime: string;
}

/**
 * A new folder below the machine's temporary one, for us alone: states and administrators' credentials are in some.
 * Whoever makes it removes it; its name says who that is, so that the next run removes what a killed one left.
 */
export function temporaryFolder(purpose: string, root = tmpdir()): string {
  // Elsewhere than on Linux there is no start time, and nothing is removed.
  const startTime = startTimeOf(process.pid) ?? "0";
  return mkdtempSync(resolve(root, `${PREFIX}${process.pid}-${startTime}-${purpose}-`));
}

/** Who made the folder of this name; undefined if it is none of ours. */
export function ownerOf(name: string): Owner | undefined {
  const [, pid, startTime] = new RegExp(`^${PREFIX}(\\d+)-(\\d+)-.`).exec(name) ?? [];
  return pid === undefined || startTime === undefined ? undefined : { pid: Number(pid), startTime };
}

/** Removes folders whose makers have ended, except those that still record what has to be ended. Returns their paths. */
export function removeOrphanedFolders({ except }: { except: string[] }, root = tmpdir()): string[] {
  return readdirSync(root)
    .filter((name) => isOrphaned(ownerOf(name)))
    .map((name) => resolve(root, name))
    .filter((folder) => !except.includes(folder) && isOurs(folder))
    .filter(remove);
}

/** False where something that its maker started still writes into it: the next run tries again. */
function remove(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
    return true;
  } catch {
    return false;
  }
}

/** Where this process cannot see itself, it cannot tell who has ended. */
const isOrphaned = (owner: Owner | undefined): boolean =>
  owner !== undefined && startTimeOf(process.pid) !== undefined && startTimeOf(owner.pid) !== owner.startTime;

/** Others may write into the temporary folder, too. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}
