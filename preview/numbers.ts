// Figures as people expect them.

/** With commas. Not by Intl, which takes longer to load than a stack to price. */
export const whole = (value: number): string => withCommas(Math.round(value).toFixed(0));

/** Digits, with or without decimals. */
export const withCommas = (digits: string): string =>
  digits.replace(/\B(?=(?:\d{3})+(?:$|\.))(?<!\.\d*)/g, ",");

/** Whole dollars; what is below one is not nothing. */
export function dollars(value: number): string {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  return size > 0 && size < 1 ? `${sign}under $1` : `${sign}$${whole(size)}`;
}

/** With its sign: a difference. */
export const moreDollars = (value: number): string => (value > 0 ? `+${dollars(value)}` : dollars(value));

/** A price of one thing: as many digits as it takes. */
export const price = (value: number): string => `$${Number(value.toPrecision(4)).toString()}`;
