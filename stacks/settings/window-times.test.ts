import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Window } from "./window-times.ts";
import { firstOverlap, gapThatNeverCloses, opensAtAll } from "./window-times.ts";

/** A Sunday. */
const NOW = "2026-11-22T10:00:00Z";

beforeAll(() => {
  jest.useFakeTimers({ now: Date.parse(NOW) });
});
afterAll(() => {
  jest.useRealTimers();
});

const again = (cron: string, duration: string, more: Partial<Window> = {}): Window => ({
  cron,
  duration,
  timezone: "UTC",
  ...more,
});
const once = (start?: string, end?: string): Window => ({
  timezone: "UTC",
  ...(start !== undefined && { start }),
  ...(end !== undefined && { end }),
});

describe("opens at all", () => {
  test.each([
    ["each day", again("0 18 * * *", "4h"), true],
    ["in a leap year", again("0 18 29 2 *", "4h"), true],
    ["on a day that no month has", again("0 18 31 2,4,6,9,11 *", "4h"), false],
    ["from start on, opened before", again("0 18 * * *", "4h", { start: "2099-01-30T21:59:59Z" }), true],
    ["before end", again("0 18 1 1 *", "4h", { end: "2027-01-01T18:00:01Z" }), true],
    ["not at its end", again("0 18 1 1 *", "4h", { end: "2027-01-01T18:00:00Z" }), false],
    [
      "before end, by a clock far behind",
      again("30 23 * * *", "1m", { end: "2026-11-22T11:00:00Z", timezone: "Pacific/Pago_Pago" }),
      true,
    ],
    [
      "before end, by a clock far ahead",
      again("30 0 * * *", "1m", { end: "2026-11-22T11:00:00Z", timezone: "Pacific/Kiritimati" }),
      true,
    ],
    [
      "before end, in its own time zone",
      again("0 18 1 1 *", "4h", { end: "2027-01-01T18:00:00Z", timezone: "Europe/Berlin" }),
      true,
    ],
  ])("%s", (_, window, expected) => {
    expect(opensAtAll(window)).toBe(expected);
  });
});

describe("never closes", () => {
  test.each([
    ["a day of each day", again("0 18 * * *", "24h"), "24h"],
    ["all but a second", again("0 18 * * *", "23h59m59s"), undefined],
    ["where clocks change", again("0 18 * * *", "24h", { timezone: "Europe/Berlin" }), "24h"],
    ["hours that meet", again("*/45 * * * *", "1h"), "45m"],
    ["every minute", again("* * * * *", "1m"), "1m"],
    ["a night between", again("0 6-22 * * *", "1h30m"), undefined],
    ["a night that is covered", again("30 6-22/8 * * *", "8h"), "8h"],
    ["two days that meet, and a week before the next", again("0 12 * * SAT,SUN", "30h"), undefined],
    ["a quarter that is on each day", again("0 0 * 1-3 *", "24h"), undefined],
    ["an odd gap", again("0 0,13 * * *", "13h"), "13h"],
    ["once in five years", again("0 18 29 2 *", "9999h"), undefined],
    ["once, for good", once(NOW), undefined],
  ])("%s", (_, window, gap) => {
    expect(gapThatNeverCloses(window)).toBe(gap);
  });
});

describe("first overlap", () => {
  const evening = again("0 18 * * *", "4h");
  test.each([
    ["the same", evening, evening, "2026-11-22T18:00:00Z"],
    ["one that ends when the other opens", evening, again("0 22 * * *", "1h"), undefined],
    ["one that opens before the other ends", evening, again("59 21 * * *", "1h"), "2026-11-22T21:59:00Z"],
    ["one within the other", again("0 12 * * SAT", "36h"), evening, "2026-11-22T18:00:00Z"],
    [
      "days that meet once in a while",
      again("0 18 13 * *", "1h"),
      again("0 18 * * FRI", "1h"),
      "2027-08-13T18:00:00Z",
    ],
    ["days that never meet", again("0 18 * * MON-THU", "4h"), again("0 12 * * SAT", "36h"), undefined],
    ["at once, opened before", again("0 9 * * *", "4h"), once(undefined, "2027-01-01T00:00:00Z"), NOW],
    [
      "at once, opened days before",
      again("0 12 * * THU", "90h"),
      once(undefined, "2027-01-01T00:00:00Z"),
      NOW,
    ],
    [
      "on the morning of a change of clocks",
      again("30 1 28 3 *", "1h", { timezone: "Europe/Berlin" }),
      once("2027-03-27T20:00:00Z"),
      "2027-03-28T00:30:00Z",
    ],
    ["a time for good", evening, once("2099-01-30T20:00:00Z"), "2099-01-30T20:00:00Z"],
    [
      "a time that ends before",
      again("0 18 * * *", "4h", { end: "2099-01-30T18:00:00Z" }),
      once("2099-01-30T18:00:00Z"),
      undefined,
    ],
    ["a time of an hour between", evening, once("2099-01-30T22:00:00Z", "2099-01-31T18:00:00Z"), undefined],
    ["more than a year ahead", again("0 18 1 3 *", "1h"), again("0 18 29 2 *", "48h"), undefined],
  ])("%s", (_, one, other, time) => {
    const found = time === undefined ? undefined : Date.parse(time);
    expect([firstOverlap(one, other), firstOverlap(other, one)]).toEqual([found, found]);
  });

  test("none between a day and a night, on days with a change of clocks either", () => {
    const timezone = "Europe/Berlin";
    const [day, night] = [again("0 6 * * *", "16h", { timezone }), again("0 22 * * *", "8h", { timezone })];
    expect(firstOverlap(day, night)).toBeUndefined();
    const early = [again("30 2 * * *", "30m", { timezone }), again("0 3 * * *", "1h", { timezone })] as const;
    expect(firstOverlap(...early)).toBeUndefined();
  });

  test("between time zones, in the weeks in which one alone has changed its clocks", () => {
    const berlin = again("0 18 * * *", "4h", { timezone: "Europe/Berlin" });
    const newYork = (cron: string) => again(cron, "4h", { timezone: "America/New_York" });
    expect(firstOverlap(berlin, newYork("30 16 * * *"))).toBe(Date.parse("2027-03-14T20:30:00Z"));
    expect(firstOverlap(berlin, newYork("0 17 * * *"))).toBeUndefined();
  });
});
