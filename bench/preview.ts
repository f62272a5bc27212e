import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { zonesOf } from "../stacks/settings/zones.ts";

/**
 * How long a preview takes from the start of the process to its end, as a ratio to loading the SDKs alone, so that
 * the machine's own speed does not count. `npm run bench`; rounds are interleaved, medians count.
 */
const ROUNDS = Number(process.argv[2] ?? 7);

/** Regions of the large environment, beside which the repository's own five stand for the small one. */
const MANY_REGIONS = 20;

const SDKS =
  'import("@pulumi/aws").then(() => import("@pulumi/kubernetes")).then(() => import("@pulumi/eks"))';

interface Run {
  name: string;
  args: string[];
  seconds: number[];
}

const large = largeProject();
const runs: Run[] = [
  { name: "the SDKs alone", args: ["-e", SDKS], seconds: [] },
  { name: "one region", args: ["preview/main.ts", "--stack", "prod-eu-west-1"], seconds: [] },
  { name: "all stacks", args: ["preview/main.ts"], seconds: [] },
  { name: `${MANY_REGIONS} regions`, args: ["preview/main.ts", "--cwd", large], seconds: [] },
];
const resources = runs.map(({ args }) => (args[0] === "-e" ? 0 : countResources(args)));

for (let round = 0; round < ROUNDS; round++) {
  for (const run of runs) run.seconds.push(timed(run.args));
}
rmSync(large, { recursive: true });
print();

function timed(args: string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stderr}`);
  return (performance.now() - started) / 1000;
}

function countResources(args: string[]): number {
  const { stdout } = spawnSync(process.execPath, [...args, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const report: unknown = JSON.parse(stdout);
  return JSON.stringify(report).split('"urn":').length - 1;
}

/** A copy of this project's settings with many more regions. */
function largeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-bench-"));
  for (const file of readdirSync(".")) {
    if (/^Pulumi(\.prod.*)?\.yaml$/.test(file)) cpSync(file, join(folder, file));
  }
  const environment = parseDocument(readFileSync(join(folder, "Pulumi.prod.yaml"), "utf8"));
  const candidates = [
    "us-east-2",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "eu-north-1",
    "sa-east-1",
    "ap-south-1",
  ];
  candidates.push(
    "ap-northeast-2",
    "ap-southeast-1",
    "eu-south-1",
    "eu-south-2",
    "me-central-1",
    "me-south-1",
  );
  candidates.push("af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "eu-central-2", "il-central-1");
  const regions = candidates.filter((region) => (zonesOf(region)?.zoneIds.length ?? 0) >= 3);
  for (const [index, region] of regions.slice(0, MANY_REGIONS - 5).entries()) {
    environment.setIn(["config", "gameplane:regions", region], { cidr: `10.${32 + index}.0.0/16` });
    const settings = { config: { "gameplane:environment": "prod", "gameplane:region": region } };
    writeFileSync(join(folder, `Pulumi.prod-${region}.yaml`), JSON.stringify(settings));
  }
  writeFileSync(join(folder, "Pulumi.prod.yaml"), environment.toString());
  return folder;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Ratios are taken round by round, since a busy machine slows a whole round, and then their median. */
function ratio(run: Run, to: Run): number {
  return median(run.seconds.map((seconds, round) => seconds / (to.seconds[round] ?? NaN)));
}

function print(): void {
  const [sdks, one, all, many] = runs;
  if (sdks === undefined || one === undefined || all === undefined || many === undefined) return;
  const rows = runs.map((run, index) => ({
    run: run.name,
    resources: resources[index],
    "median s": median(run.seconds).toFixed(2),
    "min-max s": `${Math.min(...run.seconds).toFixed(2)}-${Math.max(...run.seconds).toFixed(2)}`,
    "ratio to the SDKs": ratio(run, sdks).toFixed(2),
  }));
  console.table(rows);
  const further = (resources[3] ?? 0) - (resources[2] ?? 0);
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
    `each further resource: ${perResource.toFixed(2)} ms, target 0.5 ms: ${verdict(perResource, 0.5)}`,
  );
}
