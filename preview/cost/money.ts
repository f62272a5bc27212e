import { withCommas } from "../numbers.ts";

/** Dollars as people read an estimate: whole ones, with cents below ten. */
export const dollars = (usd: number): string => format(usd, usd !== 0 && Math.abs(usd) < 9.995 ? 2 : 0);

/** Parts of a cent count when they are paid for each player and hour. */
export const smallDollars = (usd: number): string => format(usd, 4);

/** With its sign, as a difference. */
export const change = (usd: number): string => (usd > 0 ? `+${dollars(usd)}` : dollars(usd));

function format(usd: number, digits: number): string {
  const text = Math.abs(usd).toFixed(digits);
  return usd < 0 && Number(text) !== 0 ? `-$${withCommas(text)}` : `$${withCommas(text)}`;
}
