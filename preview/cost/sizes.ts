import type { Sizes } from "../capacity/capacity-report.ts";

export const NONE: Sizes = { minimum: 0, buffer: 0, maximum: 0 };

/** What does not change with the number of players. */
export const always = (count: number): Sizes => ({ minimum: count, buffer: count, maximum: count });

export const times = ({ minimum, buffer, maximum }: Sizes, factor: number): Sizes => ({
  minimum: minimum * factor,
  buffer: buffer * factor,
  maximum: maximum * factor,
});

const plus = (a: Sizes, b: Sizes): Sizes => ({
  minimum: a.minimum + b.minimum,
  buffer: a.buffer + b.buffer,
  maximum: a.maximum + b.maximum,
});

export const sum = (all: readonly Sizes[]): Sizes => all.reduce(plus, NONE);

export const minus = (a: Sizes, b: Sizes): Sizes => plus(a, times(b, -1));

export const isSame = (a: Sizes, b: Sizes): boolean =>
  a.minimum === b.minimum && a.buffer === b.buffer && a.maximum === b.maximum;

export const isNone = (size: Sizes): boolean => isSame(size, NONE);
