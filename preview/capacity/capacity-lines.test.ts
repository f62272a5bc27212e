import { expect, test } from "@jest/globals";
import type { Paint } from "../tree.ts";
import { capacityLines, summaryLines } from "./capacity-lines.ts";
import type { Capacity, GameCapacity } from "./capacity-report.ts";

const plain: Paint = (_, text) => text;
const marked: Paint = (style, text) => `<${String(style)}>${text}</>`;

const game = (
  name: string,
  maximum: number,
  fits: number,
  more: Partial<GameCapacity> = {},
): GameCapacity => ({
  ...{ game: name, fleets: [name], pools: ["game"], playersPerServer: 10, fits },
  servers: { minimum: 0, buffer: 5, maximum },
  players: Math.min(maximum, fits) * 10,
  limits: [{ limit: "memory", servers: fits, detail: "" }],
  ...more,
});
const capacity = (games: GameCapacity[], more: Partial<Capacity> = {}): Capacity => ({
  ...{ games, pools: [], servers: 1100, players: 11_000, findings: [] },
  ...more,
});

test("a table that aligns, with a total where there are several games", () => {
  const lines = capacityLines(capacity([game("multiplayer", 1000, 1422), game("duel", 100, 355)]), plain);
  expect(lines).toEqual([
    "game         servers min/buffer/max   fits  first limit  players",
    "multiplayer           0 / 5 / 1,000  1,422  memory        10,000",
    "duel                    0 / 5 / 100    355  memory         1,000",
    "all                           1,100                       11,000",
  ]);
});

test("one game is its own total; what is not known has a question mark", () => {
  const lines = capacityLines(capacity([game("duel", 100, 100, { unknown: ["the most"] })]), plain);
  expect(lines.slice(1)).toEqual(["duel           0 / 5 / 100 ?   100  memory         1,000"]);
});

test.each([
  [100, 120, "calm"],
  [100, 119, "<yellow> 119</>"],
  [100, 100, "<yellow> 100</>"],
  [100, 99, "<red>  99</>"],
])("a maximum of %d of which %d fit is %s", (maximum, fits, look) => {
  const line = capacityLines(capacity([game("duel", maximum, fits)]), marked)[1] ?? "";
  if (look === "calm") expect(line).not.toContain("<");
  else expect(line).toContain(look);
});

test("findings and what was not checked stand below, the latter once", () => {
  const unchecked = [{ limit: "vCPU quota", detail: "not set: serviceQuotas.onDemandStandardVcpus" }];
  const findings = [
    { level: "error" as const, message: "too many" },
    { level: "warning" as const, message: "close" },
  ];
  const games = [game("a", 1, 9, { unchecked }), game("b", 1, 9, { unchecked })];
  expect(capacityLines(capacity(games, { findings }), marked).slice(-3)).toEqual([
    "<red>error:</> too many",
    "<yellow>warning:</> close",
    "<dim>vCPU quota: not set: serviceQuotas.onDemandStandardVcpus</>",
  ]);
});

test("an environment against the promise", () => {
  const summary = {
    ...{ servers: 1999, players: 344_480, promise: { servers: 2000, players: 100_000 } },
    ...{ stacks: ["a"], notCounted: ["prod"], lacks: ["1999 servers of 2000: 1 lack"] },
  };
  expect(summaryLines(summary, marked)).toEqual([
    "<yellow>capacity: 344,480 players of 100,000 and 1,999 game servers of 2,000 promised; not counted: prod</>",
    "<yellow>lacks:</> 1999 servers of 2000: 1 lack",
  ]);
  expect(summaryLines({ ...summary, servers: 2000, notCounted: [], lacks: [] }, marked)).toEqual([
    "<green>capacity: 344,480 players of 100,000 and 2,000 game servers of 2,000 promised</>",
  ]);
});
