// When windows of time are open (Agones, isScheduleActive), by the clock: the hour by which a day with a change of
// clocks is longer or shorter makes no overlap, because nobody can write a day and a night that leave it out.
import { openings } from "./cron.ts";
import type { Game } from "./schema/games.ts";

export type Window = Game["autoscaling"]["windows"][string];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far robfig/cron looks for an opening. */
const FIVE_YEARS = 5 * 365 * DAY;
/** What comes once a year comes within it. */
const HORIZON = 366 * DAY;

/** From when to when a window is open, in milliseconds since 1970. */
interface Span {
  open: number;
  close: number;
}

/** Whether a window is open at some time from now on, within the five years in which Agones looks for an opening. */
export function opensAtAll(window: Window): boolean {
  const from = eligibleFrom(window);
  return spansOf(window, from, from + FIVE_YEARS).next().done !== true;
}

/**
 * The longest time between two openings of a window that stays open as long as that; undefined for one that closes.
 * Ten thousand openings without a break count as always.
 */
export function gapThatNeverCloses(window: Window): string | undefined {
  const { cron, duration } = window;
  if (cron === undefined || duration === undefined) return undefined;
  let longest = 0;
  let last: number | undefined;
  const from = eligibleFrom(window);
  for (const opening of openings(cron, from, from + FIVE_YEARS)) {
    longest = Math.max(longest, opening - (last ?? opening));
    if (longest > millisecondsOf(duration)) return undefined;
    last = opening;
  }
  return longest === 0 ? undefined : inHours(longest);
}

/** The first time when both windows are open, within 366 days from when both may be. */
export function firstOverlap(one: Window, other: Window): number | undefined {
  const from = Math.max(eligibleFrom(one), eligibleFrom(other));
  const [ones, others] = [one, other].map((window) => spansOf(window, from, from + HORIZON));
  let a = ones?.next().value;
  let b = others?.next().value;
  while (a && b) {
    if (a.open < b.close && b.open < a.close) return Math.max(a.open, b.open);
    if (a.close <= b.close) a = ones?.next().value;
    else b = others?.next().value;
  }
  return undefined;
}

const eligibleFrom = ({ start }: Window) =>
  Math.max(Date.now(), start === undefined ? -Infinity : Date.parse(start));

/** The spans of a window between two times, in their order. */
function* spansOf(window: Window, from: number, to: number): Generator<Span, undefined> {
  const { end, cron, duration, timezone } = window;
  const last = Math.min(to, end === undefined ? Infinity : Date.parse(end));
  if (cron === undefined || duration === undefined) {
    if (from < last) yield { open: from, close: last };
    return;
  }
  const length = millisecondsOf(duration);
  const instantOf = clockOf(timezone);
  // A clock on the wall is less than a day away from UTC.
  for (const opening of openings(cron, from - length - DAY, last + DAY)) {
    const open = Math.max(instantOf(opening), from);
    const close = Math.min(instantOf(opening + length), last);
    if (open < close) yield { open, close };
  }
}

/** The instants at which clocks in a time zone show a time that is given as if in UTC. */
function clockOf(timeZone: string): (shown: number) => number {
  if (timeZone === "UTC") return (shown) => shown;
  // Swedes write 2027-01-30 18:00:00.
  const clock = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const ahead = (instant: number) => Date.parse(`${clock.format(instant)}Z`) - instant;
  // From UTC's offset to the offset there, which may change in between.
  return (shown) => shown - ahead(shown - ahead(shown));
}

const milliseconds = { h: 60 * MINUTE, m: MINUTE, s: 1000 };

/** `1h30m` in milliseconds. */
function millisecondsOf(duration: string): number {
  const count = (unit: keyof typeof milliseconds) =>
    Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0) * milliseconds[unit];
  return count("h") + count("m") + count("s");
}

/** The opposite, of whole minutes. */
function inHours(time: number): string {
  const hours = Math.floor(time / milliseconds.h);
  const minutes = (time % milliseconds.h) / MINUTE;
  return `${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes}m` : ""}`;
}
