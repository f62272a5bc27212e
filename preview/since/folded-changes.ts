// Changes that are the same in several stacks, as one: a reviewer reads each once.
import type { Json } from "../property-values.ts";
import type { ResourceChange } from "./resource-changes.ts";

export interface FoldedChange {
  /** Names, in the order of the report. */
  stacks: string[];
  /** In one stack as it is there; in several with `<stack>` and `<region>` in place of what differs. */
  change: ResourceChange;
}

export interface ChangedStack {
  name: string;
  /** Null for an environment. */
  region: string | null;
  changes: readonly ResourceChange[];
}

/** In the order in which they first come. */
export function foldedChanges(stacks: readonly ChangedStack[]): FoldedChange[] {
  const found = new Map<string, { stacks: string[]; alone: ResourceChange; shared: ResourceChange }>();
  for (const stack of stacks) {
    for (const change of stack.changes) {
      const shared = withoutPlace(change, stack);
      const key = JSON.stringify(shared);
      const known = found.get(key);
      if (known === undefined) found.set(key, { stacks: [stack.name], alone: change, shared });
      else known.stacks.push(stack.name);
    }
  }
  return [...found.values()].map((each) => ({
    stacks: each.stacks,
    change: each.stacks.length === 1 ? each.alone : each.shared,
  }));
}

/** A stack's own name and region, wherever they stand, as what they are. */
function withoutPlace(change: ResourceChange, { name, region }: ChangedStack): ResourceChange {
  const places: [RegExp, string][] = [
    [wholeWord(name), "<stack>"],
    // With a zone's letter behind it, too.
    ...(region === null ? [] : [[wholeWord(region, "[a-z]?"), "<region>$1"] satisfies [RegExp, string]]),
  ];
  const replaced = (text: string): string =>
    places.reduce((before, [pattern, placeholder]) => before.replace(pattern, placeholder), text);
  return {
    ...change,
    urn: replaced(change.urn),
    name: replaced(change.name),
    ...(change.formerUrn !== undefined && { formerUrn: replaced(change.formerUrn) }),
    diff: change.diff.map(({ from, to, ...rest }) => ({
      ...rest,
      ...(from !== undefined && { from: withTexts(from, replaced) }),
      ...(to !== undefined && { to: withTexts(to, replaced) }),
    })),
  };
}

/** As part of `gameplane-<stack>-nodes`, too, but not within a word. */
const wholeWord = (word: string, tail = ""): RegExp =>
  new RegExp(`(?<![A-Za-z0-9])${RegExp.escape(word)}(${tail})(?![A-Za-z0-9])`, "g");

function withTexts(value: Json, replaced: (text: string) => string): Json {
  if (typeof value === "string") return replaced(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, replaced));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [replaced(key), withTexts(inner, replaced)]),
  );
}
