// Which of a file's settings reach which kind of stack.
import type { Elsewhere } from "./check.ts";
import type { Raw, RawMap } from "./layers.ts";
import { isMap } from "./layers.ts";
import { eksRegion, environmentStack, existingRegion } from "./schema/schema.ts";
import type { EnvironmentFile, Project } from "./stack-files.ts";

/** Settings that belong to the environment stack itself and are not inherited by its regions. */
const ENVIRONMENT_ONLY = ["regions", "homeRegion", "registry", "dns", "certificates", "secrets"];

/** The kinds of stack, the one that has most settings first. */
const KINDS = [
  { words: "a region on EKS", schema: eksRegion },
  { words: "an environment stack", schema: environmentStack },
  { words: "a region on an existing cluster", schema: existingRegion },
];

/** The top-level settings that other kinds of stack have and this one lacks. */
export function elsewhere(schema: { shape: object }): Elsewhere {
  const found: Elsewhere = {};
  for (const kind of KINDS)
    for (const key of Object.keys(kind.schema.shape))
      if (!Object.hasOwn(schema.shape, key)) found[key] ??= kind.words;
  return found;
}

/** What Pulumi.yaml says to a kind of stack; it also speaks to the others. */
export const projectSettings = ({ project }: Project, schema: { shape: object }) =>
  without(project.settings, Object.keys(elsewhere(schema)));

/** The address range that an environment lists for a region. */
export function listedCidr(environment: EnvironmentFile, region: string): Raw | undefined {
  const { regions } = environment.settings;
  const listed = isMap(regions) ? regions[region] : undefined;
  return isMap(listed) ? listed.cidr : undefined;
}

/** What regions take from their environment's file. What no region knows has its line from the environment. */
export const inherited = (settings: RawMap): RawMap =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([key]) => Object.hasOwn(eksRegion.shape, key) && !ENVIRONMENT_ONLY.includes(key),
    ),
  );

export const without = (settings: RawMap, keys: string[]): RawMap =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));
