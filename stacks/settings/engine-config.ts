import { NAMESPACE } from "./config-file.ts";
import type { Raw } from "./layers.ts";
import { isMap, Layers } from "./layers.ts";
import type { Problem } from "./problem.ts";
import { isSecretRef } from "./schema/setting.ts";
import type { Project } from "./stack-files.ts";

export const ENGINE_RULE = "engine-config-is-the-file's";

/**
 * Settings are read from the project's files, because a region needs its environment's too. Where the engine was
 * started with other values (`--config-file`), that would deploy something nobody reads in a file: refuse.
 * @param config the engine's, keys with namespace, objects as JSON text
 */
export function engineConfigProblems(
  project: Project,
  stack: string,
  config: Record<string, string>,
): Problem[] {
  const file = project.stacks.get(stack);
  if (file === undefined) return [];
  const written = { ...project.project.settings, ...file.settings };
  // Where both files set an object, the engine (3.259) passes the stack's; a merged one says the same.
  const merged = new Layers().add(undefined, project.project.settings).add(undefined, file.settings).values;
  const passed = Object.keys(config).flatMap((key) =>
    key.startsWith(`${NAMESPACE}:`) ? [key.slice(NAMESPACE.length + 1)] : [],
  );
  const problem = (key: string, text: string): Problem => ({
    rule: ENGINE_RULE,
    file: file.file,
    key: [key],
    text,
  });
  const strangers = passed.filter((key) => !Object.hasOwn(written, key));
  const different = Object.entries(written).filter(([key, value]) => {
    const given = config[`${NAMESPACE}:${key}`];
    if (given === undefined) return true;
    const passedValue = typeof value === "object" ? parsed(given) : given;
    return !sameScalars(value, passedValue) && !sameScalars(merged[key] ?? null, passedValue);
  });
  return [
    ...strangers.map((key) =>
      problem(
        key,
        "is passed by the engine and not in this file; gameplane reads this file, so --config-file has no effect: write it here",
      ),
    ),
    ...different.map(([key]) =>
      problem(
        key,
        "differs from what the engine passes; gameplane reads this file, so --config-file has no effect: write it here",
      ),
    ),
  ];
}

/** Same shape, and scalars the same as text: the engine may write numbers and booleans as strings. */
function sameScalars(written: Raw, given: unknown): boolean {
  if (isSecretRef(written)) return true;
  if (Array.isArray(written)) {
    return (
      Array.isArray(given) &&
      given.length === written.length &&
      written.every((item, index) => sameScalars(item, given[index]))
    );
  }
  if (isMap(written)) {
    if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
    // A null removes, so it says the same as a key that is not there.
    const inner = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    const keys = Object.keys(written).filter((key) => written[key] !== null);
    return (
      keys.length === Object.keys(inner).length &&
      keys.every((key) => sameScalars(written[key] ?? null, inner[key]))
    );
  }
  return String(written) === String(given);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
