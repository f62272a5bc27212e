import { closest } from "fastest-levenshtein";
import { z } from "zod";
import type { Layers, Raw } from "./layers.ts";
import { isMap } from "./layers.ts";
import type { Problem, RuleName } from "./problem.ts";
import { show } from "./problem.ts";
import { isSecretRef, settingDoc } from "./schema/setting.ts";

interface Checked<T> {
  value: T | undefined;
  problems: Problem[];
  wrong: string[][];
}

/** Holds layered settings against a schema. `fallbackFile` is named for what no file sets. */
export function check<S extends z.ZodType>(
  schema: S,
  layers: Layers,
  fallbackFile: string,
): Checked<z.output<S>> {
  const values = coerced(schema, layers.values);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { value: parsed.data, problems: [], wrong: [] };
  const found = parsed.error.issues.flatMap((issue) => explain(schema, issue, layers, fallbackFile));
  const wrong = found.map(({ path }) => path);
  for (const path of wrong) remove(values, path);
  const rest = schema.safeParse(values);
  return {
    value: rest.success ? rest.data : undefined,
    problems: found.map(({ problem }) => problem),
    wrong,
  };
}

type At = (rule: RuleName, where: string[], text: string) => Explained;

/** Path of a setting in the schema, `*` for a name that users choose: `pools.*.min`. */
export type SettingPath = string;

interface Explained {
  path: string[];
  problem: Problem;
}

function explain(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  layers: Layers,
  fallbackFile: string,
): Explained[] {
  const path = issue.path.map(String);
  const at: At = (rule, where, text) => ({
    path: where,
    problem: { rule, ...(layers.origin(where) ?? { file: fallbackFile, key: where }), text },
  });
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      at("known-key", [...path, key], unknownKey(key, keysOf(schemaAt(schema, path)))),
    );
  }
  if (issue.code === "invalid_key") {
    const allowed = schemaAt(schema, path.slice(0, -1))?.meta()?.allowedKeys;
    return [
      at(
        "known-name",
        path,
        `is a name that is not allowed; names are ${typeof allowed === "string" ? allowed : "restricted"}`,
      ),
    ];
  }
  return [wrongValue(schema, path, layers, at)];
}

function unknownKey(key: string, known: string[]): string {
  const nearest = known.length > 0 ? closest(key, known) : undefined;
  return `is not a setting; ${nearest === undefined ? "remove it" : `did you mean ${nearest}?`} (docs/settings.md)`;
}

function wrongValue(schema: z.ZodType, path: string[], layers: Layers, at: At): Explained {
  // An item of a list is explained by the list's own words.
  let where = path;
  let setting = schemaAt(schema, where);
  while (where.length > 0 && (setting === undefined || settingDoc(innermost(setting)) === undefined)) {
    if (setting !== undefined && (isGroup(setting) || where.length === 1)) break;
    where = where.slice(0, -1);
    setting = schemaAt(schema, where);
  }
  const value = layers.at(where);
  const doc = setting === undefined ? undefined : settingDoc(innermost(setting));
  const allowed = doc?.allowed ?? "a map of settings";
  if (value === undefined) return at("not-missing", where, `is missing; set it to ${allowed}`);
  if (doc?.secret === true)
    return at(
      "secret-is-encrypted",
      where,
      `is not encrypted; set it with \`pulumi config set --secret --path ${pathArgument(where)}\` and change the secret that stood here`,
    );
  if (isSecretRef(value))
    return at(
      "plain-is-plain",
      where,
      `is encrypted, but decides what exists, so it has to be plain; write ${allowed}`,
    );
  if (
    typeof value === "number" &&
    innermostType(setting) !== "number" &&
    innermostType(setting) !== "union"
  ) {
    return at(
      "quoted-text",
      where,
      `${show(value)} is a number to YAML, and not ${allowed}; write it in quotes`,
    );
  }
  return at(
    settingPath(schema, where),
    where,
    `${show(value)} is not ${allowed}; ${remedy(setting, doc?.defaultText)}`,
  );
}

/** `pools.game.min` -> `pools.*.min`: names that users choose give way to a star. */
export function settingPath(schema: z.ZodType, path: string[]): SettingPath {
  return path
    .map((key, index) => {
      const parent = schemaAt(schema, path.slice(0, index));
      return parent !== undefined && innermost(parent) instanceof z.ZodRecord ? "*" : key;
    })
    .join(".");
}

const pathArgument = (path: string[]) => `gameplane:${path.join(".")}`;

function remedy(setting: z.ZodType | undefined, defaultText: string | undefined): string {
  const value = setting === undefined ? undefined : defaultOf(setting);
  const standard = defaultText ?? (value === undefined ? undefined : show(value));
  return standard === undefined ? "change it" : `change it, or remove it for the default (${standard})`;
}

/** The default of a setting, or undefined where it has none. */
export function defaultOf(setting: z.ZodType): unknown {
  return setting instanceof z.ZodDefault ? setting.def.defaultValue : undefined;
}

/** What is inside optional, default and the like. */
export function innermost(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
    const next: unknown = inner.def.innerType;
    if (!(next instanceof z.ZodType)) break;
    inner = next;
  }
  return inner;
}

function innermostType(setting: z.ZodType | undefined): string | undefined {
  return setting === undefined ? undefined : innermost(setting).def.type;
}

const isGroup = (schema: z.ZodType) => {
  const inner = innermost(schema);
  return inner instanceof z.ZodObject || inner instanceof z.ZodRecord;
};

const keysOf = (schema: z.ZodType | undefined): string[] => {
  const inner = schema === undefined ? undefined : innermost(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
};

/** The schema of the setting at a path, or undefined where there is none. */
function schemaAt(schema: z.ZodType, path: string[]): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const inner = innermost(schema);
  const next: unknown =
    inner instanceof z.ZodObject
      ? inner.shape[key]
      : inner instanceof z.ZodRecord
        ? inner.def.valueType
        : inner instanceof z.ZodArray
          ? inner.element
          : undefined;
  return next instanceof z.ZodType ? schemaAt(next, rest) : undefined;
}

/** The engine and `pulumi config set` may write numbers and booleans as strings: read them as the schema means them. */
function coerced(schema: z.ZodType, value: Raw): Raw {
  const inner = innermost(schema);
  if (inner instanceof z.ZodObject && isMap(value)) {
    return mapped(value, (key, item) => {
      const shape: unknown = inner.shape[key];
      return shape instanceof z.ZodType ? coerced(shape, item) : item;
    });
  }
  if (inner instanceof z.ZodRecord && isMap(value)) {
    const valueType: unknown = inner.def.valueType;
    return mapped(value, (_, item) => (valueType instanceof z.ZodType ? coerced(valueType, item) : item));
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const element: unknown = inner.element;
    return value.map((item) => (element instanceof z.ZodType ? coerced(element, item) : item));
  }
  if (typeof value !== "string") return value;
  const numeric = inner instanceof z.ZodNumber || inner instanceof z.ZodUnion;
  if (numeric && /^-?\d+$/.test(value)) return Number(value);
  if (inner instanceof z.ZodBoolean && (value === "true" || value === "false")) return value === "true";
  return value;
}

const mapped = (map: Record<string, Raw>, change: (key: string, value: Raw) => Raw) =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(key, value)]));

function remove(value: Raw, path: string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || !isMap(value)) return;
  const inner = value[key];
  if (rest.length === 0 || inner === undefined || !isMap(inner)) Reflect.deleteProperty(value, key);
  else remove(inner, rest);
}
