// The stacks of this project, as an `up` would make them.
import { beforeAll, expect, test } from "@jest/globals";
import program from "../../index.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { preview } from "../preview.ts";
import { capacityOf } from "./capacity.ts";
import type { Capacity } from "./capacity-report.ts";
import { serviceQuotasOf } from "./service-quotas.ts";
import { summaryOf } from "./summary.ts";

const project = readProject(process.cwd());
const capacities = new Map<string, Capacity | null>();

beforeAll(async () => {
  for (const report of await preview(program, project, [...project.stacks.keys()])) {
    expect(report.errors).toEqual([]);
    capacities.set(report.name, capacityOf(report, serviceQuotasOf(project, report.name)));
  }
}, 60_000);

test("all games fit, and one is close to its limit", () => {
  const found = [...capacities].flatMap(([stack, capacity]) =>
    (capacity?.findings ?? []).map(({ level, message }) => `${stack}: ${level}: ${message}`),
  );
  expect(found).toEqual([
    expect.stringMatching(
      /^prod-us-east-1: warning: competitive has up to 8 servers, and 8 fit, .*; raise pools\.gpu\.max from 8 to 10, /,
    ),
  ]);
});

test("only a cluster that is already there and an environment have none", () => {
  expect([...capacities].filter(([, capacity]) => capacity === null).map(([stack]) => stack)).toEqual([
    "local",
    "prod",
  ]);
});

test("production keeps the promise, with every limit checked", () => {
  const regions = [...capacities].filter(([stack]) => stack.startsWith("prod-"));
  const summary = summaryOf(regions.map(([stack, capacity]) => ({ stack, capacity })));
  expect([summary.lacks, summary.notCounted]).toEqual([[], []]);
  for (const [, capacity] of regions)
    for (const { unchecked, unknown } of capacity?.games ?? [])
      expect([unchecked, unknown]).toEqual([undefined, undefined]);
});

test("all games of a region fit at once, so its total is their sum", () => {
  const totals = [...capacities].flatMap(([stack, capacity]) => {
    if (capacity === null) return [];
    const { games, servers, players } = capacity;
    const sum = (of: (game: (typeof games)[number]) => number) =>
      games.reduce((all, one) => all + of(one), 0);
    const own = [sum((one) => Math.min(one.servers.maximum, one.fits)), sum((one) => one.players)];
    expect([stack, servers, players]).toEqual([stack, ...own]);
    return [stack];
  });
  expect(totals).toHaveLength(6);
});

test("a region as worked out by hand", () => {
  // Of 27005 MiB on a node 12 multiplayer servers take 2080 each, 3 battle-royale 8224, 6 team-shooter 4128. While 5 and
  // 10 of the others wait on 4 nodes, which have room for 1, 1, 1 and 9 more: 12 + 116 x 12.
  const capacity = capacities.get("prod-eu-west-1");
  expect(capacity?.games.map(({ game, fits, limits }) => [game, fits, limits[0]?.limit])).toEqual([
    ["multiplayer", 1404, "memory"],
    ["battle-royale", 350, "memory"],
    ["team-shooter", 701, "memory"],
  ]);
  expect(capacity?.pools.find(({ pool }) => pool === "game")?.nodes).toEqual({
    ...{ minimum: 6, buffer: 6, maximum: 120 },
  });
});
