import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Update } from "../engine/pulumi.ts";
import type { Step } from "./change.ts";
import type { Bed } from "./make.ts";
import { makeEdits, settingsOf } from "./make.ts";
import type { Operation } from "./operation.ts";
import { figures, lines } from "./operation.ts";
import { operationsOf } from "./operations-of.ts";

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
  const { update, operations } = await run(bed, "preview", stack, ["--expect-no-changes"]);
  assert.ok(update.ok, update.all);
  assert.deepEqual(lines(operations), []);
  t.diagnostic(`${stack}: no change, ${update.changes.same ?? 0} resources`);
}

async function run(
  { engine }: Bed,
  operation: "preview" | "up",
  stack: string,
  args: string[] = [],
): Promise<{ update: Update; operations: Operation[] }> {
  const update = await engine[operation](stack, args);
  // Without a log there would be no operations, which is what some changes expect; a refusal may come before the first event.
  const isKnown = !update.ok || update.log !== undefined;
  assert.ok(isKnown, `the ${operation} of ${stack} left no event log:\n${update.all}`);
  return { update, operations: operationsOf(update.steps) };
}
