import { isGroup } from "./chart-keys.ts";

/** Below these the keys are the user's, no fields. */
const FREE = new Set([
  "matchLabels",
  "labels",
  "annotations",
  "nodeSelector",
  "limits",
  "requests",
  "counters",
  "lists",
]);

/** A copy of an object with one field misspelt, and that field as the API server names it. */
export interface Misspelt<T> {
  object: T;
  field: string;
}

/** Every field of the objects' specs misspelt once, each in a copy of its own. */
export function misspelt<T extends { kind: string; spec: Record<string, unknown> }>(
  objects: T[],
): Misspelt<T>[] {
  const found = new Map<string, Misspelt<T>>();
  for (const object of objects) {
    for (const path of fields(object.spec, ["spec"])) {
      const field = spelled([...path.slice(0, -1), `${String(path.at(-1))}x`]);
      const same = `${object.kind} ${field.replaceAll(/\[\d+\]/g, "[]")}`;
      if (!found.has(same))
        found.set(same, { object: { ...object, spec: renamed(object.spec, path.slice(1)) }, field });
    }
  }
  return [...found.values()];
}

type Path = (string | number)[];

function* fields(value: unknown, path: Path): Generator<Path> {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : isGroup(value)
      ? Object.entries(value)
      : [];
  for (const [key, inner] of entries) {
    if (typeof key === "string") yield [...path, key];
    if (!FREE.has(String(key))) yield* fields(inner, [...path, key]);
  }
}

function renamed(value: Record<string, unknown>, path: Path): Record<string, unknown>;
function renamed(value: unknown, path: Path): unknown;
function renamed(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? renamed(item, rest) : item));
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name !== key) return [name, inner];
      return rest.length === 0 ? [`${name}x`, inner] : [name, renamed(inner, rest)];
    }),
  );
}

/** `spec.ports[0].name` */
const spelled = (path: Path): string =>
  path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
