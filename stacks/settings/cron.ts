// Cron expressions as Agones reads them (robfig/cron, ParseStandard).
import { Cron } from "croner";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Field {
  name: string;
  min: number;
  max: number;
  /** What may stand for a number, the first for `min`. */
  names?: string[];
}

/** The fields in their order: Sunday is 0 alone. */
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
  const wrong = FIELDS.find((field, index) => numbersOf(parts[index] ?? "", field) === undefined);
  if (wrong === undefined) return undefined;
  const { name, min, max } = wrong;
  return `has the ${name} ${parts[FIELDS.indexOf(wrong)] ?? ""}, which is not made of numbers from ${min} to ${max}`;
}

/** An opening takes croner about 10 µs; an hourly expression has 8784 in a year. */
const MOST_OPENINGS = 10_000;

/**
 * The times after `from` and up to `to` that a sound expression stands for, at most 10,000, in milliseconds. They are
 * what a clock on the wall shows, as if it hung in UTC.
 */
export function* openings(expression: string, from: number, to: number): Generator<number> {
  const cron = new Cron(plain(expression), { mode: "5-part", utcOffset: 0 });
  let time = cron.nextRun(new Date(from));
  for (let count = 0; count < MOST_OPENINGS && time !== null && time.getTime() <= to; count += 1) {
    yield time.getTime();
    time = cron.nextRun(time);
  }
}

/** In stars and numbers: croner takes `*,5` for a restriction, and refuses `5/10` and a step beyond the field. */
function plain(expression: string): string {
  const parts = expression.split(" ");
  return FIELDS.map((field, index) => {
    const part = parts[index] ?? "";
    return hasStar(part) ? "*" : (numbersOf(part, field) ?? []).join(",");
  }).join(" ");
}

/** Whether a field leaves all to others: of two days, one with a star does not widen the other. */
const hasStar = (text: string) => text.split(",").some((part) => /^\*(\/0*1)?$/.test(part));

/** The numbers that a field stands for; undefined where it is wrong. */
function numbersOf(text: string, field: Field): number[] | undefined {
  const parts = text.split(",").map((part) => numbersOfPart(part, field));
  return parts.some((numbers) => numbers === undefined)
    ? undefined
    : parts.flatMap((numbers) => numbers ?? []);
}

/** `5`, `1-5`, `*`, and any of them with a step: `0-30/10`. */
function numbersOfPart(text: string, field: Field): number[] | undefined {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return undefined;
  const ends = endsOf(range, field, step !== undefined);
  if (ends === undefined) return undefined;
  const [from, to] = ends;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (number) => (number - from) % Number(step ?? 1) === 0,
  );
}

/** From where to where a range goes; a single number goes to the field's end where it has a step. */
function endsOf(range: string, field: Field, hasStep: boolean): [number, number] | undefined {
  if (range === "*") return [field.min, field.max];
  const [from, to, ...further] = range.split("-").map((value) => valueOf(value, field));
  if (from === undefined || further.length > 0) return undefined;
  if (!range.includes("-")) return [from, hasStep ? field.max : from];
  return to !== undefined && from <= to ? [from, to] : undefined;
}

/** The number that a value stands for, where it is one of the field's. */
function valueOf(text: string, { min, max, names = [] }: Field): number | undefined {
  const named = names.indexOf(text);
  const value = named >= 0 ? min + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
}
