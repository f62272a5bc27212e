// Tear-down as docs/operations.md says it: what is protected stops it, and without protection everything goes, in order.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { after, before, describe, test } from "node:test";
import type { Rule } from "../interruption/deletion-order.ts";
import { brokenRules, PLATFORM_RULES, REGION_RULES } from "../interruption/deletion-order.ts";
import { timed } from "../interruption/interrupt.ts";
import type { Objects } from "../interruption/objects.ts";
import type { Bed, Survey } from "../interruption/survey.ts";
import { compare, leftover, objectsIn, survey } from "../interruption/survey.ts";
import type { AwsStacks } from "./aws-stacks.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import type { TestBedRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

const REGION = "prod-eu-west-1";
const PROTECTED = /cannot be deleted\s+because it is protected/;

describe("a region on AWS and its environment", { concurrency: 1 }, () => {
  let stacks: AwsStacks;
  let empty: Objects;
  const region = (): Bed => ({ ...shared(stacks, REGION), plane: planeOf(stacks) });
  const environment = (): Bed => shared(stacks, "prod");

  before(async () => {
    stacks = await startAwsStacks(["prod", REGION], ["eu-west-1"]);
    empty = await objectsIn(planeOf(stacks));
    for (const stack of ["prod", REGION]) await goesUp(stacks, stack);
  });
  after(() => stacks.stop());

  test("destroy stops at what is protected, before anything is done", async (t) => {
    for (const bed of [region(), environment()]) {
      const names = await refuses(bed, empty, ["destroy", "--stack", bed.stack, "--yes"]);
      t.diagnostic(`${bed.stack}: ${names.length} protected, such as ${names[0] ?? ""}`);
    }
  });

  test("a Fleet stays whose game is taken out of the settings", async (t) => {
    const game = ["config", "gameplane:games", "team-shooter"];
    const names = await refusesWith(region(), empty, ["Pulumi.prod.yaml", game, undefined]);
    // What sizes it would go first, and is protected with it.
    assert.deepEqual(names, ["FleetAutoscaler team-shooter"]);
    t.diagnostic(names.join(", "));
  });

  test("a node group with sessions stays whose pool changes", async (t) => {
    const disk = ["config", "gameplane:pools", "game", "diskGiB"];
    const names = await refusesWith(region(), empty, [`Pulumi.${REGION}.yaml`, disk, 200]);
    assert.ok(
      names.length > 0 && names.every((name) => name.startsWith("NodeGroup game-")),
      names.join(", "),
    );
    t.diagnostic(names.join(", "));
  });

  test("with its protections lifted the region goes, in order, and nothing of it stays", async (t) => {
    const { program, engine } = stacks;
    await program.set(`Pulumi.${REGION}.yaml`, ["config", "gameplane:drain"], true);
    await program.set(`Pulumi.${REGION}.yaml`, ["config", "gameplane:protect"], false);
    const drained = { "1": { cordoned: true, drained: true } };
    await program.set(`Pulumi.${REGION}.yaml`, ["config", "gameplane:pools", "game", "generations"], drained);
    const lifted = await engine.up(REGION);
    assert.ok(lifted.ok, lifted.all);
    await goesCompletely(t, region(), empty, REGION_RULES);
  });

  test("then the environment goes, and the account is empty", async (t) => {
    const { program, engine, cloud } = stacks;
    await program.set("Pulumi.prod.yaml", ["config", "gameplane:protect"], false);
    const lifted = await engine.up("prod");
    assert.ok(lifted.ok, lifted.all);
    await goesCompletely(t, environment(), new Map(), []);
    assert.deepEqual([...cloud.resources.keys()], []);
  });
});

