import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Document } from "yaml";
import { parseDocument } from "yaml";
import { typesNotIn } from "../stacks/settings/instance-type-zones.ts";
import { loadSettings } from "../stacks/settings/load.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import zones from "../stacks/settings/zones.json" with { type: "json" };
import { usableZones } from "../stacks/settings/zones.ts";

/**
 * How long a preview takes from the start of the process to its end, as a ratio to loading the SDKs alone, so that
 * the machine's own speed does not count. `npm run bench`; rounds are interleaved, medians count.
 */
const ROUNDS = Number(process.argv[2] ?? 7);

/** Regions of the large environment at most, beside which the repository's own five stand for the small one. */
const MANY_REGIONS = 20;

const SDKS =
  'import("@pulumi/aws").then(() => import("@pulumi/kubernetes")).then(() => import("@pulumi/eks"))';

interface Run {
  name: string;
  args: string[];
  seconds: number[];
}

const large = mkdtempSync(join(tmpdir(), "gameplane-bench-"));
try {
  const regions = writeLargeProject(large);
  const runs: Run[] = [
    { name: "the SDKs alone", args: ["-e", SDKS], seconds: [] },
    { name: "one region", args: ["preview/main.ts", "--stack", "prod-eu-west-1"], seconds: [] },
    { name: "all stacks", args: ["preview/main.ts"], seconds: [] },
    { name: "a pull request", args: ["preview/main.ts", "--since", "HEAD"], seconds: [] },
    { name: `${regions} regions`, args: ["preview/main.ts", "--cwd", large], seconds: [] },
  ];
  // Fills the caches, and ends here with the errors of a run that fails: as JSON they would be one long line.
  for (const { args } of runs) output(args);
  const resources = runs.map(({ args }) => (args[0] === "-e" ? 0 : countResources(args)));
  for (let round = 0; round < ROUNDS; round++) {
    for (const run of runs) run.seconds.push(timed(run.args));
  }
  print(runs, resources);
} finally {
  rmSync(large, { recursive: true });
}

function timed(args: string[]): number {
  const started = performance.now();
  output(args);
  return (performance.now() - started) / 1000;
}

function countResources(args: string[]): number {
  const report: unknown = JSON.parse(output([...args, "--format", "json"]));
  return JSON.stringify(report).split('"urn":').length - 1;
}

/** What a run prints; one that fails ends the bench, with its errors. */
function output(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e9 });
  if (status === 0) return stdout;
  const errors = stdout.split("\n").filter((line) => line.startsWith("error: "));
  throw new Error(`${args.join(" ")} failed:\n${[...errors, stderr].join("\n")}`);
}

/** Writes a copy of this project's settings with many more regions, and says how many. */
function writeLargeProject(folder: string): number {
  for (const file of readdirSync(".")) {
    if (/^Pulumi(\.prod.*)?\.yaml$/.test(file)) cpSync(file, join(folder, file));
  }
  const environment = parseDocument(readFileSync(join(folder, "Pulumi.prod.yaml"), "utf8"));
  const regions = furtherRegions(environment).slice(0, MANY_REGIONS - 5);
  for (const [index, region] of regions.entries()) {
    environment.setIn(["config", "gameplane:regions", region], { cidr: `10.${32 + index}.0.0/16` });
    const settings = { config: { "gameplane:environment": "prod", "gameplane:region": region } };
    writeFileSync(join(folder, `Pulumi.prod-${region}.yaml`), JSON.stringify(settings));
  }
  writeFileSync(join(folder, "Pulumi.prod.yaml"), environment.toString());
  return 5 + regions.length;
}

/** Regions beside the environment's own that have three zones and every type of the pools that it gives its regions. */
function furtherRegions(environment: Document): string[] {
  // This region's own file adds nothing to what it inherits.
  const settings = loadSettings(readProject(process.cwd()), "prod-eu-west-1");
  if (settings.kind !== "region" || settings.cluster !== "eks")
    throw new Error("prod-eu-west-1 is not on EKS");
  const types = settings.pools.flatMap(({ generations }) => generations.flatMap((own) => own.instanceTypes));
  return Object.keys(zones.regions).filter(
    (region) =>
      !environment.hasIn(["config", "gameplane:regions", region]) &&
      usableZones(region, { excludeZoneIds: [] }).length >= 3 &&
      typesNotIn(region, types).length === 0,
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Ratios are taken round by round, since a busy machine slows a whole round, and then their median. */
function ratio(run: Run, to: Run): number {
  return median(run.seconds.map((seconds, round) => seconds / (to.seconds[round] ?? NaN)));
}

function print(runs: Run[], resources: number[]): void {
  const [sdks, one, all, pullRequest, many] = runs;
  if (!sdks || !one || !all || !pullRequest || !many) return;
  const rows = runs.map((run, index) => ({
    run: run.name,
    resources: resources[index],
    "median s": median(run.seconds).toFixed(2),
    "min-max s": `${Math.min(...run.seconds).toFixed(2)}-${Math.max(...run.seconds).toFixed(2)}`,
    "ratio to the SDKs": ratio(run, sdks).toFixed(2),
  }));
  console.table(rows);
  const further = (resources[4] ?? 0) - (resources[2] ?? 0);
  const perResource = median(
    many.seconds.map((seconds, round) => ((seconds - (all.seconds[round] ?? NaN)) / further) * 1000),
  );
  const verdict = (value: number, target: number) => (value <= target ? "met" : "MISSED");
  console.log(
    `one region:            ${ratio(one, sdks).toFixed(2)}x, target 1.5x: ${verdict(ratio(one, sdks), 1.5)}`,
  );
  console.log(
    `all stacks:            ${ratio(all, sdks).toFixed(2)}x, target 2.4x: ${verdict(ratio(all, sdks), 2.4)}`,
  );
  console.log(
    `a pull request:        ${ratio(pullRequest, all).toFixed(2)}x all stacks, target 2.5x: ${verdict(ratio(pullRequest, all), 2.5)}`,
  );
  console.log(
    `each further resource: ${perResource.toFixed(2)} ms, target 0.5 ms: ${verdict(perResource, 0.5)}`,
  );
}
