// Quantities as Kubernetes writes them: `2`, `500m`, `1.5Gi`, `8k`.
import { z } from "zod";

const DECIMAL = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };
const BINARY = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };
const FACTORS = new Map(Object.entries({ "": 1, ...DECIMAL, ...BINARY }));

/** The plain number; undefined for text that is no quantity, such as an unknown value. */
export function quantity(text: string | number): number | undefined {
  const [, number = "", suffix = ""] = /^(\d+(?:\.\d+)?(?:[eE]\d+)?)([A-Za-z]*)$/.exec(String(text)) ?? [];
  const factor = FACTORS.get(suffix);
  return number === "" || factor === undefined ? undefined : Number(number) * factor;
}

/** A quantity of a manifest, as a plain number. */
export const quantitySchema = z.union([z.string(), z.number()]).transform((text, context) => {
  const value = quantity(text);
  if (value !== undefined) return value;
  context.issues.push({ code: "custom", input: text, message: `${text} is not a quantity` });
  return z.NEVER;
});

/** Thousandths, rounded up as Kubernetes does; what binary fractions add is no thousandth. */
export const thousandths = (value: number): number => Math.ceil(value * 1000 - 1e-6);

export const mebibytes = (bytes: number): number => bytes / 2 ** 20;
