// The workflows: actionlint reads them, and their own commands run here, on a scratch repository and on the real engine.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { execa } from "execa";
import { commentOf } from "../../scripts/ci/comment-body.ts";
import { DRIFT } from "../../scripts/ci/drift-report.ts";
import { ABOUT } from "../../scripts/ci/report-artifact.ts";
import type { Cloud } from "../doubles/cloud.ts";
import { startCloud } from "../doubles/cloud.ts";
import { Program, WORK_TREE } from "../engine/program.ts";
import { Engine } from "../engine/pulumi.ts";
import { buildTestBed } from "../testbed/build.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import { runJob } from "./workflow-steps.ts";

const WORKFLOWS = join(WORK_TREE, ".github", "workflows");
/** Of a pull request, as preview.yml names its reports. */
const REPORTS = "preview-out";

const bed = new AsyncDisposableStack();
let binaries: string;
/** For homes and checkouts. */
let scratch: string;

before(async () => {
  ({ folder: binaries } = await buildTestBed());
  scratch = temporaryFolder("workflows");
  bed.defer(() => rm(scratch, { recursive: true, force: true, maxRetries: 3 }));
});

after(() => bed.disposeAsync());

/** shellcheck and pyflakes are not everywhere, and what they say would differ from machine to machine. */
const actionlint = (args: string[], input = "") =>
  execa(join(binaries, "actionlint"), ["-no-color", "-oneline", "-shellcheck=", "-pyflakes=", ...args], {
    ...{ cwd: WORK_TREE, reject: false, all: true, input },
  });

test("actionlint finds nothing in any workflow", async (t) => {
  const files = (await readdir(WORKFLOWS)).map((file) => join(WORKFLOWS, file));
  const { exitCode, all } = await actionlint(files);
  assert.equal(all, "");
  assert.equal(exitCode, 0);
  t.diagnostic(`${files.length} workflows`);
});

test("actionlint would find what is wrong", async () => {
  const text = await readFile(join(WORKFLOWS, "preview.yml"), "utf8");
  const { exitCode, all } = await actionlint(
    ["-"],
    text.replace("steps.preview.outcome", "steps.previews.outcome"),
  );
  assert.equal(exitCode, 1, all);
  assert.match(all, /property "previews" is not defined/);
});

const COMMIT = ["-c", "user.name=e2e", "-c", "user.email=e2e@example.com", "commit", "--quiet"];

/**
 * What actions/checkout leaves for a pull request: its merge commit and the two parents, nothing older.
 * @param change of the program, on a branch from the base
 */
