import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Layers } from "./layers.ts";
import { isMap } from "./layers.ts";
import { namedValueOf, requiredIn, schemaAt } from "./schema/walk.ts";

/** Letters that two names may differ by for one to be a slip of the other. */
const SLIP = 2;

/** An entry of a named group, such as a game, that most likely means another one. */
export interface MistypedName {
  /** Its path. */
  entry: string[];
  /** Those of the missing settings that it says all in one line. */
  lacking: string[][];
  text: string;
}

/**
 * A layer that changes `games.multiplyer` makes a new game, which lacks all that a game needs.
 * @param missing paths of the settings that are missing
 */
export function mistypedNames(schema: z.ZodType, layers: Layers, missing: string[][]): MistypedName[] {
  const entries = missing.flatMap((path) => entryOf(schema, path) ?? []);
  const incomplete = new Map(entries.map(({ entry, value }) => [id(entry), { entry, value }]));
  return [...incomplete.values()].flatMap(({ entry, value }): MistypedName[] => {
    const required = new Set(requiredIn(value, entry).map(id));
    const lacking = missing.filter((path) => required.has(id(path)));
    const group = entry.slice(0, -1);
    const names = layers.at(group);
    const others = Object.keys(isMap(names) ? names : {}).filter(
      (name) => !incomplete.has(id([...group, name])),
    );
    const name = entry.at(-1) ?? "";
    const nearest = others.length === 0 ? undefined : closest(name, others);
    if (lacking.length < 2 || nearest === undefined || distance(name, nearest) > SLIP) return [];
    const keys = lacking.map((path) => path.slice(entry.length).join("."));
    const all = `${keys.slice(0, -1).join(", ")} and ${keys.at(-1) ?? ""}`;
    return [{ entry, lacking, text: `lacks ${all}; did you mean ${nearest}? Otherwise set them` }];
  });
}

/** The entry of a named group in which a setting is, the innermost one, and the schema of such an entry. */
function entryOf(schema: z.ZodType, path: string[]): { entry: string[]; value: z.ZodType } | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const group = schemaAt(schema, path.slice(0, length - 1));
    const value = group && namedValueOf(group);
    if (value !== undefined) return { entry: path.slice(0, length), value };
  }
  return undefined;
}

const id = (path: string[]) => path.join("\0");
