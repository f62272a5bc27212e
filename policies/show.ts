/** How a message shows a value: short, on one line, and only what cannot be a secret is to be passed. */
export function show(value: unknown): string {
  if (value === undefined || value === null || value === "") return "none";
  if (typeof value === "string") return shortened(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "none" : shortened(value.map(show).join(", "));
  return "an object";
}

const LONGEST = 120;

const shortened = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

/** Whether a property is on; some of AWS's are text. */
export const isTrue = (value: unknown): boolean => value === true || value === "true";
