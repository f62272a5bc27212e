import { z } from "zod";
import type { Layers } from "./layers.ts";
import { isMap } from "./layers.ts";
import type { Problem } from "./problem.ts";
import { innermost, schemaAt } from "./schema/walk.ts";

/** A null below names that users choose and that removes nothing: most likely a slip that leaves the thing in place. */
export function strayNullProblems(schema: z.ZodObject, layers: Layers): Problem[] {
  return layers.strayNulls.flatMap(({ file, key }): Problem[] => {
    const parent = key.slice(0, -1);
    const group = schemaAt(schema, parent);
    if (group === undefined || !(innermost(group) instanceof z.ZodRecord)) return [];
    const there = layers.at(parent);
    const names = isMap(there) ? Object.keys(there) : [];
    const known = names.length > 0 ? `; there are ${names.join(", ")}` : "";
    return [
      {
        rule: "null-removes",
        file,
        key,
        text: `null removes nothing${known}; name one of them, or remove the line`,
      },
    ];
  });
}
