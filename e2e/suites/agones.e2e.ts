// With real Agones: what a stub chart cannot show. Runs where AGONES_BIN and AGONES_CHART name it.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import test, { after, before } from "node:test";
import { z } from "zod";
import type { AllocatorAccess } from "../kubernetes/allocation.ts";
import { allocate } from "../kubernetes/allocation.ts";
import { noAgones } from "../testbed/agones.ts";
import { CertificateAuthority } from "../testbed/certificates.ts";
import { existingRegion } from "./existing-cluster.ts";
import { until } from "../until.ts";
import { changesNothing, goesUp } from "./going-up.ts";
import type { LocalRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

const GAMES = "game-servers";
/** Fleet and what its autoscaler keeps Ready: Pulumi.local.yaml. */
const BUFFERS = { "dedicated-game-fleet": 2, "battle-royale": 1, "team-shooter": 2, competitive: 1 };

/** The same chart under another number. */
const NEXT = "1.60.1";

const OUTPUTS = z.object({
  allocatorEndpoint: z.string(),
  allocatorCaCertificates: z.string(),
  allocatorClientCertificate: z.object({ certificate: z.string(), privateKey: z.string() }),
});
const GAME_SERVER = z.object({
  metadata: z.object({ name: z.string(), uid: z.string(), labels: z.record(z.string(), z.string()) }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.object({
            env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
          }),
        ),
      }),
    }),
  }),
  status: z.object({ state: z.string(), nodeName: z.string().default("") }),
});
type GameServer = z.infer<typeof GAME_SERVER>;

let region: LocalRegion;
let access: AllocatorAccess;
/** Servers with players, whom nothing that follows may disturb. */
const playing: GameServer[] = [];

/** A cluster that is there, such as kind, has the real thing by itself. */
const { GAMEPLANE_E2E_CONTEXT: context } = process.env;
const skip = context === undefined && noAgones();
if (skip === false) {
  before(async () => {
    region =
      context === undefined
        ? await startLocalRegion({ agones: true, moreCharts: [{ name: "agones", version: NEXT }] })
        : await existingRegion(context);
  });
  after(() => region.stop());
}
function agones(name: string, run: (t: TestContext) => Promise<void>): void {
  test(`agones: ${name}`, { skip }, run);
}

agones("local goes up, and every Fleet gets Ready", async (t) => {
  await goesUp(t, region.engine, "local");
  const seconds = await until("every Fleet has its buffer Ready", async () => {
    const ready = await readyServers();
    return Object.entries(BUFFERS).every(([fleet, buffer]) => (ready[fleet] ?? 0) >= buffer);
  });
  t.diagnostic(`${Object.keys(BUFFERS).length} Fleets Ready ${seconds.toFixed(1)} s after`);
});

agones("a second preview shows no change", (t) => changesNothing(t, region.engine, "local"));

agones("a matchmaker allocates by mutual TLS, with the certificates that the stack exports", async (t) => {
  const outputs = OUTPUTS.parse(await region.engine.outputs("local", true));
  access = {
    endpoint: outputs.allocatorEndpoint,
    address: await region.allocatorAddress(),
    caCertificates: outputs.allocatorCaCertificates,
    client: outputs.allocatorClientCertificate,
  };
  const times: number[] = [];
  for (const fleet of ["dedicated-game-fleet", "team-shooter"]) {
    const started = performance.now();
    const name = await allocate(access, GAMES, fleet);
    times.push(performance.now() - started);
    const server = await gameServer(name);
    assert.equal(server.status.state, "Allocated");
    assert.equal(server.metadata.labels["agones.dev/fleet"], fleet);
    playing.push(server);
  }
  t.diagnostic(`${times.length} allocations in ${times.map((time) => time.toFixed(0)).join(" and ")} ms`);
});

agones("nobody else allocates", async (t) => {
  const strangers = await CertificateAuthority.create("strangers");
  const { certificate, key: privateKey } = await strangers.issue({ commonName: "matchmaker" });
  const { endpoint, address, caCertificates } = access;
  const refused = (who: AllocatorAccess, why: RegExp) =>
    assert.rejects(
      allocate(who, GAMES, "team-shooter"),
      (error) => why.test(String(error)) || assert.fail(String(error)),
    );
  await refused({ endpoint, address, caCertificates }, /certificate required/);
  await refused(
    { ...access, client: { certificate, privateKey } },
    /unknown ca|bad certificate|unknown certificate/i,
  );
  await refused({ ...access, endpoint: "another.example:443" }, /Hostname\/IP does not match|altnames/);
  await refused(
    { ...access, caCertificates: strangers.pem.certificate },
    /unable to (verify|get)|self.signed/,
  );
  assert.equal((await serversIn("Allocated")).length, playing.length);
  t.diagnostic(
    "without a certificate, with a stranger's, under another name, under another authority: refused",
  );
});

agones("the buffer is kept while servers are allocated", async (t) => {
  const fleet = "team-shooter";
  for (let i = 0; i < 3; i++) {
    await until(`${fleet} has a Ready server`, async () => ((await readyServers())[fleet] ?? 0) > 0);
    playing.push(await gameServer(await allocate(access, GAMES, fleet)));
  }
  const seconds = await until(
    "the buffer is full again",
    async () => (await readyServers())[fleet] === BUFFERS[fleet],
  );
  t.diagnostic(
    `${BUFFERS[fleet]} Ready beside ${playing.length - 1} Allocated, ${seconds.toFixed(1)} s after the last`,
  );
});

