import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../preview/property-values.ts";

export type Facts = Record<string, Json>;

/** Where the two do not say the same of one resource or request; a side that says nothing of it is undefined. */
export interface Difference {
  /** The URN, or method and URN. */
  of: string;
  /** Path of the fact, such as `inputs.spec.replicas`; "" for the whole. */
  path: string;
  preview: Json | undefined;
  engine: Json | undefined;
}

export interface Comparison {
  total: number;
  identical: number;
  differences: Difference[];
  /** Values that the offline preview does not know, and the engine does. */
  knownToEngine: number;
}

const UNKNOWN = "[unknown]";
const SECRET = "[secret]";

/**
 * Compares what the offline preview says with what the engine was told, by URN. Both have to say the same, but for one
 * thing: a value unknown offline may be known to the engine, because another stack has gone up. Never the reverse,
 * and never a secret on one side only.
 */
export function compareRegistrations(
  preview: ReadonlyMap<string, Facts>,
  engine: ReadonlyMap<string, Facts>,
): Comparison {
  const all = [...new Set([...preview.keys(), ...engine.keys()])];
  const found = all.map((key) => ({ of: key, ...compare(preview.get(key), engine.get(key), "") }));
  return {
    total: all.length,
    identical: found.filter(({ differences }) => differences.length === 0).length,
    differences: found.flatMap(({ of, differences }) =>
      differences.map((difference) => ({ of, ...difference })),
    ),
    knownToEngine: found.reduce((sum, { knownToEngine }) => sum + knownToEngine, 0),
  };
}

export const describeDifference = ({ of, path, preview, engine }: Difference) =>
  `${of}${path === "" ? "" : `: ${path}`} is ${say(preview)} in the preview, ${say(engine)} on the engine`;

const say = (value: Json | undefined) => (value === undefined ? "not there" : JSON.stringify(value));

interface Compared {
  differences: Omit<Difference, "of">[];
  knownToEngine: number;
}

const SAME: Compared = { differences: [], knownToEngine: 0 };

function compare(preview: Json | undefined, engine: Json | undefined, path: string): Compared {
  if (isDeepStrictEqual(preview, engine)) return SAME;
  if (knownOnlyTo(engine, preview)) return { differences: [], knownToEngine: 1 };
  if (isMap(preview) && isMap(engine)) return compareParts(preview, engine, path);
  if (Array.isArray(preview) && Array.isArray(engine) && preview.length === engine.length)
    return compareParts(byIndex(preview), byIndex(engine), path);
  return { differences: [{ path, preview, engine }], knownToEngine: 0 };
}

function compareParts(preview: Facts, engine: Facts, path: string): Compared {
  const keys = [...new Set([...Object.keys(preview), ...Object.keys(engine)])].toSorted();
  const parts = keys.map((key) => compare(preview[key], engine[key], path === "" ? key : `${path}.${key}`));
  return {
    differences: parts.flatMap(({ differences }) => differences),
    knownToEngine: parts.reduce((sum, { knownToEngine }) => sum + knownToEngine, 0),
  };
}

/** An unknown matches any value that is there and not secret; within a text, any text in its place. */
function knownOnlyTo(engine: Json | undefined, preview: Json | undefined): boolean {
  if (typeof preview !== "string" || engine === undefined) return false;
  if (preview === UNKNOWN) return !hasSecret(engine);
  return typeof engine === "string" && fits(engine, preview.split(UNKNOWN));
}

/** Whether a text is these parts in this order with anything between them. */
function fits(text: string, [start = "", ...parts]: string[]): boolean {
  const end = parts.pop();
  if (end === undefined || !text.startsWith(start)) return false;
  let from = start.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.endsWith(end) && text.length - end.length >= from;
}

function hasSecret(value: Json): boolean {
  if (typeof value !== "object" || value === null) return value === SECRET;
  return Object.entries(value).some(([key, inner]) => key === SECRET || hasSecret(inner));
}

const byIndex = (list: Json[]): Facts => Object.fromEntries(list.entries());

const isMap = (value: Json | undefined): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value);
