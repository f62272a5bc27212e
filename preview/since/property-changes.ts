import { isMap } from "../json-value.ts";
import type { Json } from "../property-values.ts";

/** One property that differs; `from` or `to` is left out where it is not there. */
export interface PropertyChange {
  /** Names of properties and positions in lists, from the outside in. */
  keys: readonly (string | number)[];
  from?: Json;
  to?: Json;
}

/** Properties that differ, as deep as both go on. Lists are compared by position, as the engine does. */
export function propertyChanges(
  from: Json | undefined,
  to: Json | undefined,
  keys: readonly (string | number)[] = [],
): PropertyChange[] {
  if (isMap(from) && isMap(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) => propertyChanges(valueOf(from, name), valueOf(to, name), [...keys, name]));
  }
  if (Array.isArray(from) && Array.isArray(to)) {
    const positions = Array.from({ length: Math.max(from.length, to.length) }, (_, index) => index);
    return positions.flatMap((index) => propertyChanges(from[index], to[index], [...keys, index]));
  }
  if (from === to) return [];
  return [{ keys, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}

/** As the engine writes a path: `spec.containers[0].image`, `labels["agones.dev/role"]`. */
export const shownPath = (keys: readonly (string | number)[]): string => keys.reduce<string>(appended, "");

function appended(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

type JsonMap = Record<string, Json>;

/** A name such as `constructor` is none of the map's own. */
const valueOf = (map: JsonMap, name: string): Json | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
