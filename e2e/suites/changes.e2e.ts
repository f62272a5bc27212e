// What each change of the settings does: the exact operations, in a preview and in an update. The tables are in e2e/changes.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Step } from "../changes/change.ts";
import { AWS_BASE, AWS_STEPS } from "../changes/aws.ts";
import { LOCAL_STEPS, NEXT_AGONES } from "../changes/local.ts";
import type { Bed } from "../changes/make.ts";
import { makeEdits } from "../changes/make.ts";
import { proves, settles } from "../changes/prove.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import { startLocalRegion } from "./local-region.ts";

interface Started extends Bed {
  stop(): Promise<void>;
}

/** Goes up; then every step is a test, and in the end nothing is left to do. */
function prove(what: string, start: () => Promise<Started>, steps: readonly Step[]): void {
  const stacks = new Set(steps.map(({ stack }) => stack));
  void describe(what, () => {
    let bed: Started;
    before(async () => {
      bed = await start();
      for (const stack of stacks) {
        const up = await bed.engine.up(stack);
        assert.ok(up.ok, up.all);
      }
    });
    after(() => bed.stop());
    for (const step of steps) test(nameOf(step), (t) => proves(t, bed, step));
    for (const stack of stacks) test(`${stack}: nothing is left to do`, (t) => settles(t, bed, stack));
  });
}

/** Its figures name every change. */
const nameOf = ({ stack, changes: [first, ...others] }: Step) =>
  `${stack}: ${first?.name ?? "nothing"}${others.length === 0 ? "" : `, and ${others.length} more`}`;

prove(
  "a region on a cluster that is there",
  () => startLocalRegion({ moreCharts: [{ name: "agones", version: NEXT_AGONES }] }),
  LOCAL_STEPS,
);

prove(
  "an environment and a region on AWS",
  async () => {
    const stacks = await startAwsStacks(["prod", "prod-us-east-1"], ["us-east-1"]);
    await makeEdits(stacks, AWS_BASE);
    return stacks;
  },
  AWS_STEPS,
);
