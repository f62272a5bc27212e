import type { Sizes } from "../capacity/capacity-report.ts";
import { sum } from "./sizes.ts";

/** Something that costs money, before anybody has looked up what. */
export interface Charge {
  what: string;
  /** Name of its price; null for what no price file could tell. */
  key: string | null;
  /** Of what has no price; else the price's own. */
  unit?: string;
  region: string;
  quantity: Sizes;
  /** What was taken for granted, in a sentence. */
  assumes?: string;
  /** Name of a price that it does not exceed, where it has none of its own. */
  atMost?: string;
  /** Grows with players: without its price nobody knows what one costs. */
  isPlayers?: true;
}

/** Charges of the same thing at the same price as one. */
export function merged(charges: readonly Charge[]): Charge[] {
  const same = Map.groupBy(charges, ({ what, key, region }) => JSON.stringify([what, key, region]));
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, quantity: sum([first, ...others].map(({ quantity }) => quantity)) }],
  );
}
