import { closest } from "fastest-levenshtein";
import { z } from "zod";
import type { Layers, Raw } from "./layers.ts";
import { isMap } from "./layers.ts";
import { mistypedNames } from "./mistyped-names.ts";
import type { Problem, RuleName } from "./problem.ts";
import { show } from "./problem.ts";
import { isSecretRef, settingDoc } from "./schema/setting.ts";
import {
  childrenOf,
  defaultOf,
  innermost,
  isGroup,
  itemOf,
  namedValueOf,
  requiredIn,
  schemaAt,
  settingPath,
} from "./schema/walk.ts";
import { soundParts } from "./sound-parts.ts";

interface Checked<T> {
  /** The settings; where a part of them is wrong, reading that part ends a rule (`unlessRefused`). */
  value: T | undefined;
  problems: Problem[];
}

/** Top-level settings that other kinds of stack have, and in words which kind that is. */
export type Elsewhere = Record<string, string>;

/** Holds layered settings against a schema. `fallbackFile` is named for what no file sets. */
export function check<S extends z.ZodType>(
  schema: S,
  layers: Layers,
  fallbackFile: string,
  elsewhere: Elsewhere = {},
): Checked<z.output<S>> {
  const values = coerced(schema, layers.values);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const at: At = (rule, path, text) => ({
    path,
    problem: { rule, ...(layers.origin(path) ?? { file: fallbackFile, key: path }), text },
  });
  const found = parsed.error.issues.flatMap((issue) => explain({ schema, layers, at, elsewhere }, issue));
  const wrong = found.map(({ path }) => path);
  const missing = found.filter(({ problem }) => problem.rule === "not-missing").map(({ path }) => path);
  const mistyped = mistypedNames(schema, layers, missing);
  const problems = found.flatMap(({ path, problem }) => {
    const name = mistyped.find(({ lacking }) => lacking.includes(path));
    if (name === undefined) return [problem];
    return name.lacking[0] === path ? [at("not-missing", name.entry, name.text).problem] : [];
  });
  return { value: soundParts(schema, values, wrong), problems };
}

type At = (rule: RuleName, path: string[], text: string) => Explained;

interface Explained {
  path: string[];
  problem: Problem;
}

interface Context {
  schema: z.ZodType;
  layers: Layers;
  at: At;
  elsewhere: Elsewhere;
}

function explain(context: Context, issue: z.core.$ZodIssue): Explained[] {
  const { schema, at, elsewhere } = context;
  const path = issue.path.map(String);
  const parent = schemaAt(schema, path.slice(0, -1)) ?? schema;
  if (issue.code === "unrecognized_keys") {
    const known = (childrenOf(schemaAt(schema, path) ?? schema) ?? []).map(([key]) => key);
    return issue.keys.map((key) =>
      at("known-key", [...path, key], unknownKey(key, known, path.length === 0 ? elsewhere : {})),
    );
  }
  if (issue.code === "invalid_key")
    return [at("known-name", path, `is not allowed here, only ${allowedNames(parent)}; rename it`)];
  if (itemOf(parent) !== undefined) return [wrongItem(context, parent, path)];
  const setting = schemaAt(schema, path) ?? schema;
  return context.layers.at(path) === undefined
    ? missing(context, setting, path)
    : [wrongValue(context, setting, path)];
}

function unknownKey(key: string, known: string[], elsewhere: Elsewhere): string {
  if (Object.hasOwn(elsewhere, key))
    return `is a setting of ${String(elsewhere[key])} and has no effect here; remove it`;
  const candidates = [...known, ...Object.keys(elsewhere)].toSorted();
  const inLowerCase = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const nearest = inLowerCase.get(closest(key.toLowerCase(), [...inLowerCase.keys()])) ?? "";
  return `is not a setting; did you mean ${nearest}? Otherwise remove it (docs/settings.md)`;
}

/** A line for each setting that is missing: of a group, those that have no default. */
const missing = ({ schema, at }: Context, setting: z.ZodType, path: string[]): Explained[] =>
  requiredIn(setting, path).map((lacking) =>
    at("not-missing", lacking, `is missing; set it to ${allowedIn(schemaAt(schema, lacking) ?? setting)}`),
  );

