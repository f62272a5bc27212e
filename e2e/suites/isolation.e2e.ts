// Who reaches whom, by the NetworkPolicies that are there after `pulumi up`, is what docs/isolation.md says.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { z } from "zod";
import { NAMESPACES } from "../../components/isolation/namespaces.ts";
import { awsAddresses, EXISTING_CLUSTER } from "../isolation/cluster-addresses.ts";
import { portsWithinPod } from "../isolation/connections-table.ts";
import { ask } from "../isolation/cyclonus.ts";
import { connectivity } from "../isolation/matrix.ts";
import { compareWithOwn } from "../isolation/own-evaluator.ts";
import { ISOLATION_PAGE } from "../isolation/page.ts";
import { strangers } from "../isolation/peers.ts";
import { differencesFromPage, reachAsDocumented } from "../isolation/reach-as-documented.ts";
import { buildTestBed } from "../testbed/build.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import type { LocalRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

const EXISTING = { cluster: "existing cluster", ping: false } as const;
const AWS = { cluster: "AWS", ping: false } as const;

/** With the allocator's load balancer, which a region that stands alone has not. */
const AWS_STACK = "prod-eu-west-1";
const AWS_REGION = "eu-west-1";

let binaries: string;
const started = new AsyncDisposableStack();
let local: LocalRegion;
before(async () => {
  ({ folder: binaries } = await buildTestBed());
  local = await startLocalRegion({ agones: true });
  started.defer(() => local.stop());
  const up = await local.engine.up("local");
  assert.ok(up.ok, up.all);
});
after(() => started.disposeAsync());

const ofLocal = () => connectivity(local.plane, EXISTING_CLUSTER, binaries);

test("an existing cluster: everything in the table passes, and nothing else", async (t) => {
  reachAsDocumented(t, await ofLocal(), EXISTING);
});

test("every pod of the three namespaces is one of those asked", async (t) => {
  const [all, { peers }] = await Promise.all([local.plane.list("pods"), ofLocal()]);
  const pods = all.filter(({ metadata }) => NAMESPACES.some((ours) => ours === metadata.namespace));
  assert.notEqual(pods.length, 0, "no pod is there to be known");
  assert.deepEqual(strangers(pods, peers), []);
  t.diagnostic(`${pods.length} pods`);
});

const games = z.array(
  z.object({
    spec: z.object({
      template: z.object({
        spec: z.object({
          sdkServer: z.object({ grpcPort: z.number(), httpPort: z.number() }),
          template: z.object({ spec: z.object({ hostNetwork: z.literal(false).optional() }) }),
        }),
      }),
    }),
  }),
);

test("a game calls its SDK within its pod, on a loopback that is no node's", async (t) => {
  const fleets = games.parse(await local.plane.list("fleets.agones.dev", "game-servers"));
  assert.notEqual(fleets.length, 0, "no Fleet is there to be asked");
  for (const { spec } of fleets) {
    const { grpcPort, httpPort } = spec.template.spec.sdkServer;
    assert.deepEqual(portsWithinPod(ISOLATION_PAGE, EXISTING), [`TCP ${grpcPort}`, `TCP ${httpPort}`]);
  }
  t.diagnostic(`${fleets.length} Fleets`);
});

test("the evaluator of our own tests says the same as cyclonus", async (t) => {
  const { asked, other } = compareWithOwn(await ofLocal());
  assert.deepEqual(other, []);
  t.diagnostic(`${asked}/${asked} answers identical, each way in and each way out`);
});

const HOLE = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "hole", namespace: "game-servers" },
  spec: {
    podSelector: { matchLabels: { app: "game-backend" } },
    policyTypes: ["Ingress"],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "default" } },
            podSelector: { matchLabels: { app: "game-matchmaker" } },
          },
        ],
        ports: [{ protocol: "TCP", port: 6379 }],
      },
    ],
  },
};

test("a hole is found and named", async (t) => {
  await local.plane.kubectl(["apply", "-f", "-"], { input: JSON.stringify(HOLE) });
  try {
    const found = differencesFromPage(await ofLocal(), EXISTING);
    assert.deepEqual(found, { inNoRow: ["impostor of default -> game backend TCP 6379"], notAllowed: [] });
    t.diagnostic(found.inNoRow.join(", "));
  } finally {
    await local.plane.kubectl(["delete", "networkpolicy", "hole", "-n", "game-servers"]);
  }
});

test("a way that is closed is found and named", async (t) => {
  const matrix = await ofLocal();
  const policies = matrix.policies.filter(({ metadata }) => metadata.name !== "game-backend");
  const answers = await ask(binaries, policies, matrix.peers, matrix.probes);
  const { inNoRow, notAllowed } = differencesFromPage({ ...matrix, answers }, EXISTING);
  assert.deepEqual(inNoRow, []);
  assert.deepEqual(notAllowed.toSorted(), [
    "game backend -> DNS TCP 53",
    "game backend -> DNS UDP 53",
    "game server of battle-royale -> game backend TCP 8080",
    "game server of competitive -> game backend TCP 8080",
    "game server of multiplayer -> game backend TCP 8080",
    "game server of team-shooter -> game backend TCP 8080",
  ]);
  t.diagnostic(`${notAllowed.length} connections`);
});

test("with ping: everything in the table passes, and nothing else", async (t) => {
  await local.program.set("Pulumi.local.yaml", ["config", "gameplane:agones", "ping"], true);
  const up = await local.engine.up("local");
  assert.ok(up.ok, up.all);
  reachAsDocumented(t, await ofLocal(), { ...EXISTING, ping: true });
});

test("a region on AWS: everything in the table passes, and nothing else", async (t) => {
  // One control plane at a time: each takes a GiB.
  await local.stop();
  const aws = await startAwsStacks(["prod", AWS_STACK], [AWS_REGION]);
  started.defer(() => aws.stop());
  for (const stack of ["prod", AWS_STACK]) {
    const up = await aws.engine.up(stack);
    assert.ok(up.ok, up.all);
  }
  const plane = aws.planes[AWS_REGION];
  assert.ok(plane);
  const addresses = awsAddresses(await aws.engine.exportStack(AWS_STACK));
  reachAsDocumented(t, await connectivity(plane, addresses, binaries), AWS);
});
