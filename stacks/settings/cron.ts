const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Field {
  name: string;
  min: number;
  max: number;
  /** What may stand for a number, the first for `min`. */
  names?: string[];
}

/** The fields that Agones reads (robfig/cron, ParseStandard): Sunday is 0 alone. */
const FIELDS: Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, names: MONTHS },
  { name: "day of the week", min: 0, max: 6, names: DAYS },
];

/** What is wrong with a cron expression: `has hour 24, which is not from 0 to 23`; undefined for a sound one. */
export function cronProblem(expression: string): string | undefined {
  const parts = expression.split(" ");
  const wrong = FIELDS.find((field, index) => !isField(parts[index] ?? "", field));
  if (wrong === undefined) return undefined;
  const { name, min, max } = wrong;
  return `has the ${name} ${parts[FIELDS.indexOf(wrong)] ?? ""}, which is not made of numbers from ${min} to ${max}`;
}

const isField = (text: string, field: Field) => text.split(",").every((part) => isPart(part, field));

/** `5`, `1-5`, `*`, and any of them with a step: `0-30/10`. */
function isPart(text: string, field: Field): boolean {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const [from, to, ...further] = range.split("-").map((value) => valueOf(value, field));
  if (from === undefined || further.length > 0) return false;
  return range.includes("-") ? to !== undefined && from <= to : true;
}

/** The number that a value stands for, where it is one of the field's. */
function valueOf(text: string, { min, max, names = [] }: Field): number | undefined {
  const named = names.indexOf(text);
  const value = named >= 0 ? min + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
}
