// What `--format json` says of a stack's monthly bill; a contract, see report.ts. An estimate, never a quote.
import type { Sizes } from "../capacity/capacity-report.ts";

export interface Cost {
  currency: "USD";
  /** ISO date of the price file. */
  pricesAsOf: string;
  hoursPerMonth: number;
  rows: CostRow[];
  /** USD a month of all rows that have a price. */
  total: Sizes;
  /** What has no price in the file: `total` is too low by that. */
  unpriced: string[];
  /** What was taken for granted, a sentence each, with figures. */
  assumptions: string[];
  /** USD for one player for one hour, at the maximum; null where there is no player to count. */
  perPlayerHour: number | null;
  /** USD a month more (or less) than in the base revision; only with `--since`, and only where both are known. */
  difference?: Sizes;
}

export interface CostRow {
  /** Such as "EC2 c6i.4xlarge, pool game-nodes". */
  what: string;
  quantity: Sizes;
  /** Such as "hour", "GB-month", "GB". */
  unit: string;
  /** Null where the price file has none. */
  usdPerUnit: number | null;
  /** USD a month; null where it has no price. */
  usd: Sizes | null;
  /** Where the price comes from, with its date. */
  source: string;
}
