// GitHub's Markdown, with whatever is in it: no name or value may end a table, a fence or a code span, or notify people.

/** A code span; in a table a bar ends the cell even there. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

export function fenced(language: string, lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Text of ours or of a message: none of it is markup or a link, and nobody is mentioned. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/([\\`*_[\]|~$#!-])/g, "\\$1")
    .replace(/@(?=\w)/g, "@\u200B")
    .replace(/(:)(?=\/\/)|(www)(?=\\?\.)/gi, "$&\u200B");

/** @param align of each column: figures to the right */
export function table(heading: string[], align: ("left" | "right")[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(heading),
    line(align.map((side) => (side === "right" ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

export const details = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

/** Text within HTML, as a summary is. */
export const inHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@(?=\w)/g, "@\u200B");

/** GitHub takes two dollar signs for mathematics. */
export const money = (text: string): string => text.replaceAll("$", "\\$");