async function pullRequest(change: (program: Program) => Promise<void>): Promise<string> {
  const program = await Program.copy();
  bed.defer(() => program.remove());
  const git = (args: string[]) => execa("git", args, { cwd: program.folder });
  await git(["init", "--quiet", "--initial-branch=main"]);
  await git(["add", "--all"]);
  await git([...COMMIT, "--message", "before"]);
  await git([...COMMIT, "--allow-empty", "--message", "base"]);
  await git(["switch", "--quiet", "--create", "change"]);
  await change(program);
  await git([...COMMIT, "--all", "--message", "change"]);
  await git(["switch", "--quiet", "main"]);
  await git([
    "-c",
    "user.name=e2e",
    "-c",
    "user.email=e2e@example.com",
    "merge",
    "--quiet",
    "--no-ff",
    "change",
  ]);
  const folder = await mkdtemp(join(scratch, "checkout-"));
  await execa("git", ["clone", "--quiet", "--depth", "2", `file://${program.folder}`, folder]);
  await symlink(join(WORK_TREE, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Nothing of the machine's but programs: no credentials, as a fork has none. */
const plain = (): Record<string, string> => ({
  PATH: `${join(WORK_TREE, "node_modules", ".bin")}:${process.env.PATH ?? ""}`,
  HOME: join(scratch, "home"),
});

const preview = (folder: string) =>
  runJob("preview.yml", "preview", {
    folder,
    env: plain(),
    expressions: { "github.event.pull_request.number": "7" },
  });

const reportIn = async (folder: string) => ({
  about: ABOUT.parse(JSON.parse(await readFile(join(folder, REPORTS, "comment", "about.json"), "utf8"))),
  markdown: await readFile(join(folder, REPORTS, "comment", "preview.md"), "utf8"),
});

const RUN = {
  ...{ id: 1, event: "pull_request", conclusion: "success", html_url: "https://github.example/run/1" },
  ...{ head_sha: "0".repeat(40), head_branch: "change", head_repository: null },
};

test("preview.yml: a change that is fine", async (t) => {
  const folder = await pullRequest((program) =>
    program.set("Pulumi.prod-eu-west-1.yaml", ["config", "gameplane:games"], {
      multiplayer: { autoscaling: { max: 900 } },
    }),
  );
  const started = performance.now();
  const { outcome, commands } = await preview(folder);
  const seconds = (performance.now() - started) / 1000;
  assert.equal(outcome, "success", commands.map(({ all }) => all).join("\n"));
  assert.deepEqual(
    commands.map(({ run, exitCode }) => [run.split(" ").slice(0, 4).join(" "), exitCode]),
    [
      ["npm run -s preview", 0],
      ['node scripts/ci/collect-comment.ts "$REPORTS" "$REPORTS/comment"', 0],
    ],
  );
  const report = await reportIn(folder);
  assert.deepEqual(report.about, { pullRequest: 7, outcome: "success" });
  assert.match(report.markdown, /prod-eu-west-1/);
  for (const name of ["preview.html", "preview.json"])
    assert.ok(existsSync(join(folder, REPORTS, name)), name);
  const { body: comment, isWhole } = commentOf(RUN, report);
  assert.equal(isWhole, true);
  assert.ok(comment.length <= 65_536, `${comment.length} characters`);
  assert.doesNotMatch(comment, /CAUTION/);
  t.diagnostic(`${seconds.toFixed(1)} s, ${comment.length} characters`);
});

test("preview.yml: a change that breaks a stack fails the check, and the comment says so", async (t) => {
  const folder = await pullRequest((program) =>
    program.set("Pulumi.prod-eu-west-1.yaml", ["config", "gameplane:network"], { nat: "sometimes" }),
  );
  const { outcome, commands } = await preview(folder);
  assert.equal(outcome, "failure");
  assert.deepEqual(
    commands.map(({ exitCode }) => exitCode),
    [1, 0],
  );
  const report = await reportIn(folder);
  assert.deepEqual(report.about, { pullRequest: 7, outcome: "failure" });
  assert.match(report.markdown, /sometimes/);
  assert.match(commentOf(RUN, report).body, /\*\*The preview failed\*\* \(failure\)/);
  t.diagnostic(/.*sometimes.*/.exec(report.markdown)?.[0].trim().slice(0, 160) ?? "");
});

test("preview.yml: a base that cannot be previewed fails the check, and nothing is made up", async (t) => {
  const folder = await pullRequest((program) =>
    program.set("Pulumi.dev.yaml", ["config", "gameplane:tags", "owner"], "others"),
  );
  // As if the checkout had brought no parent.
  await execa("git", ["checkout", "--quiet", "--orphan", "alone"], { cwd: folder });
  await execa("git", [...COMMIT, "--message", "alone"], { cwd: folder });
  const { outcome, commands } = await preview(folder);
  assert.equal(outcome, "failure");
  assert.match(commands[0]?.all ?? "", /--since "HEAD\^1" is no commit of this repository; name a branch/);
  const about = await readFile(join(folder, REPORTS, "comment", "about.json"), "utf8");
  assert.deepEqual(JSON.parse(about), { pullRequest: 7, outcome: "failure" });
  t.diagnostic(commands[0]?.all.trim() ?? "");
});

test("deploy.yml, drift.yml: an environment goes up, is looked at and renewed on the real engine", async (t) => {
  const cloud = await startCloud({});
  bed.defer(() => cloud.stop());
  const program = await Program.copy();
  bed.defer(() => program.remove());
  const engine = new Engine({ program, binaries, env: { PULUMI_DEBUG_PROVIDERS: cloud.debugProviders } });
  bed.defer(() => engine.dispose());
  await engine.init("prod");
  const job = (file: string, name: string) =>
    runJob(file, name, {
      folder: program.folder,
      env: environmentOf(engine, cloud),
      expressions: {
        "matrix.stack": "prod",
        "vars.PULUMI_BACKEND_URL": `file://${join(engine.folder, "state")}`,
      },
    });
  const drift = async () => {
    const { outcome, commands } = await job("drift.yml", "drift");
    const file = join(program.folder, "drift-out", "prod.json");
    const found = DRIFT.parse(JSON.parse(await readFile(file, "utf8")));
    assert.notEqual(found.verdict, "unknown", commands.map(({ all }) => all).join("\n"));
    return { outcome, ...found };
  };
  const succeeds = async (file: string, name: string) => {
    const { outcome, commands } = await job(file, name);
    assert.equal(outcome, "success", commands.map(({ all }) => all).join("\n"));
  };

  await succeeds("deploy-stacks.yml", "up");
  assert.ok(cloud.resources.size > 20);
  assert.deepEqual(await drift(), { outcome: "success", stack: "prod", verdict: "none", lines: [] });

  const eip = [...cloud.resources.values()].find(({ urn }) => urn.endsWith("::nat-1"));
  assert.ok(eip);
  const { inputs } = eip;
  eip.inputs = { ...inputs, tags: { Name: "mine" } };
  const drifted = await drift();
  assert.equal(drifted.outcome, "failure");
  assert.equal(drifted.verdict, "drift");
  assert.ok(
    drifted.lines.some((line) => line.startsWith("update aws:ec2/eip:Eip::nat-1 (tags")),
    drifted.lines.join("\n"),
  );
  // Nothing is renewed over somebody's head.
  assert.equal((await job("drift.yml", "renew-environments")).outcome, "failure");
  assert.deepEqual(eip.inputs.tags, { Name: "mine" });
  eip.inputs = inputs;

  // 180 days, renewed 75 before their end.
  cloud.clock.advanceHours(106 * 24);
  const due = await drift();
  assert.deepEqual([due.outcome, due.verdict], ["success", "renewal"]);
  await succeeds("drift.yml", "renew-environments");
  assert.equal((await drift()).verdict, "none");
  t.diagnostic(`${drifted.lines.join("; ")}; ${due.lines.length} steps of a renewal`);
});

/** What the engine's own commands get, for commands that start it. */
const environmentOf = (engine: Engine, cloud: Cloud): Record<string, string> => ({
  ...plain(),
  PATH: `${join(WORK_TREE, "node_modules", ".bin")}:${binaries}:${process.env.PATH ?? ""}`,
  PULUMI_HOME: join(engine.folder, "pulumi"),
  PULUMI_CONFIG_PASSPHRASE: "test",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DEBUG_PROVIDERS: cloud.debugProviders,
});
