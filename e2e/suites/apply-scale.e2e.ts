// A region with so many games that 2,000 objects are applied to one API server by one `up`.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { previewedCount } from "../engine/offline-preview.ts";
import type { LocalRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

/** Each has a Fleet, a FleetAutoscaler and a NetworkPolicy of its own. */
const GAMES = 670;

/** The engine writes the whole state after each step, which takes longer than all else: here at the end alone. */
const ONE_CHECKPOINT = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

let region: LocalRegion;

before(async () => {
  region = await startLocalRegion();
  // Short, because the engine hands a program its settings in one environment variable: Linux takes 128 KiB.
  const game = {
    type: "match",
    image: "r.example/game:1",
    cpu: { request: "50m" },
    memory: { request: "64Mi" },
    players: 10,
    autoscaling: { min: 1, max: 2, buffer: 1 },
  };
  const games = Object.fromEntries(Array.from({ length: GAMES }, (_, i) => [`game-${i}`, game]));
  await region.program.set("Pulumi.local.yaml", ["config", "gameplane:games"], games);
});
after(() => region.stop());

test("2,000 objects go up, and a second preview shows no change", async (t) => {
  const { engine, plane, program } = region;
  const resources = await previewedCount(program, "local");
  const up = await engine.up("local", [], ONE_CHECKPOINT);
  assert.ok(up.ok, up.all.slice(-4000));
  assert.deepEqual(up.changes, { create: resources });
  const [fleets, autoscalers, policies] = await Promise.all([
    plane.list("fleets.agones.dev", "game-servers"),
    plane.list("fleetautoscalers.autoscaling.agones.dev", "game-servers"),
    plane.list("networkpolicies", "game-servers"),
  ]);
  assert.equal(fleets.length, GAMES);
  assert.equal(autoscalers.length, GAMES);
  const objects = fleets.length + autoscalers.length + policies.length;
  assert.ok(policies.length >= GAMES && objects >= 2000, `${objects} objects, ${policies.length} policies`);
  const preview = await engine.preview("local", ["--expect-no-changes"]);
  assert.ok(preview.ok, preview.all.slice(-4000));
  t.diagnostic(
    `${resources} resources, ${objects} objects of games: up ${up.seconds.toFixed(0)} s, ${(objects / up.seconds).toFixed(0)}/s`,
  );
  t.diagnostic(`second preview, which reads every object: no change, ${preview.seconds.toFixed(0)} s`);
});

test("and all of them go again", async (t) => {
  const destroy = await region.engine.destroy("local", [], ONE_CHECKPOINT);
  assert.ok(destroy.ok, destroy.all.slice(-4000));
  const namespaces = (await region.plane.list("namespaces")).map(({ metadata }) => metadata.name);
  assert.deepEqual(namespaces.toSorted(), ["default", "kube-node-lease", "kube-public", "kube-system"]);
  t.diagnostic(`${destroy.changes.delete ?? 0} deleted in ${destroy.seconds.toFixed(0)} s`);
});