describe("a region on a cluster that was there", { concurrency: 1 }, () => {
  let local: TestBedRegion;
  let empty: Objects;
  const bed = (): Bed => ({ ...shared(local, "local"), plane: local.plane });

  before(async () => {
    local = await startLocalRegion();
    empty = await objectsIn(local.plane);
    await local.program.set("Pulumi.local.yaml", ["config", "gameplane:games", "realm"], WORLDS);
    await goesUp(local, "local");
  });
  after(() => local.stop());

  test("destroy stops at a world's volume, before anything is done", async (t) => {
    const names = await refuses(bed(), empty, ["destroy", "--stack", "local", "--yes"]);
    assert.deepEqual(names, ["PersistentVolumeClaim realm-avalon"]);
    t.diagnostic(names.join(", "));
  });

  test("when the world is given up everything goes, in order, and nothing stays", async (t) => {
    const { resources } = await local.engine.exportStack("local");
    for (const { urn } of resources.filter((each) => each.protect === true)) {
      const unprotected = await local.engine.run(["state", "unprotect", "--stack", "local", "--yes", urn]);
      assert.equal(unprotected.exitCode, 0, unprotected.all);
    }
    await goesCompletely(t, bed(), empty, PLATFORM_RULES);
  });
});

/** A game whose worlds outlive its servers. */
const WORLDS = {
  type: "dedicated",
  image: "us-docker.pkg.dev/agones-images/examples/simple-game-server:0.43",
  cpu: { request: "50m" },
  memory: { request: "64Mi" },
  players: 40,
  storage: { persistent: { sizeGiB: 1, worlds: { avalon: {} } } },
};

const shared = ({ engine, cloud }: Pick<TestBedRegion, "engine" | "cloud">, stack: string): Bed => ({
  engine,
  cloud,
  stack,
});

function planeOf({ planes }: AwsStacks) {
  const plane = planes["eu-west-1"];
  assert.ok(plane !== undefined, "eu-west-1 has no control plane");
  return plane;
}

async function goesUp({ engine }: Pick<AwsStacks, "engine">, stack: string): Promise<void> {
  const up = await engine.up(stack);
  assert.ok(up.ok, up.all);
}

/** Runs a command that protection stops; the protected resources that it names. Nothing has changed. */
async function refuses({ engine, ...bed }: Bed, empty: Objects, command: string[]): Promise<string[]> {
  const earlier = await survey({ engine, ...bed }, empty);
  const { exitCode, all } = await engine.run(command);
  assert.notEqual(exitCode, 0, all);
  assert.ok(PROTECTED.test(all), `nothing protected stops it: ${all.slice(-2000)}`);
  assert.deepEqual(compare(earlier, await survey({ engine, ...bed }, empty)), []);
  const named = all.matchAll(/[Rr]esource "?(urn:\S+?)"? cannot be deleted\s+because it is protected/g);
  return [...new Set([...named].map(([, urn = ""]) => shortName(urn)))].toSorted();
}

/** The same with a change of settings, which is taken back. */
async function refusesWith(
  bed: Bed,
  empty: Objects,
  [file, path, value]: [file: string, path: string[], value: unknown],
): Promise<string[]> {
  const { program } = bed.engine;
  let before = "";
  await program.edit(file, (text) => {
    before = text;
    return `${text}\n`;
  });
  await program.set(file, path, value);
  try {
    return await refuses(bed, empty, ["up", "--stack", bed.stack, "--yes"]);
  } finally {
    await program.edit(file, () => before);
  }
}

const shortName = (urn: string) => {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split(":").at(-1) ?? ""} ${name.join("::")}`;
};

async function goesCompletely(t: TestContext, bed: Bed, empty: Objects, rules: Rule[]): Promise<void> {
  const { update, timeline } = await timed(bed.engine, "destroy", bed.stack);
  assert.ok(update.ok, update.all);
  const { broken, pairs } = brokenRules(timeline.steps, rules);
  assert.deepEqual(broken, []);
  assert.deepEqual(remaining(await survey(bed, empty)), []);
  if (bed.plane !== undefined) assert.deepEqual(await leftover(bed.plane), []);
  t.diagnostic(
    `${bed.stack}: ${timeline.steps.length} deleted in ${(timeline.milliseconds / 1000).toFixed(1)} s, ` +
      `${pairs} pairs in order, nothing left`,
  );
}

const remaining = ({ objects, state, account, problems }: Survey): string[] => [
  ...problems,
  ...objects.keys(),
  ...state.keys(),
  ...account.keys(),
];
