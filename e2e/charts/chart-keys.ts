import { distance } from "fastest-levenshtein";
import { z } from "zod";

/** `map`: any key below is fine, such as in a nodeSelector. `any`: the chart reads it and has no default that says more. */
const kindShape = z.enum(["boolean", "number", "string", "list", "map", "any"]);

/** The values that one version of a chart takes, see README.md. */
export const chartKeysShape = z.strictObject({
  chart: z.string(),
  version: z.string(),
  /** Repository, folder, tag and commit that it was read from. */
  source: z.string(),
  /** Day on which it was read. */
  read: z.iso.date(),
  keys: z.record(z.string(), kindShape),
});

export type ChartKeys = z.infer<typeof chartKeysShape>;
export type Kind = z.infer<typeof kindShape>;

/** What is wrong with the values that a chart is given, one line each; empty where every key is one of the chart's. */
export function wrongKeys({ chart, version, keys }: ChartKeys, values: unknown): string[] {
  const kinds = new Map(Object.entries(keys));
  const groups = new Set([...kinds.keys()].flatMap(ancestors));
  const wrong: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (groups.has(path) && isGroup(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
      return;
    }
    const kind = groups.has(path) ? "map" : kinds.get(path);
    if (kind === undefined) {
      wrong.push(
        `${chart} ${version} has no value ${path}; the nearest is ${nearest(path, [...groups, ...kinds.keys()])}`,
      );
    } else if (!fits(value, kind)) {
      wrong.push(`${chart} ${version}: ${path} is ${kindOf(value)}, the chart takes ${kind}`);
    }
  };
  visit(values, "");
  return wrong;
}

/** `a.b.c` is below `a.b`, `a` and all. */
const ancestors = (path: string): string[] =>
  path.split(".").map((_, i, parts) => parts.slice(0, i).join("."));

/** Scalars pass for one another: a chart's default of 0 for a quantity does not say that `32Mi` is wrong. */
function fits(value: unknown, kind: Kind): boolean {
  if (kind === "any") return true;
  if (Array.isArray(value)) return kind === "list";
  return isGroup(value) ? kind === "map" : kind !== "map" && kind !== "list";
}

export function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return "list";
  return kindShape.catch(isGroup(value) ? "map" : "any").parse(typeof value);
}

export const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** By the last name first: a value is misplaced as often as misspelt. */
function nearest(path: string, paths: string[]): string {
  const last = (whole: string) => whole.split(".").at(-1) ?? "";
  const far = (other: string) => distance(last(path), last(other)) * 1000 + distance(path, other);
  return paths.toSorted((one, other) => far(one) - far(other))[0] ?? "none";
}
