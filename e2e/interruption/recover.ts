import assert from "node:assert/strict";
import { glob, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment, Engine } from "../engine/pulumi.ts";
import type { Update } from "../engine/update.ts";
import type { RecordedProcess } from "../testbed/processes.ts";
import { endProcesses, leftAfter } from "../testbed/processes.ts";
import { adopt } from "../../scripts/adopt-pending.ts";

/** A resource as a pending operation has it: what it was to be, without id. */
export type Pending = Deployment["pending_operations"][number]["resource"];

/** What somebody sees who looks at the cloud after an interruption. */
export interface Whereabouts {
  /** The id of what an interrupted creation made; undefined where it made nothing. */
  find(pending: Pending, known: Deployment): Promise<string | undefined>;
  /** Until no definition is on its way out: Helm would take it for one that is there. */
  definitionsGone(): Promise<void>;
  /** Removes Helm's notes of operations in one of these statuses; their names. */
  removeReleases(statuses: string[]): Promise<string[]>;
}

export interface Recovery {
  /** The command that was to complete the interrupted one. */
  update: Update;
  /** Plugins that outlived the command line until they were ended. */
  endedPlugins: string[];
  /** Notes of the file backend that were cut off. */
  sidecars: string[];
  locked: boolean;
  /** URNs of what the cluster had and the state did not; those that the engine got to, before it stopped. */
  takenOver: string[];
  halfDoneReleases: string[];
  /** URNs of pending creations that were there, and that were not. */
  adopted: string[];
  cleared: string[];
}

/**
 * The language host looks for its engine every 10 s. The official Kubernetes provider does every 5 minutes, which is too
 * long for a test: its end is brought about as docs/operations.md says.
 */
const PLUGINS_PATIENCE_MS = 12_000;

/**
 * The same command again after an interruption, with what docs/operations.md tells to do before, in "After an interrupted
 * update", step by step.
 */
export async function recover(
  engine: Engine,
  operation: "up" | "destroy",
  stack: string,
  started: RecordedProcess[],
  whereabouts: Whereabouts,
): Promise<Recovery> {
  const endedPlugins = await awaitPlugins(started);
  await whereabouts.definitionsGone();
  const { again, sidecars } = await readable(engine, () => engine[operation](stack));
  if (!again.all.includes(LOCKED)) {
    const { update, takenOver } = await takeOver(engine, stack, again);
    const done = await endReleases(engine, stack, update, whereabouts);
    const nothing = { adopted: [], cleared: [] };
    return { ...done, endedPlugins, sidecars, locked: false, takenOver, ...nothing };
  }
  await cancel(engine, stack);
  const halfDoneReleases = await whereabouts.removeReleases(CUT_OFF);
  const adopted = await adoptWhatIsThere(engine, stack, whereabouts);
  const cleared = await clearWhatIsNot(engine, stack);
  const done = await endReleases(engine, stack, await engine[operation](stack), whereabouts);
  return {
    ...{ update: done.update, endedPlugins, sidecars, locked: true, takenOver: [] },
    ...{ halfDoneReleases: [...halfDoneReleases, ...done.halfDoneReleases], adopted, cleared },
  };
}

/** What an `up` says of a release that is not atomic and was cut off: it is installed anew. */
async function endReleases(
  engine: Engine,
  stack: string,
  said: Update,
  whereabouts: Whereabouts,
): Promise<Pick<Recovery, "update" | "halfDoneReleases">> {
  if (said.ok || !HALF_DONE.test(said.all)) return { update: said, halfDoneReleases: [] };
  const halfDoneReleases = await whereabouts.removeReleases(["failed"]);
  return { update: await engine.up(stack, ["--refresh"]), halfDoneReleases };
}

/** As components/observability/prometheus-crds.ts says it. */
const HALF_DONE = /Helm says that its release \S+ in the namespace \S+ is "failed", not "deployed"/;

