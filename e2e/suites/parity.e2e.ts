import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { after, before, describe, test } from "node:test";
import { readProject } from "../../stacks/settings/stack-files.ts";
import type { Comparison } from "../engine/compare-registrations.ts";
import { compareRegistrations, describeDifference } from "../engine/compare-registrations.ts";
import { previewOnEngine } from "../engine/engine-preview.ts";
import { isNotThePrograms } from "../engine/not-the-programs.ts";
import { previewOffline } from "../engine/offline-preview.ts";
import { Program, WORK_TREE } from "../engine/program.ts";
import type { Step } from "../engine/pulumi.ts";
import type { Engine } from "../engine/pulumi.ts";
import type { Registered } from "../engine/registered.ts";
import type { PreviewEngines } from "./preview-engine.ts";
import { startPreviewEngines } from "./preview-engine.ts";

/**
 * What the program tells the real engine, taken by a proxy between the two, equals what the offline preview says, for
 * every stack: the report (URNs, inputs, options, parents, providers, dependencies, outputs) and, so that the report
 * itself can leave nothing out, the requests. Environments come first; their regions read what they put out.
 */
const stacks = [...readProject(WORK_TREE).stacks.values()];
const environments = stacks.filter(({ kind }) => kind === "environment").map(({ stack }) => stack);
const regions = stacks.filter(({ kind }) => kind !== "environment").map(({ stack }) => stack);

/** Two cores: a preview keeps one busy. */
const AT_ONCE = 2;

/** One mistake may show in every resource. */
const SHOWN_DIFFERENCES = 20;

const bed = new AsyncDisposableStack();
let engines: PreviewEngines;
let engine: Engine;
let offline: Map<string, Registered>;

before(async () => {
  engines = await startPreviewEngines();
  bed.defer(() => engines.stop());
  offline = await previewOffline(engines.program);
  engine = await startEngine();
});

after(() => bed.disposeAsync());

for (const stack of environments) tellsTheSame(stack);

void describe("regions, when their environment is up", { concurrency: AT_ONCE }, () => {
  before(async () => {
    for (const stack of environments) {
      const up = await engine.up(stack);
      assert.ok(up.ok, up.all);
    }
  });
  for (const stack of regions) tellsTheSame(stack);
});

test("an environment that is up registers the same", async (t) => {
  for (const stack of environments) {
    const { registered } = await previewOnEngine(engine, stack);
    const { report, requests } = compared(stack, registered);
    assertIdentical(report, requests);
    assert.notEqual(report.knownToEngine, 0, "an environment that is up knows more than the preview");
    t.diagnostic(figures(stack, report, requests));
  }
});

test("a deliberate difference is reported", async (t) => {
  const program = await Program.copy();
  bed.defer(() => program.remove());
  await program.set("Pulumi.dev.yaml", ["config", "gameplane:network", "flowLogRetentionDays"], 14);
  await program.edit("components/network/flow-logs.ts", (text) =>
    text.replace(/(retentionInDays: args\.flowLogRetentionDays \},\s*\{ parent)/, "$1, protect: true"),
  );
  const other = await startEngine(program, ["dev"]);
  const { registered } = await previewOnEngine(other, "dev");
  const { report, requests } = compared("dev", registered);
  const urn =
    "urn:pulumi:dev::gameplane::gameplane:network:Network$aws:cloudwatch/logGroup:LogGroup::flow-logs";
  assert.deepEqual(report.differences, [
    { of: urn, path: "inputs.retentionInDays", preview: 30, engine: 14 },
    { of: urn, path: "options.protect", preview: undefined, engine: true },
  ]);
  const of = `RegisterResource ${urn}`;
  assert.deepEqual(requests.differences, [
    { of, path: "object.retentionInDays", preview: 30, engine: 14 },
    { of, path: "protect", preview: undefined, engine: true },
  ]);
  t.diagnostic(`dev: ${report.identical}/${report.total} identical, both changes reported`);
});

function tellsTheSame(stack: string): void {
  void test(`${stack}: the engine is told what the preview shows`, (t) => isTheSame(t, stack));
}

/** For a stack that has not gone up, of which the engine plans every resource. */
async function isTheSame(t: TestContext, stack: string): Promise<void> {
  const { update, registered } = await previewOnEngine(engine, stack);
  const { report, requests } = compared(stack, registered);
  assertIdentical(report, requests);
  const besides = plannedBesides(registered, update.steps);
  t.diagnostic(
    `${figures(stack, report, requests)}, ${besides} not the program's, ${update.seconds.toFixed(1)} s`,
  );
}

function compared(stack: string, registered: Registered) {
  const preview = offline.get(stack) ?? { resources: new Map(), requests: new Map() };
  return {
    report: compareRegistrations(preview.resources, registered.resources),
    requests: compareRegistrations(preview.requests, registered.requests),
  };
}

function assertIdentical(...comparisons: Comparison[]): void {
  const differences = comparisons.flatMap((comparison) => comparison.differences);
  const first = differences.slice(0, SHOWN_DIFFERENCES).map(describeDifference);
  assert.equal(differences.length, 0, `differences:\n${first.join("\n")}`);
  for (const { total } of comparisons) assert.notEqual(total, 0);
}

/** How many resources the engine plans that the program did not register; every one has to be in the list. */
function plannedBesides(registered: Registered, steps: Step[]): number {
  const planned = new Set(steps.map(({ urn }) => urn));
  const unplanned = [...registered.resources.keys()].filter((urn) => !planned.has(urn));
  assert.deepEqual(unplanned, [], "registered, and not planned by the engine");
  const besides = [...planned].filter((urn) => !registered.resources.has(urn));
  const unexplained = besides.filter((urn) => !isNotThePrograms(urn));
  assert.deepEqual(unexplained, [], "planned by the engine, and not registered by the program");
  return besides.length;
}

const figures = (stack: string, report: Comparison, requests: Comparison) =>
  `${stack}: ${report.identical}/${report.total} identical, ${requests.identical}/${requests.total} requests, ` +
  `${report.knownToEngine} values only the engine knows`;

async function startEngine(
  program?: Program,
  names: string[] = [...environments, ...regions],
): Promise<Engine> {
  const started = engines.start(program);
  for (const stack of names) await started.init(stack);
  return started;
}
