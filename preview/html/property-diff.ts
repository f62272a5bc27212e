// The properties of a change, before and after.
import type { Json } from "../property-values.ts";
import { SHOWN_SECRET, SHOWN_UNKNOWN } from "../property-values.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Difference } from "../since/resource-changes.ts";
import { table } from "./table.ts";

/** Of what is equal on both sides; what differs is never cut. */
const MOST_LETTERS = 2_000;

/** @param told what the table is of, for people who do not see where it stands */
export const propertyDiff = (diff: readonly Difference[], told: string): Html =>
  table(
    told,
    [{ title: "Property" }, { title: "Before" }, { title: "After" }, { title: "Effect" }],
    diff.map((difference) => [
      html`<code>${difference.path}</code>`,
      ...sides(difference.from, difference.to),
      effect(difference),
    ]),
  );

function effect({ effect, forcesReplacement }: Difference): Html {
  if (effect === "may-replace")
    return html`<span class="op replace">may replace</span> no table knows this property`;
  if (forcesReplacement || effect === "replace") return html`<span class="op replace">replaces</span>`;
  return html`in place`;
}

function sides(from: Json | undefined, to: Json | undefined): [Html, Html] {
  if (typeof from !== "string" || typeof to !== "string" || isPlaceholder(from) || isPlaceholder(to))
    return [shown(from), shown(to)];
  const { start, end } = common(from, to);
  const side = (text: string, tag: "del" | "ins") => {
    const middle = text.slice(start, text.length - end);
    const marked =
      middle === "" ? html`` : tag === "del" ? html`<del>${middle}</del>` : html`<ins>${middle}</ins>`;
    return html`<pre>${endOf(text.slice(0, start))}${marked}${startOf(text.slice(text.length - end))}</pre>`;
  };
  return [side(from, "del"), side(to, "ins")];
}

const isPlaceholder = (value: Json | undefined): boolean => value === SHOWN_SECRET || value === SHOWN_UNKNOWN;

function shown(value: Json | undefined): Html {
  if (value === undefined) return html`<span class="note">not there</span>`;
  if (value === SHOWN_SECRET) return html`<span class="note">secret, not shown</span>`;
  if (value === SHOWN_UNKNOWN) return html`<span class="note">unknown until an up</span>`;
  return html`<pre>${typeof value === "string" ? quoted(value) : JSON.stringify(value, null, 2)}</pre>`;
}

/** An empty text must be seen. */
const quoted = (text: string): string => (text.trim() === text && text !== "" ? text : JSON.stringify(text));

function startOf(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  return `${text.slice(0, MOST_LETTERS)}… (${text.length - MOST_LETTERS} characters after, equal)`;
}

function endOf(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  return `(${text.length - MOST_LETTERS} characters before, equal) …${text.slice(-MOST_LETTERS)}`;
}

/** How much two texts share at both ends; a pair of surrogates is not torn apart. */
function common(from: string, to: string): { start: number; end: number } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  if (isHigh(from[start - 1])) start--;
  let end = 0;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  if (isLow(from.at(-end)) && end > 0) end--;
  return { start, end };
}

const isHigh = (unit: string | undefined): boolean => unit !== undefined && /^[\ud800-\udbff]$/.test(unit);
const isLow = (unit: string | undefined): boolean => unit !== undefined && /^[\udc00-\udfff]$/.test(unit);
