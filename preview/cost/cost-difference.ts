import type { Sizes } from "../capacity/capacity-report.ts";
import type { Cost, CostRow } from "./cost-report.ts";
import { isSame, minus } from "./sizes.ts";

/**
 * USD a month that a change adds, or saves. What has no price must be the same before and after, and as much of it:
 * only then is the difference of the rest the difference of the whole.
 *
 * @returns undefined where it is not known
 */
export function costDifference(before: Cost, after: Cost): Sizes | undefined {
  const isComparable =
    before.hoursPerMonth === after.hoursPerMonth &&
    before.unpriced.join("\n") === after.unpriced.join("\n") &&
    isSameUnpriced(before.rows, after.rows);
  return isComparable ? minus(after.total, before.total) : undefined;
}

function isSameUnpriced(before: readonly CostRow[], after: readonly CostRow[]): boolean {
  const [a, b] = [unpricedOf(before), unpricedOf(after)];
  return a.length === b.length && a.every((row, index) => isSameRow(row, b[index]));
}

const unpricedOf = (rows: readonly CostRow[]) =>
  rows.filter(({ usd }) => usd === null).toSorted((a, b) => (a.what < b.what ? -1 : 1));

const isSameRow = (a: CostRow, b: CostRow | undefined): boolean =>
  a.what === b?.what && a.unit === b.unit && isSame(a.quantity, b.quantity);
