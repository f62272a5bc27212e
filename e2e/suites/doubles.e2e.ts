import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Cloud, CloudResource } from "../doubles/cloud.ts";
import { startCloud } from "../doubles/cloud.ts";
import { Program } from "../engine/program.ts";
import type { Update } from "../engine/pulumi.ts";
import { Engine } from "../engine/pulumi.ts";
import { buildTestBed } from "../testbed/build.ts";
import { until } from "../until.ts";

// One stack in one state after another: an environment, which is AWS and tls alone.
const STACK = "prod";
const EIP = "aws:ec2/eip:Eip";
const REPOSITORY = "aws:ecr/repository:Repository";
const TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const ZONE = "aws:route53/zone:Zone";
const CERTIFICATE = "tls:index/locallySignedCert:LocallySignedCert";

let cloud: Cloud;
let engine: Engine;
const started = new AsyncDisposableStack();

before(async () => {
  const { folder: binaries } = await buildTestBed();
  cloud = await startCloud({});
  started.defer(() => cloud.stop());
  const program = await Program.copy();
  started.defer(() => program.remove());
  engine = new Engine({ program, binaries, env: { PULUMI_DEBUG_PROVIDERS: cloud.debugProviders } });
  started.defer(() => engine.dispose());
  await engine.init(STACK);
});

after(() => started.disposeAsync());

/** What the program calls a resource. */
const nameOf = ({ urn }: CloudResource) => urn.split("::").at(-1) ?? "";

const named = (type: string, name: string): CloudResource[] =>
  [...cloud.resources.values()].filter((one) => one.type === type && nameOf(one) === name);

const twoOf = (type: string, name: string) =>
  until(`two of ${type} ${name} in the account`, () => named(type, name).length === 2);

/** Every object is one that the state knows by its id, and the other way round. */
async function assertStateIsCloud(): Promise<number> {
  const { resources } = await engine.exportStack(STACK);
  const known = resources.filter(({ type }) => type.startsWith("aws:"));
  const pairs = (list: { urn: string; id?: string | undefined }[]) =>
    list.map(({ urn, id }) => `${urn} ${id ?? ""}`).sort();
  assert.deepEqual(pairs([...cloud.resources.values()]), pairs(known));
  return known.length;
}

const unchanged = ({ changes }: Update) => Object.keys(changes).every((op) => op === "same");

const steps = ({ steps: all }: Update, op: string) =>
  all
    .filter((step) => step.op === op)
    .map(({ name }) => name)
    .sort();

test("each fault of the first up has the outcome that the real provider's would have", async (t) => {
  cloud.faults.add({ kind: "throttled", type: ZONE, refusals: 3 });
  cloud.faults.add({
    kind: "quota",
    urn: /Eip::nat-1$/,
    code: "AddressLimitExceeded",
    message: "The maximum number of addresses has been reached.",
  });
  cloud.faults.add({ kind: "answer-lost", urn: /Eip::nat-2$/, message: "read: connection reset by peer" });
  cloud.faults.add({
    kind: "never-available",
    urn: /Repository::matchmaker$/,
    message: "unexpected state 'FAILED'",
  });
  cloud.faults.add({ kind: "connection-lost", urn: /RepositoryCreationTemplate::eu-west-1$/ });
  cloud.faults.add({ kind: "throttled", urn: /Repository::competitive$/, refusals: 25 });
  const up = await engine.up(STACK, ["--continue-on-error"]);
  assert.equal(up.ok, false);
  assert.equal(named(ZONE, "zone").length, 1, "a few refusals by AWS only take time");
  for (const [type, name, there, words] of [
    [EIP, "nat-1", 0, "AddressLimitExceeded: The maximum number of addresses has been reached."],
    [EIP, "nat-2", 1, "read: connection reset by peer"],
    [REPOSITORY, "matchmaker", 1, "unexpected state 'FAILED'"],
    [TEMPLATE, "eu-west-1", 0, "error reading from server: EOF"],
    [REPOSITORY, "competitive", 0, "ThrottlingException: Rate exceeded"],
  ] as const) {
    assert.equal(named(type, name).length, there, `${name} in the account`);
    assert.ok(up.all.includes(words), `${words} in the words of the engine:\n${up.all}`);
  }
  const { resources } = await engine.exportStack(STACK);
  const inState = (urn: RegExp) =>
    resources.filter((one) => urn.test(one.urn) && one.id !== undefined).length;
  assert.equal(inState(/Repository::matchmaker$/), 1, "a partial resource is in the state");
  assert.equal(inState(/Eip::nat-2$/), 0, "one whose answer was lost is not");
  t.diagnostic(`6 faults, ${up.changes.create ?? 0} created nevertheless`);
});

