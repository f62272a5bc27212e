import type { PropertyMap, PropertyValue } from "./wire.ts";
import { isList, isMap } from "./wire.ts";

/** Paths at which two sets of inputs differ, such as scalingConfig.minSize; a list differs as a whole. */
export function changedPaths(olds: PropertyMap, news: PropertyMap, prefix = ""): string[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  // What the SDK or the bridge keeps for itself: __defaults, __internal.
  return keys
    .filter((key) => !key.startsWith("__"))
    .flatMap((key) => {
      const [before, after] = [olds[key], news[key]];
      if (isMap(before) && isMap(after)) return changedPaths(before, after, `${prefix}${key}.`);
      return same(before, after) ? [] : [`${prefix}${key}`];
    });
}

function same(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (isMap(a) && isMap(b)) return changedPaths(a, b).length === 0;
  return a === b;
}
