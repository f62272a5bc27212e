// Reading inputs of resources, which have any form.
import type { Json } from "./property-values.ts";

/** What is at a path; undefined where the path ends before. */
export function at(value: Json | undefined, ...keys: string[]): Json | undefined {
  return keys.reduce<Json | undefined>(
    (inner, key) => (isMap(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

export const isMap = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const text = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

export const number = (value: Json | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
