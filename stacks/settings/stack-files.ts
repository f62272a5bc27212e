import { readdirSync } from "node:fs";
import type { FileRule } from "./problem.ts";
import type { ConfigFile } from "./config-file.ts";
import { readConfigFile } from "./config-file.ts";
import type { Raw } from "./layers.ts";
import { isMap } from "./layers.ts";

/** A stack as its file shows it, before any layering. */
export type StackFile = ConfigFile & { stack: string } & (
    | { kind: "region"; environment: string | undefined; region: string }
    | { kind: "environment"; regions: string[]; homeRegion: string }
    | { kind: "unclear" }
  );

export type RegionFile = Extract<StackFile, { kind: "region" }>;
export type EnvironmentFile = Extract<StackFile, { kind: "environment" }>;

/** Every Pulumi file of a folder, read once. */
export interface Project {
  folder: string;
  project: ConfigFile;
  stacks: Map<string, StackFile>;
}

const STACK_FILE = /^Pulumi\.(?<stack>[\w.-]+)\.yaml$/;

/** @throws where the folder has no Pulumi.yaml */
export function readProject(folder: string): Project {
  const files = readdirSync(folder);
  if (!files.includes("Pulumi.yaml"))
    throw new Error(`${folder} has no Pulumi.yaml; run this in the project's folder`);
  const stacks = new Map<string, StackFile>();
  const names = files.flatMap((file) => STACK_FILE.exec(file)?.groups?.stack ?? []);
  for (const stack of names.toSorted())
    stacks.set(stack, withKind(stack, readConfigFile(folder, `Pulumi.${stack}.yaml`)));
  return { folder, project: readConfigFile(folder, "Pulumi.yaml"), stacks };
}

/** `gameplane:region` makes a region stack, `gameplane:regions` an environment stack. */
function withKind(stack: string, file: ConfigFile): StackFile {
  const { region, regions, homeRegion, environment } = file.settings;
  const unclear = (rule: FileRule, text: string): StackFile => ({
    ...file,
    problems: [...file.problems, { rule, file: file.file, key: [], text }],
    stack,
    kind: "unclear",
  });
  if (region !== undefined && regions !== undefined) {
    return unclear(
      "one-kind",
      "sets both gameplane:region (a region stack) and gameplane:regions (an environment stack); remove one of them",
    );
  }
  if (regions !== undefined) {
    return {
      ...file,
      stack,
      kind: "environment",
      // A null removes the region, here as everywhere.
      regions: isMap(regions) ? Object.keys(regions).filter((region) => regions[region] !== null) : [],
      homeRegion: text(homeRegion),
    };
  }
  if (region !== undefined) {
    return {
      ...file,
      stack,
      kind: "region",
      region: text(region),
      environment: typeof environment === "string" ? environment : undefined,
    };
  }
  if (file.problems.length > 0) return { ...file, stack, kind: "unclear" };
  return unclear(
    "some-kind",
    "sets neither gameplane:region (a region stack) nor gameplane:regions (an environment stack); set one of them",
  );
}

/** A setting that the schema has yet to check; what is no text is none here. */
const text = (value: Raw | undefined) => (typeof value === "string" ? value : "");
