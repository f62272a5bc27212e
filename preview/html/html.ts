// Markup that cannot be mistaken for data: whatever is put into a template is escaped, but for what is markup itself.

import { visible } from "../visible.ts";

/** Markup; only {@link html} makes it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Value = Html | string | number | undefined | readonly Value[];

export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  // Indentation is for readers of the program.
  const parts = strings.flatMap((text, index) => [
    text.replace(/\n\s+/g, "\n"),
    index < values.length ? rendered(values[index]) : "",
  ]);
  return new Html(parts.join(""));
}

function rendered(value: Value): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(rendered).join("");
  return escaped(String(value));
}

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** For text and for quoted attributes. */
const escaped = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? "");