/**
 * Ctrl-C also ends requests whose answer is on its way. What the API server made all the same is in no state, and an `up`
 * says that it exists; another one, told to, takes it over. The setting becomes the provider's, so a third one takes it back.
 */
export async function takeOver(
  engine: Engine,
  stack: string,
  failed: Update,
): Promise<{ update: Update; takenOver: string[] }> {
  const takenOver = [...new Set(Array.from(failed.all.matchAll(EXISTS), ([, urn = ""]) => urn))];
  if (failed.ok || takenOver.length === 0) return { update: failed, takenOver: [] };
  const first = await engine.up(stack, [], { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: "true" });
  return { update: first.ok ? await engine.up(stack) : first, takenOver };
}

/** As the provider says it. */
const EXISTS =
  /resource "?(urn:[^\s"]+)"? was not successfully created by the Kubernetes API server: .* already exists/g;

const LOCKED = "the stack is currently locked";

/**
 * Only where the state is in files: the CLI writes each file whole, but not the note of its type beside it, and reads
 * nothing whose note was cut off.
 */
async function readable(
  engine: Engine,
  command: () => Promise<Update>,
): Promise<{ again: Update; sidecars: string[] }> {
  const first = await command();
  if (!/error: .*\bEOF$/m.test(first.all)) return { again: first, sidecars: [] };
  const state = join(engine.folder, "state", ".pulumi");
  const empty: string[] = [];
  for await (const file of glob("**/*.attrs", { cwd: state }))
    if ((await stat(join(state, file))).size === 0) empty.push(file);
  for (const file of empty) await rm(join(state, file));
  return { again: await command(), sidecars: empty };
}

/** Helm takes them for operations that go on. */
const CUT_OFF = ["pending-install", "pending-upgrade", "pending-rollback"];

/** Step 1: nobody works on the stack any more, what the command line has left behind neither. */
async function awaitPlugins(started: RecordedProcess[]): Promise<string[]> {
  const left = await leftAfter(started, PLUGINS_PATIENCE_MS);
  await endProcesses(left, 5000);
  return left.map(({ name }) => name);
}

/** Step 2. */
async function cancel(engine: Engine, stack: string): Promise<void> {
  const { exitCode, all } = await engine.run(["cancel", "--stack", stack, "--yes"]);
  assert.equal(exitCode, 0, all);
}

/** Steps 3 and 4. */
async function adoptWhatIsThere(engine: Engine, stack: string, whereabouts: Whereabouts): Promise<string[]> {
  const state = await engine.exportStack(stack);
  const found: [urn: string, id: string][] = [];
  for (const { resource } of creations(state)) {
    const id = await whereabouts.find(resource, state);
    if (id !== undefined) found.push([resource.urn, id]);
  }
  if (found.length > 0) await adoptAll(engine, stack, found);
  return found.map(([urn]) => urn);
}

async function adoptAll(engine: Engine, stack: string, found: [urn: string, id: string][]): Promise<void> {
  const { stdout } = await engine.run(["stack", "export", "--stack", stack]);
  const state = found.reduce<unknown>((before, [urn, id]) => adopt(before, urn, id), JSON.parse(stdout));
  const file = join(engine.folder, "adopted.json");
  await writeFile(file, JSON.stringify(state), { mode: 0o600 });
  const imported = await engine.run(["stack", "import", "--stack", stack, "--file", file]);
  assert.equal(imported.exitCode, 0, imported.all);
}

/** Step 5. */
async function clearWhatIsNot(engine: Engine, stack: string): Promise<string[]> {
  const pending = creations(await engine.exportStack(stack)).map(({ resource }) => resource.urn);
  if (pending.length === 0) return [];
  const cleared = await engine.refresh(stack, ["--clear-pending-creates"]);
  assert.ok(cleared.ok, cleared.all);
  return pending;
}

const creations = ({ pending_operations }: Deployment) =>
  pending_operations.filter(({ type }) => type === "creating");
