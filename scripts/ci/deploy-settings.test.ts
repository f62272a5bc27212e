import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { HEALTH, readDeploySettings } from "./deploy-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "gameplane-deploy-"));
const file = join(folder, "deploy.json");
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: unknown) => {
  writeFileSync(file, JSON.stringify(content));
  return readDeploySettings("prod", file);
};
const health = (queries: object) => ({
  prod: { health: { settleSeconds: 0, intervalSeconds: 1, consecutive: 1, timeoutSeconds: 1, queries } },
});

test("an environment that is not in it, or no file: the defaults", () => {
  expect(read({ dev: { canary: "dev" } })).toEqual({});
  expect(readDeploySettings("prod", join(folder, "none.json"))).toEqual({});
});

test("every mistake at once, with its place", () => {
  expect(() => read({ prod: { canary: 1, wave: [] }, dev: { health: "no" } })).toThrow(
    /deploy\.json: prod\.canary: .*\n.*deploy\.json: prod: .*wave.*\n.*deploy\.json: dev\.health: /s,
  );
});

test.each([
  [health({}), 'is empty; name a query, or set health to "none"'],
  [health({ a: { query: "up" } }), "has neither atLeast nor atMost, so everything would be healthy; set one"],
  [health({ a: { query: "", atLeast: 1 } }), "Too small"],
  [{ prod: { waves: [[], []] } }, "prod.waves.0"],
  [{ prod: { waves: [["a"], ["b"], ["c"], ["d"], ["e"]] } }, "prod.waves: Too big"],
])("refuses %j", (content, message) => {
  expect(() => read(content)).toThrow(message);
});

test("this project's can be read", () => {
  expect(readDeploySettings("dev")).toEqual({ health: "none" });
  expect(Object.keys(HEALTH.parse(readDeploySettings("prod").health).queries)).toEqual([
    "Ready game servers of the Fleet that has fewest",
    "share of game servers in Error or Unhealthy",
    "share of allocations that get no server",
  ]);
});

test("no query of this project makes a value of nothing: a metric that is absent has to be no data", () => {
  for (const { query } of Object.values(HEALTH.parse(readDeploySettings("prod").health).queries)) {
    // What gives a value without any series.
    expect(query).not.toMatch(/\b(?:vector|absent|absent_over_time|scalar|time)\s*\(/);
    // What stands in for bad states that never were is taken from the same metric, of the same region.
    const metrics = [...query.matchAll(/\b(agones_\w+)\{([^}]*)\}/g)];
    expect(new Set(metrics.map(([, name]) => name)).size).toBe(1);
    expect(metrics.every(([, , labels]) => labels?.includes('region="$region"'))).toBe(true);
    for (const [fallback] of query.matchAll(/ or .*? \* 0\)/g))
      expect(fallback).toMatch(/^ or sum\((?:rate\()?agones_\w+\{region="\$region"\}/);
  }
});
