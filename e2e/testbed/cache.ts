import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildName, isBuildOf, majorMinor } from "./build-plan.ts";
import type { Module } from "./modules.ts";

/** After this a build that no run has used is removed. */
const UNUSED_DAYS = 7;
const DAY_MS = 86_400_000;

const MACHINE = { platform: process.platform, architecture: process.arch };

/** Where builds are kept. Each module has folders of its own, so a change of one rebuilds no other. */
export function cacheFolder(): string {
  const home = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
  return path.join(home, "gameplane", "testbed");
}

/** The folder of a module's build in the cache, there or not. Without Go: one that any Go has built. */
export function buildFolder(module: Module, go: string | undefined): string | undefined {
  const version = go === undefined ? undefined : majorMinor(go);
  const names =
    version === undefined
      ? entries(cacheFolder()).filter((name) => isBuildOf(name, module.name, module.key, MACHINE))
      : [buildName(module.name, module.key, { go: version, ...MACHINE })];
  const name = names.at(-1);
  return name === undefined ? undefined : path.join(cacheFolder(), name);
}

/** The build of a module if the cache has it. */
export function findBuild(module: Module, go: string | undefined): string | undefined {
  const folder = buildFolder(module, go);
  return folder !== undefined && fs.existsSync(folder) ? folder : undefined;
}

/** The one folder that has `bin/` and `data/` of these builds. */
export function bedFolder(builds: string[]): string {
  const key = createHash("sha256").update(builds.map((build) => path.basename(build)).join("\n"));
  return path.join(cacheFolder(), `bed-${key.digest("hex").slice(0, 16)}`);
}

/** Links the binaries and data of all builds into one folder. */
export function linkBed(builds: string[]): string {
  const bed = bedFolder(builds);
  if (!fs.existsSync(bed)) {
    publish(bed, (folder) => {
      for (const kind of ["bin", "data"]) {
        fs.mkdirSync(path.join(folder, kind));
        for (const build of builds) linkAll(build, kind, path.join(folder, kind));
      }
    });
  }
  return bed;
}

function linkAll(build: string, kind: string, into: string): void {
  for (const name of entries(path.join(build, kind))) {
    // Relative, so that the cache can be moved as a whole: a CI restores it where it likes.
    const target = path.join("..", "..", path.basename(build), kind, name);
    try {
      fs.symlinkSync(target, path.join(into, name));
    } catch (cause) {
      throw new Error(`two modules make ${kind}/${name}; rename one in its build.json`, { cause });
    }
  }
}

/** A new folder for what is being made; {@link publish} or {@link move} give it its name. */
export function buildingFolder(name: string): string {
  const folder = path.join(cacheFolder(), `${path.basename(name)}.building-${randomUUID()}`);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Makes a folder whole or not at all. */
function publish(folder: string, fill: (temporary: string) => void): void {
  const temporary = buildingFolder(folder);
  try {
    fill(temporary);
    move(temporary, folder);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** Gives a finished folder its name. If another build was faster, its result stays: it is the same. */
export function move(temporary: string, folder: string): void {
  try {
    fs.renameSync(temporary, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
}

/** Notes that these are in use, and removes what was not for a week, left-overs of killed builds among it. */
export function removeUnused(used: string[], now = new Date()): string[] {
  for (const folder of used) fs.utimesSync(folder, now, now);
  const removed = entries(cacheFolder())
    .map((name) => path.join(cacheFolder(), name))
    .filter((folder) => now.getTime() - fs.statSync(folder).mtimeMs > UNUSED_DAYS * DAY_MS);
  for (const folder of removed) fs.rmSync(folder, { recursive: true, force: true });
  return removed;
}

function entries(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).toSorted() : [];
}
