// Ups and destroys that are interrupted at random moments: docs/operations.md says what to do, and it converges.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { after, before, describe, test } from "node:test";
import type { Update } from "../engine/update.ts";
import { ACCOUNT_FAILURES } from "../interruption/account-failures.ts";
import { freezeApiServer, restartApiServer } from "../interruption/api-server-outage.ts";
import { completesAfter } from "../interruption/failing.ts";
import { meanwhile } from "../interruption/interrupt.ts";
import { randomOf } from "../interruption/random.ts";
import type { Reference } from "../interruption/rounds.ts";
import { rounds, summary, uninterrupted } from "../interruption/rounds.ts";
import type { Bed } from "../interruption/survey.ts";
import { compare, sizeOf, survey } from "../interruption/survey.ts";
import type { KubernetesObject } from "../testbed/control-plane.ts";
import type { AwsStacks } from "./aws-stacks.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import type { TestBedRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

/** Moments of `up`, and as many of `destroy`, of both stacks together. */
const MOMENTS = Number(process.env.E2E_MOMENTS ?? 20);
assert.ok(
  Number.isInteger(MOMENTS) && MOMENTS > 0,
  `E2E_MOMENTS ${process.env.E2E_MOMENTS} is no whole number above 0`,
);

/** Rounds of a region take longer, and an environment has nothing that a cluster adds; both are to be done in 5 minutes. */
const OF_THE_REGION = Math.ceil(MOMENTS * 0.4);

/** Draws the same moments each time, though steps never take equally long; the nightly run has another one each night. */
const SEED = Number(process.env.E2E_SEED ?? 7);
assert.ok(Number.isInteger(SEED), `E2E_SEED ${process.env.E2E_SEED} is no whole number`);

describe("interruptions", { concurrency: 2 }, () => {
  describe("of an environment", { concurrency: 1 }, () => {
    let stacks: AwsStacks;
    let reference: Reference;
    const bed = (): Bed => ({ engine: stacks.engine, stack: "prod", cloud: stacks.cloud });
    before(async () => {
      stacks = await startAwsStacks(["prod"], []);
      await unprotect(stacks, "prod");
      // Much of AWS is there before its provider knows: so some interruptions meet what is there and not in the state.
      stacks.cloud.faults.add(SLOW);
    });
    after(() => stacks.stop());

    test("prod without interruption, to compare with", async (t) => {
      reference = await uninterrupted(bed());
      tellReference(t, reference);
    });

    test("prod converges after each interruption", (t) =>
      converges(t, bed(), reference, SEED, MOMENTS - OF_THE_REGION));

    test("prod is completed by the same command after AWS failed in the middle", async (t) => {
      for (const failure of ACCOUNT_FAILURES) {
        if (failure.operation === "destroy") await succeeds(stacks.engine.up("prod"));
        await completesAfter(bed(), reference, failure);
        if (failure.operation === "up") await succeeds(stacks.engine.destroy("prod"));
      }
      t.diagnostic(ACCOUNT_FAILURES.map(({ name }) => name).join(", "));
    });
  });

  describe("of a region", { concurrency: 1 }, () => {
    let region: TestBedRegion;
    let reference: Reference;
    const bed = (): Bed => ({
      engine: region.engine,
      stack: "local",
      cloud: region.cloud,
      plane: region.plane,
    });
    before(async () => (region = await startLocalRegion()));
    after(() => region.stop());

    test("local without interruption, to compare with", async (t) => {
      reference = await uninterrupted(bed());
      tellReference(t, reference);
    });

    test("local converges after each interruption", (t) =>
      converges(t, bed(), reference, SEED + 1, OF_THE_REGION));

    test("local goes up although the API server answers nothing for a while", async () => {
      await duringUp(
        AGONES,
        () => freezeApiServer(region.plane, OUTAGE_MS),
        async (up) => {
          assert.ok(up.ok, up.all);
          assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
        },
      );
    });

    test("local is completed by the next up after the API server died in the middle", async (t) => {
      await duringUp(
        AGONES,
        () => restartApiServer(region.plane, OUTAGE_MS),
        async (up) => {
          t.diagnostic(up.ok ? "that up went on by itself" : "that up failed, the next one completed it");
          if (!up.ok) await succeeds(region.engine.up("local"));
          assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
        },
      );
    });

    test("a chart that never gets Ready is rolled back, and the next up installs it", async (t) => {
      const { plane, engine, program } = region;
      const nodes = (await plane.list("nodes")).map(({ metadata }) => metadata.name);
      await program.edit("components/agones/agones.ts", (text) =>
        text.replace(/timeoutSeconds: \d+/, "timeoutSeconds: 5"),
      );
      await plane.kubectl(["cordon", ...nodes]);
      const failed = await engine.up("local");
      assert.ok(!failed.ok, failed.all);
      assert.deepEqual(await plane.list("secrets", "agones-system").then(releases), []);
      await plane.kubectl(["uncordon", ...nodes]);
      await program.edit("components/agones/agones.ts", (text) =>
        text.replace("timeoutSeconds: 5", "timeoutSeconds: 900"),
      );
      await succeeds(engine.up("local"));
      assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
      await succeeds(engine.destroy("local"));
      t.diagnostic(/error: .*/.exec(failed.all)?.[0]?.slice(0, 120) ?? "");
    });

    /** Something happens to the cluster while a resource is made; then the stack goes again. */
    async function duringUp(
      urn: RegExp,
      happens: () => Promise<void>,
      then: (up: Update) => Promise<void>,
    ): Promise<void> {
      await then(await meanwhile(region.engine, "local", urn, happens));
      await succeeds(region.engine.destroy("local"));
    }
  });
});

/** Several objects made one after the other, and waited for. */
const AGONES = /Release::agones$/;

/** Longer than a request's retries, shorter than what waits for a rollout. */
const OUTAGE_MS = 4000;

const releases = (secrets: KubernetesObject[]) =>
  secrets.flatMap(({ metadata }) => (metadata.labels?.owner === "helm" ? [metadata.name] : []));

async function succeeds(update: Promise<Update>): Promise<void> {
  const { ok, all } = await update;
  assert.ok(ok, all);
}

const SLOW = { kind: "slow", ms: 200, urn: /aws:/, times: Number.POSITIVE_INFINITY } as const;

/** As docs/operations.md says for tearing down; here from the start. */
const unprotect = ({ program }: AwsStacks, stack: string) =>
  program.set(`Pulumi.${stack}.yaml`, ["config", "gameplane:protect"], false);

function tellReference(t: TestContext, { up, timelines }: Reference): void {
  const seconds = ({ milliseconds }: { milliseconds: number }) => `${(milliseconds / 1000).toFixed(1)} s`;
  t.diagnostic(
    `${sizeOf(up.state)} resources, ${sizeOf(up.objects)} objects, ${sizeOf(up.account)} in the account; ` +
      `up ${seconds(timelines.up)}, destroy ${seconds(timelines.destroy)}`,
  );
}

async function converges(
  t: TestContext,
  bed: Bed,
  reference: Reference | undefined,
  seed: number,
  count: number,
): Promise<void> {
  assert.ok(reference !== undefined, "there is no run to compare with");
  t.diagnostic(`E2E_SEED=${SEED}`);
  const outcomes = await rounds(bed, reference, count, randomOf(seed), (line) =>
    process.stderr.write(`${bed.stack}: ${line}\n`),
  );
  t.diagnostic(summary(outcomes));
}
