// Windows of time in which other bounds hold (Agones, ValidateSchedulePolicy and isScheduleActive).
import { cronProblem } from "../cron.ts";
import { policyOf } from "../games.ts";
import type { Game } from "../schema/games.ts";
import type { WithGames } from "./each-game.ts";
import { eachGame } from "./each-game.ts";
import type { Report, Rule } from "./rule.ts";

type Window = Game["autoscaling"]["windows"][string];

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
  eachWindow("window-always-open", ({ start, end, cron, duration }, path, report) => {
    if ([start, end, cron, duration].every((setting) => setting === undefined))
      report(path, "has neither start, end nor cron, so it is always open; set one of them");
  }),
  eachGame("windows-overlap", (game, path, report) => {
    if (!hasWindows(game)) return;
    const seen: Span[] = [];
    for (const span of Object.entries(game.autoscaling.windows).flatMap(([name, window]) =>
      spanOf(name, window),
    )) {
      const other = seen.find(({ start, end }) => start < span.end && span.start < end);
      if (other !== undefined)
        report(
          [...path, "autoscaling", "windows", span.name],
          `is open while ${other.name} is, which comes first and so decides; choose times that do not overlap`,
        );
      seen.push(span);
    }
  }),
];

interface Span {
  name: string;
  start: number;
  end: number;
}

/** From when to when a window is open; none for one that opens again and again, or has its own line. */
function spanOf(name: string, { start, end, cron, duration }: Window): Span[] {
  const isNeither = start === undefined && end === undefined;
  if (cron !== undefined || duration !== undefined || isNeither) return [];
  const span = {
    name,
    start: start === undefined ? -Infinity : Date.parse(start),
    end: end === undefined ? Infinity : Date.parse(end),
  };
  return [start, end].every((time) => time === undefined || isDate(time)) && span.start < span.end
    ? [span]
    : [];
}

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
