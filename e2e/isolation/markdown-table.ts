/** A row by its columns' headings. */
export type Row = Record<string, string>;

/** The one table below a heading of a page, its cells without the marks of code and of escapes. */
export function tableBelow(markdown: string, heading: string): Row[] {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
  if (start === -1) throw new Error(`there is no heading "${heading}"; name one that the page has`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line));
  const section = end === -1 ? rest : rest.slice(0, end);
  const [columns, , ...rows] = section.filter((line) => line.startsWith("|")).map(cells);
  if (columns === undefined || rows.length === 0)
    throw new Error(`there is no table below "${heading}"; put one there`);
  return rows.map((row) => rowOf(columns, row));
}

const cells = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.replaceAll(/[`\\]/g, "").trim());

function rowOf(columns: string[], row: string[]): Row {
  if (row.length !== columns.length)
    throw new Error(
      `| ${row.join(" | ")} | has ${row.length} cells and its table ${columns.length} columns; fill each`,
    );
  return Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""]));
}

/** A cell of a row. */
export function cell(row: Row, column: string): string {
  const text = row[column];
  if (text === undefined)
    throw new Error(
      `there is no column "${column}" among ${Object.keys(row).join(", ")}; name one that is there`,
    );
  return text;
}

/** A cell with several entries. */
export const entries = (row: Row, column: string): string[] =>
  cell(row, column)
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
