import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { agonesPool, gamePool, generation, gpuPool, metricsPool, systemPool } from "./test-pools.ts";
import { offered, shares, subnetsOf } from "./zones.ts";

const SUBNETS = {
  game: { "euw1-az2": "game-2", "euw1-az1": "game-1" },
  private: { "euw1-az2": "private-2", "euw1-az1": "private-1" },
};

describe("subnets", () => {
  test("sessions start in game subnets, everything else in private ones", () => {
    const zones = (pool: Parameters<typeof subnetsOf>[0]) => Object.values(subnetsOf(pool, SUBNETS));
    expect([systemPool(), agonesPool(), metricsPool(), gamePool(), gpuPool()].map(zones)).toEqual([
      ["private-1", "private-2"],
      ["private-1", "private-2"],
      ["private-1", "private-2"],
      ["game-1", "game-2"],
      ["game-1", "game-2"],
    ]);
  });

  test("excluded zones are left out", () => {
    expect(subnetsOf(gamePool({ excludeZoneIds: ["euw1-az1"] }), SUBNETS)).toEqual({ "euw1-az2": "game-2" });
  });
});

test("zones that lack an instance type of the generation are left out", () => {
  expect(offered(SUBNETS.game, generation({ zonesWithoutTypes: ["euw1-az2"] }))).toEqual({
    "euw1-az1": "game-1",
  });
  expect(offered(SUBNETS.game, generation())).toEqual(SUBNETS.game);
});

describe("node groups of a generation", () => {
  test("one over all zones where pods can move", () => {
    expect(shares(systemPool(), SUBNETS.private)).toEqual([
      { suffix: undefined, subnetIds: ["private-2", "private-1"], min: 2, desired: 3, max: 5 },
    ]);
    expect(shares(agonesPool(), SUBNETS.private)).toHaveLength(1);
  });

  test("one in each zone where sessions or volumes hold pods there", () => {
    expect(shares(gamePool(), subnetsOf(gamePool(), SUBNETS))).toEqual([
      { suffix: "euw1-az1", subnetIds: ["game-1"], min: 1, desired: 2, max: 3 },
      { suffix: "euw1-az2", subnetIds: ["game-2"], min: 1, desired: 1, max: 2 },
    ]);
    expect(shares(gpuPool(), SUBNETS.game)).toHaveLength(2);
    expect(shares(metricsPool(), SUBNETS.private)).toHaveLength(2);
  });

  test("none in a zone that would hold no node", () => {
    const pool = gamePool({ min: 0, desired: 0, max: 1 });
    expect(shares(pool, subnetsOf(pool, SUBNETS)).map(({ suffix, max }) => [suffix, max])).toEqual([
      ["euw1-az1", 1],
    ]);
  });

  test("hold together exactly the pool's numbers, each with min <= desired <= max", () => {
    const numbers = fc
      .tuple(fc.nat(450), fc.nat(450), fc.integer({ min: 1, max: 450 }))
      .map(([a, b, max]) => [Math.min(a, b, max), Math.min(Math.max(a, b), max), max] as const);
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), ([min, desired, max], zones) => {
        const subnets = Object.fromEntries(Array.from({ length: zones }, (_, zone) => [`az${zone}`, zone]));
        const groups = shares(gamePool({ min, desired, max }), subnets);
        const sum = (key: "min" | "desired" | "max") =>
          groups.reduce((total, group) => total + group[key], 0);
        expect([sum("min"), sum("desired"), sum("max")]).toEqual([min, desired, max]);
        expect(groups.filter((g) => g.min > g.desired || g.desired > g.max || g.max < 1)).toEqual([]);
      }),
    );
  });
});
