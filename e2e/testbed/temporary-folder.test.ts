import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startTimeOf } from "./processes.ts";
import { ownerOf, removeOrphanedFolders, temporaryFolder } from "./temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder("test");
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with something in it. */
function make(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "kubeconfig"), "");
  return path;
}

test("a folder names its maker, and nobody else may read it", () => {
  expect(ownerOf(basename(folder))).toEqual({ pid: process.pid, startTime: startTimeOf(process.pid) ?? "0" });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each(["gameplane-e2e-", "gameplane-e2e-12-x-program-a", "gameplane-e2e-12-34", "x-gameplane-e2e-1-2-a"])(
  "%s is none of ours",
  (name) => expect(ownerOf(name)).toBeUndefined(),
);

(startTimeOf(process.pid) === undefined ? test.skip : test)(
  "what an ended process left goes; what a running one made, what is excepted and what others made stays",
  () => {
    // The second has our process' id and another's start.
    const orphans = [make("gameplane-e2e-4194305-1-aws-a"), make(`gameplane-e2e-${process.pid}-1-aws-b`)];
    const kept = [
      temporaryFolder("aws", folder),
      make("gameplane-e2e-4194305-1-plane-c"),
      make("gameplane-other"),
    ];
    const removed = removeOrphanedFolders({ except: kept.slice(1) }, folder);
    expect(removed.toSorted()).toEqual(orphans.toSorted());
    expect([...orphans, ...kept].map((path) => existsSync(path))).toEqual([false, false, true, true, true]);
  },
);
