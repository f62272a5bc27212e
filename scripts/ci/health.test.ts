import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Health } from "./deploy-settings.ts";
import { untilHealthy, withPlace } from "./health.ts";
import type { Sample } from "./prometheus.ts";
import type { Received } from "./testing.ts";
import { runScript, serve } from "./testing.ts";

const PLACE = { environment: "prod", stack: "prod-eu-west-1", region: "eu-west-1" };
const HEALTH: Health = {
  settleSeconds: 60,
  intervalSeconds: 10,
  consecutive: 3,
  timeoutSeconds: 100,
  queries: { ready: { query: "ready", atLeast: 1, atMost: 5 } },
};

/** Looks at a time that passes only in sleep. @param values by look, the last for ever */
async function gate(values: (number | Error)[], health = HEALTH) {
  let time = 0;
  const looks: number[] = [];
  const problems = await untilHealthy(health, PLACE, {
    ask: (): Promise<Sample[]> => {
      const value = values[Math.min(looks.length, values.length - 1)] ?? new Error("none");
      looks.push(time / 1000);
      return value instanceof Error ? Promise.reject(value) : Promise.resolve([{ labels: {}, value }]);
    },
    sleep: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
    now: () => time,
    say: () => undefined,
  });
  return { problems, looks };
}

describe("a gate", () => {
  test("settles, then looks until it held often enough in a row", async () => {
    expect(await gate([1])).toEqual({ problems: [], looks: [60, 70, 80] });
  });

  test("one bad look starts anew", async () => {
    expect(await gate([5, 1, 0, 1, 1, 1])).toEqual({ problems: [], looks: [60, 70, 80, 90, 100, 110] });
  });

  test.each<[string, number | Error, string]>([
    ["too little", 0, "ready: 0 is below 1"],
    ["too much", 6, "ready: 6 is above 5"],
    ["not a number", Number.NaN, "ready: NaN is below 1; ready: NaN is above 5"],
    ["no answer", new Error("no data"), "ready: no data"],
  ])("%s until the time is up", async (_, value, problem) => {
    const { problems, looks } = await gate([value]);
    expect(problems.join("; ")).toBe(problem);
    expect(looks).toHaveLength(11);
    expect(looks.at(-1)).toBe(160);
  });

  test("what comes and goes is not healthy", async () => {
    expect((await gate([1, 0])).problems).toEqual(["ready: 0 is below 1"]);
    const flapping = Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? 0 : 1));
    expect((await gate(flapping)).problems).toEqual([
      "held at 2 looks in a row, not 3, in 100 s; raise timeoutSeconds or see what comes and goes",
    ]);
  });

  test("one bad query of several is enough, and one that cannot be asked", async () => {
    const queries = { a: { query: "a", atMost: 1 }, b: { query: "b", atMost: 0 } };
    expect((await gate([1], { ...HEALTH, queries })).problems).toEqual(["b: 1 is above 0"]);
  });
});

test("queries and URLs are of a place", () => {
  expect(withPlace('x{r="$region", s="$stack"} / $environment $regions ${region}', PLACE)).toBe(
    'x{r="eu-west-1", s="prod-eu-west-1"} / prod $regions ${region}',
  );
});

describe("node scripts/ci/health-gate.ts", () => {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-gate-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, ".github"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: gameplane\nruntime: nodejs\n");
  for (const region of ["eu-west-1", "us-east-1"])
    writeFileSync(
      join(folder, `Pulumi.prod-${region}.yaml`),
      `config:\n  gameplane:environment: prod\n  gameplane:region: ${region}\n`,
    );
  const health = {
    ...{ settleSeconds: 0, intervalSeconds: 1, consecutive: 2, timeoutSeconds: 2 },
    queries: { ready: { query: 'ready{region="$region"}', atLeast: 1 } },
  };
  const settings = { prod: { health }, dev: { health: "none" } };
  writeFileSync(join(folder, ".github/deploy.json"), JSON.stringify(settings));

  /** Prometheus, where eu-west-1 has this many Ready servers and us-east-1 two. */
  const prometheus = (ready: string) => (request: Received) => ({
    body: {
      status: "success",
      data: {
        resultType: "vector",
        result: [{ metric: {}, value: [1, request.body.includes("eu-west-1") ? ready : "2"] }],
      },
    },
  });
  const gateOf = (args: string[], env: Record<string, string> = {}) =>
    runScript("health-gate.ts", args, { cwd: folder, env });
  const stacks = ["prod-eu-west-1", "prod-us-east-1"];

  test("ends with 0 where all regions are healthy", async () => {
    await using server = await serve(prometheus("1"));
    const { status, stdout } = await gateOf(["prod", ...stacks], { PROMETHEUS_URL: `${server.url}/$region` });
    expect(stdout).toContain("prod-eu-west-1 is healthy.");
    expect(stdout).toContain("prod-us-east-1 is healthy.");
    expect(status).toBe(0);
    expect(new Set(server.received.map(({ path }) => path))).toEqual(
      new Set(["/eu-west-1/api/v1/query", "/us-east-1/api/v1/query"]),
    );
    expect(server.received).toHaveLength(4);
  });

  test.each([
    ["0", "**prod-eu-west-1 is not healthy**: ready: 0 is below 1"],
    ["NaN", "**prod-eu-west-1 is not healthy**: ready: the value is NaN, not a number"],
  ])("ends with 1 where one is not: %s", async (ready, line) => {
    await using server = await serve(prometheus(ready));
    const { status, stdout } = await gateOf(["prod", ...stacks], { PROMETHEUS_URL: server.url });
    expect(stdout).toContain(line);
    expect(stdout).toContain("prod-us-east-1 is healthy.");
    expect(status).toBe(1);
  });

  test("ends with 1 where Prometheus answers nobody", async () => {
    await using server = await serve(() => ({ status: 401 }));
    const env = { PROMETHEUS_URL: server.url, PROMETHEUS_TOKEN: "s3cret" };
    const { status, stdout, stderr } = await gateOf(["prod", "prod-eu-west-1"], env);
    expect(stdout).toContain("**prod-eu-west-1 is not healthy**: ready: Prometheus answers HTTP 401");
    expect(status).toBe(1);
    expect(stdout + stderr).not.toContain("s3cret");
  });

  test.each([
    [
      ["prod", "prod-eu-west-1"],
      "PROMETHEUS_URL is not set, and prod is not deployed further unseen (docs/ci.md)\n",
    ],
    [
      ["staging", "staging-eu-west-1"],
      '.github/deploy.json says nothing of staging\'s health; write its queries, or "none" to go on without\n',
    ],
    [["prod"], "usage: node scripts/ci/health-gate.ts ENVIRONMENT STACK...\n"],
    [[], "usage: node scripts/ci/health-gate.ts ENVIRONMENT STACK...\n"],
  ])("ends with 1 for %j", async (args, message) => {
    expect(await gateOf(args)).toEqual({ status: 1, stdout: "", stderr: message });
  });

  test("goes on unseen only where the settings say so, and says it", async () => {
    expect(await gateOf(["dev", "dev"])).toEqual({
      ...{ status: 0, stderr: "" },
      stdout: "Health of dev: not asked, as .github/deploy.json says for dev.\n",
    });
  });
});
