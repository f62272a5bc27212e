import { expect, test } from "@jest/globals";
import { parseStat } from "./process-table.ts";

test("a name with spaces and brackets moves no field", () => {
  const rest =
    "S 7 4242 4242 0 -1 4194304 100 0 0 0 31 11 0 0 20 0 1 0 987654 1000 200 18446744073709551615 1 1 0 0";
  expect(parseStat(`4242 (a) b (c) ${rest}\n`)).toEqual({
    pid: 4242,
    name: "a) b (c",
    state: "S",
    parent: 7,
    ticks: 42,
    startTime: "987654",
  });
});
