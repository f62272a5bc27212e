/** One example of a table: a head, and below it, indented, the lines that a person gets to read. */
export interface BadRow {
  head: string;
  lines: string[];
}

export function badRows(table: string): BadRow[] {
  const rows: BadRow[] = [];
  for (const text of table.split("\n").filter((row) => row !== "")) {
    if (text.startsWith("  ")) rows.at(-1)?.lines.push(text.trim());
    else rows.push({ head: text, lines: [] });
  }
  return rows;
}
