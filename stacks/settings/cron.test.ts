import { describe, expect, test } from "@jest/globals";
import { cronProblem, openings } from "./cron.ts";

describe("sound", () => {
  test.each([
    "0 18 * * *",
    "*/15 0-6,18-23 1,15 * *",
    "0 18 * JAN-MAR,12 MON-FRI",
    "5/10 * 31 12 0",
    "0-30/10 18 * * 6",
  ])("%s", (expression) => {
    expect(cronProblem(expression)).toBeUndefined();
  });
});

describe("wrong", () => {
  test.each([
    ["60 * * * *", "the minute 60", "0 to 59"],
    ["0 24 * * *", "the hour 24", "0 to 23"],
    ["0 0 0 * *", "the day of the month 0", "1 to 31"],
    ["0 0 * 13 *", "the month 13", "1 to 12"],
    ["0 0 * * 7", "the day of the week 7", "0 to 6"],
    ["0 20-8 * * *", "the hour 20-8", "0 to 23"],
    ["0 1-2-3 * * *", "the hour 1-2-3", "0 to 23"],
    ["0 8- * * *", "the hour 8-", "0 to 23"],
    ["0 *-8 * * *", "the hour *-8", "0 to 23"],
    ["*/0 * * * *", "the minute */0", "0 to 59"],
    ["*/5/5 * * * *", "the minute */5/5", "0 to 59"],
    ["1,,2 * * * *", "the minute 1,,2", "0 to 59"],
    ["MON * * * *", "the minute MON", "0 to 59"],
    ["0 0 * * JAN", "the day of the week JAN", "0 to 6"],
  ])("%s", (expression, field, range) => {
    expect(cronProblem(expression)).toBe(`has ${field}, which is not made of numbers from ${range}`);
  });
});

describe("openings", () => {
  const MINUTE = 60_000;
  const sunday = Date.UTC(2026, 10, 22, 10);
  const first = (expression: string, count: number, from = sunday, to = Date.UTC(2031, 0)) =>
    [...openings(expression, from, to)]
      .slice(0, count)
      .map((time) => new Date(time).toISOString().slice(0, 16));

  // What robfig/cron v3.0.1 itself answers, the version that Agones 1.60 has.
  test.each([
    ["0 18 * * FRI,SUN", ["2026-11-22T18:00", "2026-11-27T18:00", "2026-11-29T18:00"]],
    ["5/25 23 * DEC *", ["2026-12-01T23:05", "2026-12-01T23:30", "2026-12-01T23:55", "2026-12-02T23:05"]],
    ["*/90 18 * * *", ["2026-11-22T18:00", "2026-11-23T18:00"]],
    ["0 18 29 FEB *", ["2028-02-29T18:00"]],
    ["0 18 31 2 *", []],
  ])("%s", (expression, times) => {
    expect(first(expression, Math.max(times.length, 1))).toEqual(times);
  });

  test.each([
    ["two restricted days are either of them", "0 18 1 * MON", ["2026-11-23", "2026-11-30", "2026-12-01"]],
    ["so they are with a step", "0 18 */15 * MON", ["2026-11-23", "2026-11-30", "2026-12-01"]],
    ["a star leaves it to the other day", "0 18 * * MON", ["2026-11-23", "2026-11-30", "2026-12-07"]],
    ["so does one in a list", "0 18 *,5 * MON", ["2026-11-23", "2026-11-30", "2026-12-07"]],
    ["so does one with step 1", "0 18 */1 * MON", ["2026-11-23", "2026-11-30", "2026-12-07"]],
  ])("%s", (_, expression, days) => {
    expect(first(expression, 3)).toEqual(days.map((day) => `${day}T18:00`));
  });

  test("come after the first time and up to the last", () => {
    const [from, to] = [sunday, sunday + 2 * MINUTE];
    expect(first("* * * * *", 9, from, to)).toEqual(["2026-11-22T10:01", "2026-11-22T10:02"]);
  });

  test("end at ten thousand", () => {
    expect([...openings("* * * * *", sunday, Infinity)].at(-1)).toBe(sunday + 10_000 * MINUTE);
  });
});
