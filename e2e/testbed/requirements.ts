import { accessSync, constants } from "node:fs";
import path from "node:path";
import { compareVersions } from "./build-plan.ts";
import { findBuild } from "./cache.ts";
import { goVersion, readModules } from "./modules.ts";

/** What {@link describeMissing} judges. */
export interface Machine {
  platform: string;
  /** 0 is root. */
  uid: number | undefined;
  /** Whether the program `ip` is there. */
  ip: boolean;
  /** The installed Go, such as `go1.26.8`. */
  go: string | undefined;
  /** The version of Go that all modules want. */
  wantedGo: string;
  /** Whether nothing is left to build. */
  built: boolean;
}

/** What this machine lacks for the test bed, one line for people; undefined where nothing does. */
export function missingRequirements(): string | undefined {
  const modules = readModules();
  const go = goVersion();
  return describeMissing({
    platform: process.platform,
    uid: process.getuid?.(),
    ip: onPath("ip"),
    go,
    wantedGo:
      modules
        .map((module) => module.go)
        .toSorted(compareVersions)
        .at(-1) ?? "0",
    built: isOverridden() || modules.every((module) => findBuild(module, go) !== undefined),
  });
}

/** One line with everything that is missing and how to get it. */
export function describeMissing(machine: Machine): string | undefined {
  const missing = [linux(machine), root(machine), ip(machine), go(machine)].filter(
    (text) => text !== undefined,
  );
  return missing.length === 0 ? undefined : `the test bed needs ${missing.join("; ")}`;
}

const linux = ({ platform }: Machine): string | undefined =>
  platform === "linux" ? undefined : `Linux, because of its network namespaces (this is ${platform})`;

const root = ({ uid }: Machine): string | undefined =>
  uid === 0
    ? undefined
    : `root, for network namespaces and addresses (run it by sudo -E; uid ${String(uid)})`;

const ip = (machine: Machine): string | undefined =>
  machine.ip ? undefined : "the program ip (Debian and Ubuntu: apt-get install iproute2)";

function go({ go, wantedGo, built }: Machine): string | undefined {
  if (built || (go !== undefined && compareVersions(go, wantedGo) >= 0)) return undefined;
  const found = go === undefined ? "there is none" : `found ${go}`;
  return `Go ${wantedGo} or newer to build it (https://go.dev/dl; ${found})`;
}

function isOverridden(): boolean {
  return (process.env.GAMEPLANE_TESTBED_BIN ?? "") !== "";
}

function onPath(program: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
