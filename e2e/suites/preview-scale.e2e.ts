import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeLarge } from "../engine/large-environment.ts";
import { isNotThePrograms } from "../engine/not-the-programs.ts";
import { startOfflinePreview } from "../engine/offline-preview.ts";
import { usageUntil } from "../engine/process-usage.ts";
import type { Usage } from "../engine/process-usage.ts";
import type { Program } from "../engine/program.ts";
import type { Engine } from "../engine/pulumi.ts";
import { startPreviewEngines } from "./preview-engine.ts";

/** A large environment, previewed offline as a whole and in part by the real engine: the same resources, in what time and memory. */
const SIZE = { regions: 20, fleets: 100 };

/** The engine previews one stack at a time, each for several seconds: as many as show what one takes. */
const ENGINE_REGIONS = Number(process.env.E2E_ENGINE_REGIONS ?? 3);
const PART = `${ENGINE_REGIONS} of ${SIZE.regions} regions on the engine`;

const bed = new AsyncDisposableStack();
let program: Program;
let engine: Engine;
let stacks: string[];

before(async () => {
  const engines = await startPreviewEngines();
  bed.defer(() => engines.stop());
  ({ program } = engines);
  stacks = await makeLarge(program, SIZE);
  engine = engines.start();
});

after(() => bed.disposeAsync());

test(`${SIZE.fleets} Fleets in each region: ${SIZE.regions} regions offline, ${PART}`, async (t) => {
  const inRange = ENGINE_REGIONS >= 1 && ENGINE_REGIONS <= SIZE.regions;
  assert.ok(inRange, `E2E_ENGINE_REGIONS is ${ENGINE_REGIONS}; set 1 to ${SIZE.regions}`);
  const ours = await previewedByUs();
  t.diagnostic(
    `offline: ${SIZE.regions} regions and their environment, ${ours.resources} resources: ${shown(ours)}`,
  );
  const [environment = "", ...regions] = stacks;
  await engine.init(environment);
  const up = await engine.up(environment);
  assert.ok(up.ok, up.all);
  const some = regions.slice(0, ENGINE_REGIONS);
  const runs: Run[] = [];
  for (const stack of some) {
    await engine.init(stack);
    const run = await previewedByEngine(stack);
    assert.deepEqual(run.urns, ours.urns.get(stack), stack);
    runs.push(run);
  }
  const engines = total(runs);
  t.diagnostic(`${PART}, ${engines.resources} resources: ${shown(engines)}`);
  const ratio = (figure: (run: Measured) => number) =>
    (figure(engines) / engines.resources / (figure(ours) / ours.resources)).toFixed(1);
  t.diagnostic(
    `for each resource the engine takes ${ratio(({ seconds }) => seconds)} times as long, and ` +
      `${ratio(({ cpuSeconds }) => cpuSeconds)} times the processor time; with one region at a time ` +
      `${(engines.peakMiB / ours.peakMiB).toFixed(1)} times the memory of all ${SIZE.regions} offline`,
  );
});

interface Measured extends Usage {
  seconds: number;
  resources: number;
}

interface Run extends Measured {
  /** Sorted. */
  urns: string[];
}

async function previewedByUs(): Promise<Measured & { urns: Map<string, string[]> }> {
  const started = performance.now();
  const { child, stacks: reports } = startOfflinePreview(program);
  const usage = await usageUntil(pidOf(child), reports);
  const seconds = (performance.now() - started) / 1000;
  const urns = new Map(
    (await reports).map(({ name, resources }) => [name, resources.map(({ urn }) => urn).toSorted()]),
  );
  return { ...usage, seconds, urns, resources: [...urns.values()].flat().length };
}

async function previewedByEngine(stack: string): Promise<Run> {
  const { child, finished } = engine.begin("preview", stack);
  const usage = await usageUntil(pidOf(child), finished);
  const update = await finished;
  assert.ok(update.ok, update.all);
  const all = new Set(update.steps.map(({ urn }) => urn));
  const urns = [...all].filter((urn) => !isNotThePrograms(urn)).toSorted();
  return { ...usage, seconds: update.seconds, urns, resources: urns.length };
}

const total = (runs: Run[]): Measured => ({
  seconds: sum(runs.map(({ seconds }) => seconds)),
  cpuSeconds: sum(runs.map(({ cpuSeconds }) => cpuSeconds)),
  peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  resources: sum(runs.map(({ resources }) => resources)),
});

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

const shown = ({ seconds, cpuSeconds, peakMiB }: Measured) =>
  `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of a processor), ${peakMiB} MiB at most`;

function pidOf({ pid }: { pid?: number | undefined }): number {
  assert.ok(pid !== undefined, "the command did not start");
  return pid;
}
