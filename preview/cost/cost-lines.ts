import type { Sizes } from "../capacity/capacity-report.ts";
import type { Paint } from "../tree.ts";
import type { Cost, CostRow } from "./cost-report.ts";
import { change, dollars, smallDollars } from "./money.ts";

/** Rows that are shown; the others are one. */
const SHOWN = 5;

const COLUMNS = ["minimum", "buffer", "maximum"] as const;

/** A stack's bill for people. */
export function costLines(cost: Cost, paint: Paint): string[] {
  const { rows, total, unpriced, perPlayerHour, difference } = cost;
  const priced = rows.flatMap((row) => (row.usd === null ? [] : [{ ...row, usd: row.usd }]));
  const shown = priced.slice(0, SHOWN);
  const rest = priced.slice(SHOWN);
  const table = [
    { name: "", cells: [...COLUMNS] },
    ...shown.map(({ what, usd }) => ({ name: what, cells: cells(usd, dollars) })),
    ...(rest.length > 0 ? [{ name: `${rest.length} more`, cells: cells(summed(rest), dollars) }] : []),
    { name: "total", cells: cells(total, dollars) },
    ...(difference === undefined ? [] : [{ name: "change", cells: cells(difference, change) }]),
  ];
  const short = unpriced.length > 0 ? paint("yellow", `, without ${unpriced.length} that have no price`) : "";
  return [
    `cost a month, an estimate by prices of ${cost.pricesAsOf}${short}`,
    ...(priced.length > 0 ? aligned(table, paint) : []),
    ...(perPlayerHour === null
      ? []
      : [`  ${smallDollars(perPlayerHour)} for a player and an hour, at the maximum`]),
    ...unpriced.map((text) => `  ${paint("yellow", "unpriced:")} ${text}`),
  ];
}

const cells = (sizes: Sizes, text: (usd: number) => string): string[] =>
  COLUMNS.map((size) => text(sizes[size]));

const summed = (rows: readonly (CostRow & { usd: Sizes })[]): Sizes => ({
  minimum: rows.reduce((all, { usd }) => all + usd.minimum, 0),
  buffer: rows.reduce((all, { usd }) => all + usd.buffer, 0),
  maximum: rows.reduce((all, { usd }) => all + usd.maximum, 0),
});

function aligned(table: readonly { name: string; cells: string[] }[], paint: Paint): string[] {
  const nameWidth = Math.max(...table.map(({ name }) => name.length));
  const widths = COLUMNS.map((_, column) =>
    Math.max(...table.map(({ cells }) => (cells[column] ?? "").length)),
  );
  return table.map(({ name, cells }, index) => {
    const line = `  ${name.padEnd(nameWidth)}  ${cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")}`;
    if (index === 0) return paint("dim", line);
    return name === "total" ? paint("bold", line) : line;
  });
}
