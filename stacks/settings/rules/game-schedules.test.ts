import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { problemsWith } from "../project-with.ts";

function linesOf(windows: string, policy = "chain"): string[] {
  const parsed: unknown = parse(windows);
  const games = { duel: { autoscaling: { policy, windows: parsed } } };
  return problemsWith({ "Pulumi.dev.yaml": { games } }, "dev").lines;
}

const DAILY = "daily: { cron: 0 18 * * *, duration: 4h }";

describe("a mistake in a window is one line, without what follows from it", () => {
  test.each([
    ["never opens", "{ a: { cron: 0 18 31 2 *, duration: 4h } }"],
    ["has ended", "{ a: { cron: 0 18 * * *, duration: 4h, end: 2020-01-30T22:00:00Z } }"],
    ["ends before it starts", "{ a: { start: 2099-01-02T00:00:00Z, end: 2099-01-01T00:00:00Z } }"],
    ["starts on no day", "{ a: { start: 2099-02-31T00:00:00Z, cron: 0 18 * * *, duration: 4h } }"],
    ["has no duration", "{ a: { cron: 0 18 31 2 * } }"],
    ["has no cron", "{ a: { duration: 4h } }"],
    ["has a wrong cron", "{ a: { cron: 0 24 * * *, duration: 24h } }"],
    ["has a wrong time zone", "{ a: { cron: 0 18 * * *, duration: 24h, timezone: Europe/Hamburg } }"],
    ["is always open by its duration", "{ a: { cron: 0 18 * * *, duration: 24h } }"],
    ["is always open without times", "{ a: {} }"],
  ])("%s", (_, windows) => {
    expect(linesOf(windows)).toHaveLength(1);
    expect(linesOf(windows.replace(/ }$/, `, ${DAILY} }`))).toHaveLength(1);
  });

  test("several windows where one belongs", () => {
    expect(linesOf(`{ ${DAILY}, again: { cron: 0 18 * * *, duration: 4h } }`, "schedule")).toHaveLength(1);
  });
});

test("each window that overlaps has one line, with the first that it overlaps", () => {
  const windows = `{ ${DAILY}, b: { start: "2099-01-30T18:00:00Z" }, c: { start: "2099-01-29T18:00:00Z" } }`;
  const games = "Pulumi.dev.yaml: games.duel.autoscaling.windows";
  const rest = "and the first in order decides; make them disjoint";
  expect(linesOf(windows)).toEqual([
    `${games}.b is open while daily is, first at 2099-01-30T18:00:00Z, ${rest}`,
    `${games}.c is open while daily is, first at 2099-01-29T18:00:00Z, ${rest}`,
  ]);
});

test("other policies have no windows to check", () => {
  expect(linesOf("{ a: { cron: 0 18 31 2 *, duration: 4h } }", "buffer")).toEqual([
    "Pulumi.dev.yaml: games.duel.autoscaling.windows has no effect with policy buffer, only with schedule or chain; remove it, or choose another policy",
  ]);
});
