// Windows of time in which other bounds hold (Agones, ValidateSchedulePolicy and isScheduleActive).
import { cronProblem } from "../cron.ts";
import { policyOf } from "../games.ts";
import type { Game } from "../schema/games.ts";
import type { Window } from "../window-times.ts";
import { firstOverlap, gapThatNeverCloses, opensAtAll } from "../window-times.ts";
import type { WithGames } from "./each-game.ts";
import { eachGame } from "./each-game.ts";
import type { Report, Rule } from "./rule.ts";

/** Where windows have an effect. */
const hasWindows = ({ autoscaling }: Game) => ["schedule", "chain"].includes(policyOf(autoscaling));

const eachWindow = (
  id: string,
  check: (window: Window, path: string[], report: Report) => void,
): Rule<WithGames> =>
  eachGame(id, (game, path, report) => {
    if (!hasWindows(game)) return;
    for (const [name, window] of Object.entries(game.autoscaling.windows))
      check(window, [...path, "autoscaling", "windows", name], report);
  });

export const gameScheduleRules: Rule<WithGames>[] = [
  eachGame("windows-count", ({ autoscaling }, path, report) => {
    const policy = policyOf(autoscaling);
    const names = Object.keys(autoscaling.windows);
    const here = [...path, "autoscaling", "windows"];
    if (policy === "schedule" && names.length > 1)
      report(
        here,
        `has ${names.length} (${names.join(", ")}), and policy schedule takes one; choose policy chain for several`,
      );
    if (["schedule", "chain"].includes(policy) && names.length === 0)
      report(here, `has none, and policy ${policy} needs one; add it, or choose policy buffer`);
  }),
  eachWindow("window-date", (window, path, report) => {
    for (const key of ["start", "end"] as const) {
      const time = window[key];
      if (time !== undefined && !isDate(time))
        report([...path, key], `${time} is no date and time of the calendar; correct it`);
    }
  }),
  eachWindow("window-ended", ({ end }, path, report) => {
    if (end !== undefined && isDate(end) && Date.parse(end) < Date.now())
      report(
        [...path, "end"],
        `${end} is past, and Agones refuses such a window; remove it, or correct its end`,
      );
  }),
  eachWindow("window-order", ({ start, end }, path, report) => {
    if (start === undefined || end === undefined || !isDate(start) || !isDate(end)) return;
    if (Date.parse(start) >= Date.parse(end))
      report([...path, "start"], `${start} is not before end ${end}; correct one of them`);
  }),
  eachWindow("window-recurrence", ({ cron, duration }, path, report) => {
    if (cron !== undefined && duration === undefined)
      report(
        [...path, "cron"],
        `${JSON.stringify(cron)} without duration would never close again; set duration, such as 4h`,
      );
    if (cron === undefined && duration !== undefined)
      report([...path, "duration"], `${duration} has no effect without cron; set cron, or end instead`);
  }),
  eachWindow("window-cron", ({ cron }, path, report) => {
    const problem = cron === undefined ? undefined : cronProblem(cron);
    if (problem !== undefined) report([...path, "cron"], `${JSON.stringify(cron)} ${problem}; correct it`);
  }),
  eachWindow("window-time-zone", ({ timezone }, path, report) => {
    if (!isTimeZone(timezone))
      report(
        [...path, "timezone"],
        `${timezone} is not a time zone of the IANA database; correct it, to one such as Europe/Berlin`,
      );
  }),
  eachWindow("window-never-opens", (window, path, report) => {
    const { start, end, cron } = window;
    if (cron === undefined || !isSound(window) || opensAtAll(window)) return;
    const [when, remedy] =
      end === undefined
        ? ["in the five years that Agones looks ahead", "correct it"]
        : [`${start === undefined ? "before" : `from start ${start} to`} end ${end}`, "correct one of them"];
    report([...path, "cron"], `${JSON.stringify(cron)} opens the window at no time ${when}; ${remedy}`);
  }),
  eachWindow("window-always-open", (window, path, report) => {
    const { cron, duration } = window;
    if (hasNoTimes(window))
      report(path, "has neither start, end nor cron, so it is always open; set one of them");
    if (cron === undefined || duration === undefined || !isSound(window)) return;
    const gap = gapThatNeverCloses(window);
    if (gap !== undefined)
      report(
        [...path, "duration"],
        `${duration} is not below ${gap}, the longest time between two openings of cron ${JSON.stringify(cron)}, so the window never closes; shorten it, or set start and end instead of cron`,
      );
  }),
  eachGame("windows-overlap", ({ autoscaling }, path, report) => {
    if (policyOf(autoscaling) !== "chain") return;
    const windows = Object.entries(autoscaling.windows).filter(([, window]) => closesAtTimes(window));
    for (const [index, [name, window]] of windows.entries())
      for (const [earlier, other] of windows.slice(0, index)) {
        const time = firstOverlap(other, window);
        if (time === undefined) continue;
        report(
          [...path, "autoscaling", "windows", name],
          `is open while ${earlier} is, first at ${inSeconds(time)}, and the first in order decides; make them disjoint`,
        );
        break;
      }
  }),
];

const hasNoTimes = ({ start, end, cron, duration }: Window) =>
  [start, end, cron, duration].every((setting) => setting === undefined);

/** Whether no other line speaks of the times of a window, so that it can be asked when it is open. */
function isSound({ start, end, cron, duration, timezone }: Window): boolean {
  const times = [start, end].filter((time) => time !== undefined);
  const opens = Math.max(Date.now(), start === undefined ? -Infinity : Date.parse(start));
  return (
    times.every(isDate) &&
    (end === undefined || opens < Date.parse(end)) &&
    (cron === undefined) === (duration === undefined) &&
    (cron === undefined || cronProblem(cron) === undefined) &&
    isTimeZone(timezone)
  );
}

/** Whether a window can overlap others without an own line that says why. */
const closesAtTimes = (window: Window) =>
  isSound(window) && !hasNoTimes(window) && gapThatNeverCloses(window) === undefined;

/** `2027-01-30T18:00:00Z`, as settings write a time. */
const inSeconds = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Whether the calendar has such a day and the day such an hour: JavaScript takes the 31st of February for March. */
function isDate(time: string): boolean {
  const local = `${time.slice(0, 19)}Z`;
  const parsed = Date.parse(local);
  return !Number.isNaN(Date.parse(time)) && new Date(parsed).toISOString() === local.replace("Z", ".000Z");
}

/** Go, unlike JavaScript, tells upper case from lower. */
function isTimeZone(name: string): boolean {
  try {
    const canonical = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    return canonical === name || canonical.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