test("Ctrl-C while AWS is slow ends the wait, and the object is in the state", async (t) => {
  cloud.faults.clear();
  // nat-2 is made a second time: nobody knows of the first.
  cloud.faults.add({ kind: "slow", urn: /Eip::nat-2$/, ms: 10 * 60_000 });
  const { child, finished } = engine.begin("up", STACK);
  await Promise.race([finished, twoOf(EIP, "nat-2")]);
  const interrupted = performance.now();
  child.kill("SIGINT");
  const up = await finished;
  assert.equal(up.ok, false);
  assert.match(up.all, /context canceled/);
  const { resources } = await engine.exportStack(STACK);
  assert.equal(resources.filter(({ urn }) => urn.endsWith("Eip::nat-2")).length, 1);
  t.diagnostic(`ended ${((performance.now() - interrupted) / 1000).toFixed(1)} s after SIGINT`);
});

test("the next up converges; what the engine never heard of stays behind as an orphan", async (t) => {
  cloud.faults.clear();
  const up = await engine.up(STACK);
  assert.ok(up.ok, up.all);
  const twice = named(EIP, "nat-2");
  assert.equal(twice.length, 2);
  const [orphan] = twice;
  assert.ok(orphan);
  cloud.deleteByHand((one) => one === orphan);
  const objects = await assertStateIsCloud();
  t.diagnostic(`${objects} objects in account and state, 1 orphan removed by hand`);
});

test("a second preview shows no change", async (t) => {
  const preview = await engine.preview(STACK);
  assert.ok(preview.ok, preview.all);
  assert.ok(unchanged(preview), JSON.stringify(preview.changes));
  t.diagnostic(`${preview.changes.same ?? 0} unchanged, ${preview.seconds.toFixed(1)} s`);
});

test("what somebody changed or deleted by hand comes back", async (t) => {
  const [eip] = named(EIP, "nat-1");
  const [template] = named(TEMPLATE, "us-west-2");
  assert.ok(eip && template);
  eip.inputs = { ...eip.inputs, tags: { Name: "mine" } };
  cloud.deleteByHand((one) => one === template);
  const up = await engine.up(STACK);
  assert.ok(up.ok, up.all);
  assert.deepEqual([steps(up, "update"), steps(up, "create")], [["nat-1"], ["us-west-2"]]);
  assert.deepEqual(named(EIP, "nat-1")[0]?.inputs.tags, { Name: "nat-1" });
  await assertStateIsCloud();
  t.diagnostic("1 put right, 1 made again");
});

test("certificates are renewed when their time comes, and authorities are not", async (t) => {
  const outputs = await engine.outputs(STACK);
  // 180 days, renewed 75 before their end (agones.certificates in the settings).
  cloud.clock.advanceHours(104 * 24);
  assert.ok(unchanged(await engine.preview(STACK)));
  cloud.clock.advanceHours(2 * 24);
  const up = await engine.up(STACK);
  assert.ok(up.ok, up.all);
  const replaced = up.steps.filter(({ op }) => op === "replace");
  assert.deepEqual([...new Set(replaced.map(({ type }) => type))], [CERTIFICATE]);
  assert.equal((await engine.outputs(STACK)).allocatorCaCertificates, outputs.allocatorCaCertificates);
  assert.ok(unchanged(await engine.preview(STACK)));
  t.diagnostic(`${replaced.length} certificates replaced`);
});

test("destroy leaves nothing in the account, and what is used goes after what uses it", async (t) => {
  await engine.program.set(`Pulumi.${STACK}.yaml`, ["config", "gameplane:protect"], false);
  assert.ok((await engine.up(STACK)).ok);
  const before = cloud.faults.log.length;
  const destroy = await engine.destroy(STACK);
  assert.ok(destroy.ok, destroy.all);
  assert.deepEqual([...cloud.resources.keys()], []);
  const done = cloud.faults.log.slice(before).filter(({ operation }) => operation === "delete");
  const at = (urn: RegExp, phase: string): number => {
    const found = done.findIndex((entry) => entry.phase === phase && urn.test(entry.urn));
    assert.ok(found >= 0, `no deletion of ${urn} ${phase}`);
    return found;
  };
  assert.ok(at(/LifecyclePolicy::matchmaker$/, "ended") < at(/Repository::matchmaker$/, "began"));
  assert.ok(
    at(/ReplicationConfiguration::replication$/, "ended") <
      at(/RepositoryCreationTemplate::eu-west-1$/, "began"),
  );
  t.diagnostic(`${destroy.changes.delete ?? 0} deleted, ${destroy.seconds.toFixed(1)} s`);
});
