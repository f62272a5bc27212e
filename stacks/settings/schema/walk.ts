import { z } from "zod";
import { settingDoc } from "./setting.ts";

/** Path of a setting in the schema, `*` for a name that users choose: `pools.*.min`. */
export type SettingPath = string;

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

/** The default of a setting, or undefined where it has none. */
export function defaultOf(setting: z.ZodType): unknown {
  return setting instanceof z.ZodDefault ? setting.def.defaultValue : undefined;
}

/** Whether settings may leave it out. */
export const isOptional = (schema: z.ZodType) => schema.safeParse(undefined).success;

/** The settings of a group by key; undefined for what is no group, as a setting whose value is any map. */
export function childrenOf(schema: z.ZodType): [string, z.ZodType][] | undefined {
  const inner = innermost(schema);
  if (!(inner instanceof z.ZodObject) || settingDoc(inner) !== undefined) return undefined;
  return Object.entries(inner.shape).flatMap(([key, child]: [string, unknown]) =>
    child instanceof z.ZodType ? [[key, child]] : [],
  );
}

/** What stands below each name of a group whose keys users choose; undefined for anything else. */
export function namedValueOf(schema: z.ZodType): z.ZodType | undefined {
  const inner = innermost(schema);
  const value: unknown = inner instanceof z.ZodRecord ? inner.def.valueType : undefined;
  return value instanceof z.ZodType ? value : undefined;
}

/** Paths of what a group cannot do without; its own where it is a setting or has nothing such. */
export function requiredIn(schema: z.ZodType, path: string[]): string[][] {
  const children = childrenOf(schema)?.filter(([, child]) => !isOptional(child)) ?? [];
  return children.length > 0 ? children.flatMap(([key, child]) => requiredIn(child, [...path, key])) : [path];
}

/** What a list holds; undefined for what is no list. */
export function itemOf(schema: z.ZodType): z.ZodType | undefined {
  const inner = innermost(schema);
  const item: unknown = inner instanceof z.ZodArray ? inner.element : undefined;
  return item instanceof z.ZodType ? item : undefined;
}

export const isGroup = (schema: z.ZodType) =>
  childrenOf(schema) !== undefined || namedValueOf(schema) !== undefined;

/** The schema of the setting at a path, or undefined where there is none. */
export function schemaAt(schema: z.ZodType, path: string[]): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next =
    childrenOf(schema)?.find(([name]) => name === key)?.[1] ?? namedValueOf(schema) ?? itemOf(schema);
  return next && schemaAt(next, rest);
}

/** `pools.game.min` -> `pools.*.min`: names that users choose give way to a star. */
export function settingPath(schema: z.ZodType, path: string[]): SettingPath {
  return path
    .map((key, index) => {
      const parent = schemaAt(schema, path.slice(0, index));
      return parent !== undefined && namedValueOf(parent) !== undefined ? "*" : key;
    })
    .join(".");
}

/** One setting or group, on the way through a schema. */
export interface Visited {
  /** A star for each name that users choose. */
  path: string[];
  schema: z.ZodType;
}

/** Every group and setting of a schema, each group before what it holds. */
export function everything(schema: z.ZodType, path: string[] = []): Visited[] {
  const named = namedValueOf(schema);
  const below =
    named === undefined
      ? (childrenOf(schema) ?? []).flatMap(([key, child]) => everything(child, [...path, key]))
      : everything(named, [...path, "*"]);
  return path.length === 0 ? below : [{ path, schema }, ...below];
}

/** Every setting that holds a value of its own. */
export const settingsOf = (schema: z.ZodType) =>
  everything(schema).filter((visited) => settingDoc(innermost(visited.schema)) !== undefined);