agones("Allocated servers survive an update of their Fleet", async (t) => {
  const fleet = "team-shooter";
  await region.program.set("Pulumi.local.yaml", ["config", "gameplane:games", fleet, "env", "ROUND"], "2");
  const up = await region.engine.up("local");
  assert.ok(up.ok, up.all);
  assert.deepEqual(
    up.steps.map(({ op, name }) => `${op} ${name}`),
    [`update ${fleet}`],
  );
  await until("the Ready servers are of the new version", async () => {
    const ready = (await serversIn("Ready")).filter(({ metadata }) => fleetOf(metadata) === fleet);
    const own = ready.filter(({ spec }) => spec.template.spec.containers.some(isNew));
    return own.length === BUFFERS[fleet] && own.length === ready.length;
  });
  await stillPlaying();
  t.diagnostic(`${playing.length} of ${playing.length} Allocated servers are the same as before`);
});

agones("Allocated servers survive a drain of their node", async (t) => {
  const [server] = playing;
  assert.ok(server);
  const node = server.status.nodeName;
  const drain = region.plane.kubectl([
    ...["drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=15s"],
  ]);
  await assert.rejects(
    drain,
    /disruption budget|global timeout/,
    "the drain ends, so it has evicted the players",
  );
  await stillPlaying();
  await region.plane.kubectl(["uncordon", node]);
  t.diagnostic(`kubectl drain ${node} gave up after 15 s`);
});

agones("Allocated servers survive an upgrade of the chart", async (t) => {
  const deployments = async () =>
    region.plane.kubectl([
      ...["get", "deployments", "-n", "agones-system", "-o"],
      "jsonpath={range .items[*]}{.metadata.name}={.metadata.generation} {end}",
    ]);
  const generations = await deployments();
  // The level reaches every pod, so all of Agones is rolled out.
  await setting(["gameplane:agones", "logLevel"], "debug");
  // Public repositories have no such number.
  if (context === undefined) await setting(["gameplane:charts", "agones", "version"], NEXT);
  const up = await region.engine.up("local");
  assert.ok(up.ok, up.all);
  assert.deepEqual(
    up.steps.map(({ op, name }) => `${op} ${name}`),
    ["update agones"],
  );
  assert.notEqual(await deployments(), generations, "no Deployment was rolled out");
  await stillPlaying();
  await until("allocations work again", async () => {
    playing.push(await gameServer(await allocate(access, GAMES, "dedicated-game-fleet")));
    return true;
  });
  t.diagnostic(
    `${playing.length - 1} Allocated servers are the same as before, and the next allocation works`,
  );
});

agones("everything goes, sessions and all", async (t) => {
  const servers = await region.plane.list("gameservers.agones.dev", GAMES);
  const destroy = await region.engine.destroy("local");
  assert.ok(destroy.ok, destroy.all);
  const left = await region.plane.kubectl(["get", CLUSTER_WIDE.join(","), "-o", "name"]);
  assert.deepEqual(
    left.split("\n").filter((name) => OURS.test(name)),
    [],
  );
  t.diagnostic(`${servers.length} GameServers and all else gone in ${destroy.seconds.toFixed(1)} s`);
});

/** Names that we or Agones' chart give; Kubernetes' own monitoring role is not among them. */
const OURS = /agones|gameplane|game-server|monitoring\.coreos|namespace\/monitoring/;

/** Kinds of what is in no namespace; what was in ours has gone with it. */
const CLUSTER_WIDE = [
  ...["namespaces", "customresourcedefinitions", "clusterroles", "clusterrolebindings", "apiservices"],
  ...["validatingwebhookconfigurations", "mutatingwebhookconfigurations", "priorityclasses"],
  ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
];

const gameServers = async () =>
  (await region.plane.list("gameservers.agones.dev", GAMES)).map((server) => GAME_SERVER.parse(server));
const serversIn = async (state: string) =>
  (await gameServers()).filter(({ status }) => status.state === state);

async function gameServer(name: string): Promise<GameServer> {
  const json = await region.plane.kubectl(["get", "gameserver", name, "-n", GAMES, "-o", "json"]);
  return GAME_SERVER.parse(JSON.parse(json));
}

const setting = (path: string[], value: string) =>
  region.program.set("Pulumi.local.yaml", ["config", ...path], value);

const isNew = ({ env }: GameServer["spec"]["template"]["spec"]["containers"][number]) =>
  env.some(({ name, value }) => name === "ROUND" && value === "2");

const fleetOf = ({ labels }: GameServer["metadata"]) => labels["agones.dev/fleet"] ?? "";

/** Ready servers by Fleet. */
async function readyServers(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { metadata } of await serversIn("Ready")) {
    const fleet = fleetOf(metadata);
    counts[fleet] = (counts[fleet] ?? 0) + 1;
  }
  return counts;
}

/** The same servers, by uid, and still Allocated. */
async function stillPlaying(): Promise<void> {
  const allocated = (await serversIn("Allocated")).map(({ metadata }) => metadata.uid);
  const lost = playing.filter(({ metadata }) => !allocated.includes(metadata.uid));
  assert.deepEqual(
    lost.map(({ metadata }) => metadata.name),
    [],
  );
}
