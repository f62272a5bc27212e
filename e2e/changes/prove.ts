import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Update } from "../engine/pulumi.ts";
import type { Step } from "./change.ts";
import { operationsOf } from "./event-log.ts";
import type { Bed } from "./make.ts";
import { makeEdits, settingsOf } from "./make.ts";
import type { Operation } from "./operation.ts";
import { figures, lines } from "./operation.ts";

/**
 * Makes changes and sees that the preview and the update of a stack do exactly what their rows say. What an update
 * leaves to be done would show in the preview of the next step; `settles` looks once more at the end.
 */
export async function proves(t: TestContext, bed: Bed, { stack, changes }: Step): Promise<void> {
  const edits = changes.flatMap((change) => change.edits);
  const expected = lines(changes.flatMap(({ operations }) => operations));
  const refusals = changes.flatMap(({ refused }) => refused ?? []);
  const takeBack = await settingsOf(bed, edits);
  await makeEdits(bed, edits);
  const preview = await run(bed, "preview", stack);
  if (refusals.length > 0) {
    await takeBack();
    assert.equal(preview.update.ok, false, `it was not refused:\n${preview.update.all}`);
    // The engine breaks its lines.
    const said = preview.update.all.replaceAll(/\s+/g, " ");
    for (const refusal of refusals) assert.ok(said.includes(refusal), preview.update.all);
    t.diagnostic("refused, at preview already");
    return;
  }
  assert.ok(preview.update.ok, preview.update.all);
  // Whatever the preview says: the next step begins where this one ought to end.
  const up = await run(bed, "up", stack);
  assert.ok(up.update.ok, up.update.all);
  const found = { preview: lines(preview.operations), up: lines(up.operations) };
  assert.deepEqual(found, { preview: expected, up: expected });
  for (const { name, operations } of changes) t.diagnostic(`${name}: ${figures(operations)}`);
}

/** Nothing is left to do. */
export async function settles(t: TestContext, bed: Bed, stack: string): Promise<void> {
  const { update, operations } = await run(bed, "preview", stack);
  assert.ok(update.ok, update.all);
  assert.deepEqual(lines(operations), []);
  t.diagnostic(`${stack}: no change, ${update.changes.same ?? 0} resources`);
}

let logs = 0;

/** With an event log of its own, because a step does not tell which inputs change. */
async function run(
  { engine }: Bed,
  operation: "preview" | "up",
  stack: string,
): Promise<{ update: Update; operations: Operation[] }> {
  const log = join(engine.folder, `changes-${++logs}.jsonl`);
  const update = await engine[operation](stack, ["--event-log", log]);
  const operations = operationsOf(await readFile(log, "utf8").catch(() => ""));
  await rm(log, { force: true });
  return { update, operations };
}
