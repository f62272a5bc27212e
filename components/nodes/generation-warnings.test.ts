import { expect, test } from "@jest/globals";
import { generationWarnings } from "./generation-warnings.ts";
import { gamePool, generation, systemPool } from "./test-pools.ts";

const active = generation({ id: "3" });
const cordoned = (id: string) => generation({ id, cordoned: true });

test("active generations need nothing", () => {
  expect(generationWarnings([systemPool(), gamePool()], "cluster-autoscaler")).toEqual([]);
});

test("a cordoned generation says what comes next, once per pool", () => {
  const pools = [
    systemPool({ generations: [cordoned("1"), active] }),
    gamePool({ generations: [cordoned("1"), cordoned("2"), active] }),
  ];
  expect(generationWarnings(pools, "cluster-autoscaler")).toEqual([
    "pool system: generation 1 is cordoned; set drained: true when no session is left, then remove it (docs/operations.md)",
    "pool game: generation 1, 2 is cordoned; set drained: true when no session is left, then remove it (docs/operations.md)",
  ]);
});

test("a drained generation is to be removed", () => {
  const pool = gamePool({ generations: [generation({ cordoned: true, drained: true }), active] });
  expect(generationWarnings([pool], "cluster-autoscaler")).toEqual([
    "pool game: generation 1 is drained; remove it (docs/operations.md)",
  ]);
});

test("with Karpenter a person keeps pods off a cordoned generation's nodes", () => {
  const generations = [cordoned("1"), active];
  expect(generationWarnings([systemPool({ generations }), gamePool({ generations })], "karpenter")).toEqual([
    "pool system: generation 1 is cordoned; set drained: true when no session is left, then remove it (docs/operations.md)",
    "pool game: generation 1 is cordoned; set drained: true when no session is left, then remove it (docs/operations.md); keep pods off its nodes: kubectl cordon -l 'gameplane.dev/pool=game,gameplane.dev/generation in (1)'",
  ]);
});
