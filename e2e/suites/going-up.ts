import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { previewedCount } from "../engine/offline-preview.ts";
import { isNotThePrograms } from "../engine/not-the-programs.ts";
import type { Engine } from "../engine/pulumi.ts";

/** A new stack goes up with as many resources as the offline preview says, and nothing else is left to do. */
export async function goesUp(t: TestContext, engine: Engine, stack: string): Promise<void> {
  const expected = await previewedCount(engine.program, stack);
  const up = await engine.up(stack);
  assert.ok(up.ok, up.all.slice(-LAST));
  const own = up.steps.filter(({ op, urn }) => op !== "read" && !isNotThePrograms(urn));
  assert.deepEqual(Object.keys(Object.groupBy(own, ({ op }) => op)), ["create"]);
  assert.equal(own.length, expected);
  t.diagnostic(`${stack}: ${expected} created in ${up.seconds.toFixed(1)} s`);
}

/** How much of a failed run an error shows: its end says why. */
const LAST = 4000;

/** Neither by what the state says nor by what is really there, at which every preview looks because of Pulumi.yaml. */
export async function changesNothing(t: TestContext, engine: Engine, stack: string): Promise<void> {
  for (const refresh of ["--refresh=false", "--refresh"]) {
    const preview = await engine.preview(stack, ["--expect-no-changes", "--diff", refresh]);
    assert.ok(preview.ok, preview.all.slice(-LAST));
    // A region reads its environment each time.
    assert.deepEqual(
      preview.steps.filter(({ op }) => op !== "read"),
      [],
    );
  }
  t.diagnostic(`${stack}: no change, without a refresh and with it`);
}
