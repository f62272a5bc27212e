// Ups and destroys that are interrupted at random moments: docs/operations.md says what to do, and it converges.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { after, before, describe, test } from "node:test";
import type { Deployment, Engine } from "../engine/pulumi.ts";
import type { Update } from "../engine/update.ts";
import { ACCOUNT_FAILURES } from "../interruption/account-failures.ts";
import { freezeApiServer, restartApiServer } from "../interruption/api-server-outage.ts";
import { completesAfter } from "../interruption/failing.ts";
import { interrupt, meanwhile } from "../interruption/interrupt.ts";
import type { Moment } from "../interruption/moments.ts";
import { shortUrn } from "../interruption/moments.ts";
import { randomOf } from "../interruption/random.ts";
import type { Recovery } from "../interruption/recover.ts";
import { recover, takeOver } from "../interruption/recover.ts";
import type { Reference } from "../interruption/rounds.ts";
import { rounds, summary, uninterrupted } from "../interruption/rounds.ts";
import type { Bed } from "../interruption/survey.ts";
import { compare, sizeOf, survey } from "../interruption/survey.ts";
import { whereaboutsIn } from "../interruption/whereabouts.ts";
import type { ControlPlane, KubernetesObject } from "../testbed/control-plane.ts";
import { until } from "../until.ts";
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

    test("local is completed although the cluster has what Ctrl-C cut off the state", async (t) => {
      await succeeds(region.engine.up("local"));
      const forgotten = leavesOfEachKind(await region.engine.exportStack("local"));
      for (const urn of forgotten) await forget(region.engine, urn);
      const failed = await region.engine.up("local");
      assert.ok(!failed.ok, failed.all);
      const { update, takenOver } = await takeOver(region.engine, "local", failed);
      assert.ok(update.ok, update.all);
      // The engine begins nothing more after a failure, so it names some of them.
      assert.deepEqual(
        [takenOver.length > 0, takenOver.filter((urn) => !forgotten.includes(urn))],
        [true, []],
      );
      assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
      await succeeds(region.engine.preview("local", ["--expect-no-changes"]));
      t.diagnostic(`taken over: ${forgotten.map(shortUrn).join(", ")}`);
      await succeeds(region.engine.destroy("local"));
    });

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

    test("definitions whose installation Ctrl-C cut off are said to be, and installed anew", async () => {
      const attempt = { moment: beginOf("create", DEFINITIONS), how: "ctrl-c" } as const;
      const { plane, engine, cloud } = region;
      const { hit, started, update } = await interrupt(engine, "up", "local", attempt, () =>
        until("they are pending-install", async () => (await releasesThat(plane, "pending-install")) !== ""),
      );
      assert.ok(hit && !update.ok, update.all);
      const recovery = await recover(engine, "up", "local", started, whereaboutsIn(cloud, plane));
      assert.ok(recovery.update.ok, recovery.update.all);
      assert.deepEqual(recovery.halfDoneReleases, ["secret/sh.helm.release.v1.prometheus-operator-crds.v1"]);
      assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
      await succeeds(engine.preview("local", ["--expect-no-changes"]));
      await succeeds(engine.destroy("local"));
    });

    test("a release that was cut off is installed anew, and upgraded anew", async () => {
      const { engine, program } = region;
      const installed = await loseRelease("create", "pending-install");
      assert.deepEqual(installed.halfDoneReleases, ["secret/sh.helm.release.v1.agones.v1"]);
      assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
      const allocators = ["config", "gameplane:agones", "replicas", "allocator"];
      await program.set("Pulumi.local.yaml", allocators, 2);
      const upgraded = await loseRelease("update", "pending-upgrade");
      assert.deepEqual(upgraded.halfDoneReleases, ["secret/sh.helm.release.v1.agones.v2"]);
      await program.set("Pulumi.local.yaml", allocators, 1);
      await succeeds(engine.up("local"));
      assert.deepEqual(compare(reference.up, await survey(bed(), reference.before)), []);
      await succeeds(engine.destroy("local"));
    });

    /** The machine is lost while Helm waits for pods that get no node. */
    async function loseRelease(op: "create" | "update", status: string): Promise<Recovery> {
      const { plane, engine, cloud } = region;
      const nodes = (await plane.list("nodes")).map(({ metadata }) => metadata.name);
      await plane.kubectl(["cordon", ...nodes]);
      const attempt = { moment: beginOf(op, AGONES), how: "machine lost" } as const;
      const { hit, started, update } = await interrupt(engine, "up", "local", attempt, () =>
        until(`a release is ${status}`, async () => (await releasesThat(plane, status)) !== ""),
      );
      assert.ok(hit, update.all);
      await plane.kubectl(["uncordon", ...nodes]);
      const recovery = await recover(engine, "up", "local", started, whereaboutsIn(cloud, plane));
      assert.ok(recovery.update.ok, recovery.update.all);
      return recovery;
    }

    function beginOf(op: "create" | "update", release: RegExp): Moment {
      const step = reference.timelines.up.steps.find(({ urn }) => release.test(urn));
      return { kind: "step", op, urn: step?.urn ?? "", after: 0 };
    }

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

/** An object of each kind that nothing depends on: what a creation can leave that nobody waited for. */
function leavesOfEachKind({ resources }: Deployment): string[] {
  const needed = new Set(resources.flatMap(({ parent, dependencies }) => [parent, ...(dependencies ?? [])]));
  const leaves = resources.filter(
    ({ urn, type }) => type.startsWith("kubernetes:") && type !== RELEASE && !needed.has(urn),
  );
  return [...Map.groupBy(leaves, ({ type }) => type).values()].flatMap(([first]) => first?.urn ?? []);
}

const RELEASE = "kubernetes:helm.sh/v3:Release";

async function forget(engine: Engine, urn: string): Promise<void> {
  const { exitCode, all } = await engine.run([
    "state",
    "delete",
    urn,
    "--stack",
    "local",
    "--yes",
    "--force",
  ]);
  assert.equal(exitCode, 0, all);
}

/** Several objects made one after the other, and waited for. */
const AGONES = /Release::agones$/;

const DEFINITIONS = /Release::prometheus-operator-crds$/;

/** Names of Helm's notes with that status. */
const releasesThat = (plane: ControlPlane, status: string): Promise<string> =>
  plane.kubectl(["get", "secrets", "-A", "-l", `owner=helm,status=${status}`, "-o", "name"]);

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
