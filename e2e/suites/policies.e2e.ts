// The policy pack under the real engine, and from its own package: it says what `npm run preview` says.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { execa } from "execa";
import { z } from "zod";
import { Analyzer } from "../../policies/testing/analyzer.ts";
import { readSnapshot } from "../../policies/snapshot.ts";
import type { Program } from "../engine/program.ts";
import type { Engine } from "../engine/pulumi.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import { startPreviewEngines } from "./preview-engine.ts";

/** An environment, a region of it with GPUs, a region that stands alone and an existing cluster. */
const STACKS = ["prod", "prod-us-east-1", "dev", "local"];

const bed = new AsyncDisposableStack();
let program: Program;
let engine: Engine;

before(async () => {
  const engines = await startPreviewEngines();
  bed.defer(() => engines.stop());
  ({ program } = engines);
  engine = engines.start();
  for (const stack of STACKS) await engine.init(stack);
  const up = await engine.up("prod");
  assert.ok(up.ok, up.all);
});

after(() => bed.disposeAsync());

for (const stack of STACKS) {
  test(`${stack}: the engine's analyzer says what the preview says`, async (t) => {
    // Stricter than any settings of ours, so that there is something to say.
    const settings = { "eks-version": { versions: ["1.99"] }, "ecr-immutable-scan": "advisory" };
    const file = await settingsFile(stack, settings);
    const update = await engine.preview(stack, ["--policy-pack", "policies", "--policy-pack-config", file]);
    const said = await violationsIn(update.log);
    const offline = await violationsOffline(stack);
    assert.deepEqual(said, offline);
    const mandatory = said.filter((line) => line.startsWith("mandatory")).length;
    assert.equal(update.ok, mandatory === 0, update.all);
    t.diagnostic(
      `${stack}: ${said.length} violations identical, ${mandatory} of them mandatory, ${update.seconds.toFixed(1)} s`,
    );
  });
}

test("a mandatory violation stops an up before anything is made", async (t) => {
  const file = await settingsFile("dev", { "eks-version": { versions: ["1.99"] } });
  const args = ["--policy-pack", "policies", "--policy-pack-config", file];
  const { exitCode, all } = await engine.run(["up", "--stack", "dev", "--yes", ...args]);
  assert.notEqual(exitCode, 0, all);
  assert.match(all, /\[mandatory\] .* eks-version {2}\(aws:eks:Cluster: cluster-eksCluster\)/);
  assert.deepEqual((await engine.exportStack("dev")).resources, []);
  t.diagnostic(/version: .*, must be [^,]*/.exec(all)?.[0] ?? "");
});

test("settings that are wrong are refused by the command line too", async (t) => {
  const file = await settingsFile("dev", { "eks-version": { versions: "1.36" } });
  const update = await engine.preview("dev", ["--policy-pack", "policies", "--policy-pack-config", file]);
  assert.ok(!update.ok, update.all);
  t.diagnostic(/.*versions.*/.exec(update.all)?.[0]?.trim() ?? "");
});

test("the package that npm packs has all that it needs", async (t) => {
  const folder = temporaryFolder("pack");
  const { stdout } = await execa("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: join(program.folder, "policies"),
  });
  const [packed] = z
    .array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }))
    .parse(JSON.parse(stdout));
  assert.ok(packed !== undefined);
  assert.deepEqual(
    packed.files.map(({ path }) => path).filter((path) => /\btesting\/|\.test\.ts$/.test(path)),
    [],
  );
  await execa("tar", ["xzf", packed.filename], { cwd: folder });
  const unpacked = join(folder, "package");
  await execa(
    "npm",
    ["install", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
    {
      cwd: unpacked,
    },
  );
  await using analyzer = await Analyzer.start(unpacked);
  const { name, policies } = await analyzer.info();
  assert.equal(name, "gameplane");
  const snapshot = await snapshotOf("dev", ["--no-policies"]);
  await using own = await Analyzer.start(join(program.folder, "policies"));
  const said = await analyzer.violations(readSnapshot(snapshot));
  assert.ok(said.length > 0);
  assert.deepEqual(said, await own.violations(readSnapshot(snapshot)));
  t.diagnostic(`${packed.files.length} files, ${policies.length} policies, ${said.length} violations of dev`);
});

/** Whatever settings the stack has are these; the copy of the program is this suite's own. */
async function settingsFile(stack: string, settings: object): Promise<string> {
  const file = join(program.folder, `policies.${stack}.json`);
  await writeFile(file, JSON.stringify(settings));
  return file;
}

const POLICY_EVENT = z.object({
  policyEvent: z
    .object({
      policyName: z.string(),
      enforcementLevel: z.string(),
      resourceUrn: z.string().optional(),
      message: z.string(),
    })
    .optional(),
});

/** `level policy urn message` of each violation in an event log, sorted. */
async function violationsIn(log: string | undefined): Promise<string[]> {
  assert.ok(log !== undefined, "the engine wrote no events");
  const lines = (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
  return lines
    .flatMap((line) => POLICY_EVENT.parse(JSON.parse(line)).policyEvent ?? [])
    .map(
      ({ enforcementLevel, policyName, resourceUrn = "", message }) =>
        `${enforcementLevel} ${policyName} ${ofTheProgram(resourceUrn)} ${plain(message)}`,
    )
    .toSorted();
}

/** Without the engine's marks for colours. */
const plain = (message: string): string => message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();

/** The AWS cluster that the eks package makes is a resource of the engine's; offline its component is judged. */
const ofTheProgram = (urn: string): string =>
  urn.replace("$aws:eks/cluster:Cluster::cluster-eksCluster", "::cluster");

const REPORT = z.object({
  stacks: z.array(
    z.object({
      violations: z.array(
        z.object({ policy: z.string(), level: z.string(), urn: z.string(), message: z.string() }),
      ),
    }),
  ),
});

async function violationsOffline(stack: string): Promise<string[]> {
  const { stdout } = await preview(["--stack", stack, "--format", "json"]);
  const { stacks } = REPORT.parse(JSON.parse(stdout));
  return stacks
    .flatMap(({ violations }) => violations)
    .map(({ policy, level, urn, message }) => `${level} ${policy} ${urn} ${message}`)
    .toSorted();
}

async function snapshotOf(stack: string, args: string[]): Promise<string> {
  const folder = temporaryFolder("snapshot");
  await mkdir(folder, { recursive: true });
  await preview(["--stack", stack, "--out", folder, ...args]);
  return join(folder, `${stack}.json`);
}

const preview = (args: string[]) =>
  execa(process.execPath, ["preview/main.ts", ...args], { cwd: program.folder, reject: false });
