import type { z } from "zod";
import type { Raw } from "./layers.ts";
import { isMap } from "./layers.ts";
import { childrenOf, namedValueOf } from "./schema/walk.ts";

/** Thrown where a rule reads a value that the schema has refused. */
class RefusedValue extends Error {}

/** Runs a check that has nothing sound to say once it reads a refused value. */
export function unlessRefused(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
  }
}

/**
 * Settings of which a part is wrong, for the rules to look at the rest of: what is sound is there, with defaults, and
 * reading what is not ends the rule (`unlessRefused`), so that no rule speaks of a value that nobody wrote.
 * @param wrong paths that the schema refuses
 */
export function soundParts<S extends z.ZodType>(
  schema: S,
  values: Raw,
  wrong: string[][],
): z.output<S> | undefined {
  const parts = parsedParts(schema, values);
  return isSoundBut(schema, parts, wrong) ? guarded(parts, new Set(wrong.map(id)), []) : undefined;
}

/** Parsed where possible, group by group; undefined where not. */
function parsedParts(schema: z.ZodType, value: Raw | undefined): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (value !== undefined && !isMap(value)) return undefined;
  const map = value ?? {};
  const named = namedValueOf(schema);
  if (named !== undefined)
    return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, parsedParts(named, item)]));
  const children = childrenOf(schema);
  return children && Object.fromEntries(children.map(([key, child]) => [key, parsedParts(child, map[key])]));
}

/** Whether all that the schema says against `parts` lies at or below a path that is known to be wrong. */
function isSoundBut<S extends z.ZodType>(
  schema: S,
  parts: unknown,
  wrong: string[][],
): parts is z.output<S> & object {
  const issues = schema.safeParse(parts).error?.issues ?? [];
  return (
    typeof parts === "object" &&
    parts !== null &&
    issues.every((issue) => wrong.some((path) => path.every((key, index) => issue.path[index] === key)))
  );
}

function guarded<T extends object>(value: T, wrong: Set<string>, path: string[]): T {
  return new Proxy(value, {
    get(target, key): unknown {
      const inner: unknown = Reflect.get(target, key);
      if (typeof key === "symbol") return inner;
      const here = [...path, key];
      if (wrong.has(id(here))) throw new RefusedValue();
      return typeof inner === "object" && inner !== null ? guarded(inner, wrong, here) : inner;
    },
  });
}

const id = (path: string[]) => path.join("\0");
