// One property that differs, as a reviewer reads it: short values in a line, long text line by line.
import { structuredPatch } from "diff";
import { visible } from "../visible.ts";
import type { Json } from "../property-values.ts";
import type { Difference } from "./resource-changes.ts";

export interface ShownLine {
  /** What the line is: about the property, of its old value, of its new value, or of both. */
  kind: "property" | "before" | "after" | "both";
  text: string;
}

/** Characters; of longer values only a part is shown, and how long they are. */
const LONGEST = 160;

export function shownDifference({ path, from, to, effect }: Difference): ShownLine[] {
  const note = NOTES[effect];
  const texts = [textOf(from), textOf(to)];
  const [before, after] = texts;
  if (before !== undefined && after !== undefined && texts.some((text) => text?.includes("\n") === true)) {
    const lines = patchLines(before, after);
    // Laid out they may be the same: then only how they are written differs.
    if (lines.length > 0) return [{ kind: "property", text: `${visible(path)}${note}:` }, ...lines];
  }
  return [{ kind: "property", text: `${visible(path)}: ${shownPair(from, to).join(" → ")}${note}` }];
}

const NOTES = {
  update: "",
  replace: " (forces replacement)",
  "may-replace": " (may force replacement: no table knows this property)",
} as const;

/** Text to compare line by line, JSON in it laid out. */
function textOf(value: Json | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function patchLines(before: string, after: string): ShownLine[] {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 1 });
  return hunks.flatMap(({ lines }) =>
    lines
      .filter((line) => !line.startsWith("\\"))
      .map((line): ShownLine => {
        const kind = line.startsWith("-") ? "before" : line.startsWith("+") ? "after" : "both";
        return { kind, text: visible(line.slice(1)) };
      }),
  );
}

/** Both from where they begin to differ, if they are too long to be shown whole. */
function shownPair(from: Json | undefined, to: Json | undefined): [string, string] {
  const [before, after] = [written(from), written(to)];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = Math.max(0, same - LONGEST / 4);
  const isLong = before.length > LONGEST || after.length > LONGEST;
  return [cut(before, isLong ? start : 0), cut(after, isLong ? start : 0)];
}

const written = (value: Json | undefined): string =>
  value === undefined ? "none" : visible(JSON.stringify(value));

function cut(text: string, start: number): string {
  if (text.length <= LONGEST) return text;
  const part = `${start > 0 ? "…" : ""}${text.slice(start, start + LONGEST)}${start + LONGEST < text.length ? "…" : ""}`;
  return `${part} (of ${text.length} characters)`;
}
