// For tests: a small sound project in a folder of its own, with the changes that a test is about.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { loadSettings } from "./load.ts";
import { SettingsError } from "./problem.ts";
import type { Settings } from "./settings.ts";
import type { Project } from "./stack-files.ts";
import { readProject } from "./stack-files.ts";

export type Config = Record<string, unknown>;

/** A change of one file: settings to merge in (`undefined` removes one), the whole text, or undefined for no file. */
export type Changes = Record<string, Config | string | undefined>;

/** A game with nothing but what has to be set. */
const DUEL = {
  type: "match",
  image: `registry.example.com/duel@sha256:${"a".repeat(64)}`,
  cpu: { request: 2 },
  memory: { request: "4Gi" },
  players: 2,
};

const SOUND: Record<string, Config> = {
  "Pulumi.yaml": {},
  "Pulumi.dev.yaml": {
    region: "eu-west-1",
    account: "111122223333",
    network: { cidr: "10.8.0.0/16" },
    games: { duel: DUEL },
  },
  "Pulumi.local.yaml": { region: "local", cluster: "existing", games: { duel: DUEL } },
  "Pulumi.prod.yaml": {
    regions: {
      "us-east-1": { cidr: "10.16.0.0/16" },
      "us-west-2": { cidr: "10.17.0.0/16" },
      "eu-west-1": { cidr: "10.18.0.0/16" },
      "ap-northeast-1": { cidr: "10.19.0.0/16" },
      "ap-southeast-2": { cidr: "10.20.0.0/16" },
    },
    homeRegion: "us-east-1",
    account: "111122223333",
    production: true,
    dns: { zone: "play.example.com" },
    registry: { repositories: ["duel"] },
    games: { duel: { ...DUEL, image: "duel:1.0.0" } },
  },
  ...Object.fromEntries(
    ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2"].map((region) => [
      `Pulumi.prod-${region}.yaml`,
      { environment: "prod", region },
    ]),
  ),
};

export const PROD_REGIONS = Object.keys(SOUND).flatMap((file) => /(?<=\.)prod-[^.]+/.exec(file)?.[0] ?? []);

/** A folder with a sound project's files and some changes; the caller removes it. */
export function folderWith(changes: Changes): string {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-settings-"));
  for (const file of new Set([...Object.keys(SOUND), ...Object.keys(changes)])) {
    const change = file in changes ? changes[file] : {};
    if (change === undefined) continue;
    const text =
      typeof change === "string" ? change : stringify(contentOf(file, merged(SOUND[file] ?? {}, change)));
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Runs a test in such a folder, which is gone afterwards. */
export function withFolder<T>(changes: Changes, test: (folder: string) => T): T {
  const folder = folderWith(changes);
  try {
    return test(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const projectWith = (changes: Changes = {}): Project => withFolder(changes, readProject);

export const settingsWith = (changes: Changes, stack: string): Settings =>
  loadSettings(projectWith(changes), stack);

/** What a person gets to read about a stack with these changes, and the rules that say it. */
export function problemsWith(changes: Changes, stack: string): { rules: string[]; lines: string[] } {
  try {
    settingsWith(changes, stack);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { rules: [...new Set(error.problems.map(({ rule }) => rule))], lines: error.lines };
  }
  return { rules: [], lines: [] };
}

/** A file's text as an object; a key without namespace is gameplane's. */
const contentOf = (file: string, config: Config) => ({
  ...(file === "Pulumi.yaml" && { name: "gameplane", runtime: "nodejs" }),
  config: Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `gameplane:${key}`, value]),
  ),
});

export function merged(base: Config, change: Config): Config {
  const result = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const below = result[key];
    const both = isConfig(below) && isConfig(value) ? merged(below, value) : value;
    if (both === undefined) Reflect.deleteProperty(result, key);
    else result[key] = both;
  }
  return result;
}

const isConfig = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);
