import type { z } from "zod";
import type { Layers } from "./layers.ts";
import { isMap } from "./layers.ts";
import type { Problem } from "./problem.ts";
import { namedValueOf, schemaAt } from "./schema/walk.ts";

/** A null below names that users choose and that removes nothing: most likely a slip that leaves the thing in place. */
export function strayNullProblems(schema: z.ZodObject, layers: Layers): Problem[] {
  return layers.strayNulls.flatMap(({ file, key }): Problem[] => {
    const parent = key.slice(0, -1);
    const group = schemaAt(schema, parent);
    const value = group && namedValueOf(group);
    if (value === undefined) return [];
    const there = layers.at(parent);
    const text = strayNull(value, isMap(there) ? Object.keys(there) : []);
    return [{ rule: "null-removes", file, key, text }];
  });
}

/** @param names what the null could have named */
function strayNull(value: z.ZodType, names: string[]): string {
  // `us-east-1:` with nothing after it reads as null.
  if (value.safeParse({}).success) return "null names no settings; write {} for none, or remove the line";
  const known = names.length > 0 ? `; there are ${names.join(", ")}` : "";
  const remedies = [
    ...(names.length > 0 ? ["name one of them"] : []),
    "remove the line",
    ...(value.safeParse("").success ? ['write "" for an empty text'] : []),
  ];
  const last = remedies.pop() ?? "";
  return `null removes nothing${known}; ${[...remedies, remedies.length > 0 ? `or ${last}` : last].join(", ")}`;
}
