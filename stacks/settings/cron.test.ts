import { describe, expect, test } from "@jest/globals";
import { cronProblem } from "./cron.ts";

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