/** An item of a list, in the words of the list. */
function wrongItem({ schema, layers, at }: Context, list: z.ZodType, path: string[]): Explained {
  const where = path.slice(0, -1);
  const value = layers.at(path) ?? null;
  return isUnquoted(itemOf(list), value)
    ? at("quoted-text", where, `holds ${show(value)}, which is a ${typeof value} to YAML; write it in quotes`)
    : at(
        settingPath(schema, where),
        where,
        `holds ${show(value)}, which does not belong in ${allowedIn(list)}; change the entry or remove it`,
      );
}

function wrongValue({ schema, layers, at }: Context, setting: z.ZodType, path: string[]): Explained {
  const value = layers.at(path);
  const secret = secretIn(setting, path);
  if (secret !== undefined) {
    const text = isSecretRef(value)
      ? "is encrypted as a whole; encrypt each secret of it"
      : "is in plain text; replace the secret, which anyone could read here,";
    const command = `pulumi config set --secret --path gameplane:${secret}`;
    return at("secret-is-encrypted", path, `${text} with \`${command}\``);
  }
  const allowed = allowedIn(setting);
  if (isSecretRef(value))
    return at(
      "plain-is-plain",
      path,
      `is encrypted and decides what exists; write it in plain text, as ${allowed}`,
    );
  if (isUnquoted(setting, value))
    return at("quoted-text", path, `${show(value)} is a ${typeof value} to YAML; write it in quotes`);
  if (Array.isArray(value) && value.length === 0 && itemOf(setting) !== undefined)
    return at(settingPath(schema, path), path, `is empty; set it to ${allowed}`);
  return at(settingPath(schema, path), path, `${show(value)} is not ${allowed}; ${remedy(setting)}`);
}

/** What a value may be, in words. */
function allowedIn(setting: z.ZodType): string {
  const inner = innermost(setting);
  const doc = settingDoc(inner);
  if (doc !== undefined) return doc.allowed;
  return namedValueOf(inner) === undefined
    ? "a map of settings"
    : `a map whose keys are ${allowedNames(inner)}`;
}

const allowedNames = (group: z.ZodType) => String(innermost(group).meta()?.allowedKeys);

/** Whether YAML has read as a number or a boolean what would be right as text. */
const isUnquoted = (setting: z.ZodType | undefined, value: unknown) =>
  (typeof value === "number" || typeof value === "boolean") &&
  setting?.safeParse(String(value)).success === true;

/** How `pulumi config set` names a secret, or those of a group of secrets; undefined where none belongs. */
function secretIn(setting: z.ZodType, path: string[]): string | undefined {
  const named = namedValueOf(setting);
  if (settingDoc(innermost(setting))?.secret === true) return path.join(".");
  return named && settingDoc(innermost(named))?.secret === true ? `${path.join(".")}.NAME` : undefined;
}

function remedy(setting: z.ZodType): string {
  const keys = childrenOf(setting)?.map(([key]) => key);
  if (keys !== undefined) return `write its settings below it (${keys.join(", ")})`;
  const standard = defaultInWords(setting);
  return standard === undefined ? "change it" : `change it, or remove it for the default (${standard})`;
}

/** `30 days`, or undefined for a setting without a default. */
export function defaultInWords(setting: z.ZodType): string | undefined {
  const doc = settingDoc(innermost(setting));
  if (doc?.defaultText !== undefined) return doc.defaultText;
  const value = defaultOf(setting);
  if (value === undefined) return undefined;
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return "none";
  return [show(value), ...(doc?.unit === undefined ? [] : [doc.unit])].join(" ");
}

/** The engine and `pulumi config set` may write numbers and booleans as strings: read them as the schema means them. */
function coerced(schema: z.ZodType, value: Raw): Raw {
  const inner = innermost(schema);
  // A reference is an object, and must not pass for a map of settings.
  if (isSecretRef(value) && isGroup(inner)) return show(value);
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
