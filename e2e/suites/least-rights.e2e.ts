// What accounts and people may do after `pulumi up` is what docs/isolation.md says, and nothing else.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { memberOf, serviceAccount } from "../isolation/access-reviews.ts";
import type { Rights } from "../isolation/rights-as-documented.ts";
import { readRights, rightsAsDocumented, rightsDifferences } from "../isolation/rights-as-documented.ts";
import { agonesOfMachine } from "../testbed/agones.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import type { LocalRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

const VIEWERS = memberOf("gameplane:viewers");
const DEPLOYERS = memberOf("gameplane:deployers");
const SDK = serviceAccount("game-servers", "agones-sdk");
const SUBJECTS = [
  serviceAccount("agones-system", "agones-controller"),
  serviceAccount("agones-system", "agones-allocator"),
  SDK,
  ...["agones-system", "game-servers", "monitoring", "default"].map((namespace) =>
    serviceAccount(namespace, "default"),
  ),
  VIEWERS,
  DEPLOYERS,
];

const started = new AsyncDisposableStack();
let local: LocalRegion;
let rights: Rights;
before(async () => {
  local = await startLocalRegion({ agones: true });
  started.defer(() => local.stop());
  const up = await local.engine.up("local");
  assert.ok(up.ok, up.all);
  rights = await readRights(local.plane, SUBJECTS);
});
after(() => started.disposeAsync());

test("accounts and people may do everything in the table, and nothing else", (t) => {
  t.diagnostic(
    agonesOfMachine() === undefined ? "rights of the stub chart" : "rights of the real Agones chart",
  );
  rightsAsDocumented(t, rights);
});

/** What whoever takes a pod or a person's access over would try first, wherever it is. */
const TEMPTATIONS = [
  ["get", "list", "watch"].map((verb) => `${verb} secrets`),
  ["create", "update", "patch", "delete"].map((verb) => `${verb} pods`),
  ["create pods/exec", "create pods/attach", "create pods/portforward", "update pods/ephemeralcontainers"],
  ["create serviceaccounts/token", "impersonate users", "impersonate groups", "impersonate serviceaccounts"],
  ["patch nodes", "delete nodes", "get nodes/proxy", "create nodes/proxy"],
  ["create namespaces", "patch namespaces", "delete namespaces"],
  ["roles", "clusterroles"].flatMap((kind) =>
    ["create", "update", "escalate", "bind"].map((verb) => `${verb} ${kind}.rbac.authorization.k8s.io`),
  ),
  ["rolebindings", "clusterrolebindings"].map((kind) => `create ${kind}.rbac.authorization.k8s.io`),
  [
    "validatingadmissionpolicies",
    "validatingadmissionpolicybindings",
    "validatingwebhookconfigurations",
    "mutatingwebhookconfigurations",
  ].flatMap((kind) =>
    ["create", "patch", "delete"].map((verb) => `${verb} ${kind}.admissionregistration.k8s.io`),
  ),
  ["create", "patch", "delete"].map((verb) => `${verb} networkpolicies.networking.k8s.io`),
  ["patch resourcequotas", "patch customresourcedefinitions.apiextensions.k8s.io"],
  ["patch apiservices.apiregistration.k8s.io", "approve signers.certificates.k8s.io"],
  ["delete fleets.agones.dev", "deletecollection gameservers.agones.dev"],
].flat();

test("who gives way to a temptation is known by name", (t) => {
  const asked = new Set(rights.actions.map(({ verb, resource }) => `${verb} ${resource}`));
  assert.deepEqual(
    TEMPTATIONS.filter((temptation) => !asked.has(temptation)),
    [],
    "nobody was asked about these",
  );
  const given = rights.allowed.map((right) => right.replace(/ in [^:]*$/, ""));
  const found = new Set(
    given.filter((right) => TEMPTATIONS.some((temptation) => right.endsWith(`: ${temptation}`))),
  );
  assert.deepEqual([...found].toSorted(), [
    "agones-system/agones-allocator: get secrets",
    "agones-system/agones-allocator: list secrets",
    "agones-system/agones-allocator: watch secrets",
    "agones-system/agones-controller: create pods",
    "agones-system/agones-controller: delete pods",
    "agones-system/agones-controller: list secrets",
    "agones-system/agones-controller: update pods",
    "agones-system/agones-controller: watch secrets",
    "gameplane:deployers: delete fleets.agones.dev",
    "gameplane:deployers: deletecollection gameservers.agones.dev",
  ]);
  t.diagnostic(`${found.size} of ${TEMPTATIONS.length * SUBJECTS.length}`);
});

const GENEROSITY = ["generosity", "-n", "game-servers"];

test("one right too many is found and named", async (t) => {
  await local.plane.kubectl(["create", "role", ...GENEROSITY, "--verb=get", "--resource=secrets"]);
  await local.plane.kubectl([
    "create",
    "rolebinding",
    ...GENEROSITY,
    "--role=generosity",
    "--group=gameplane:viewers",
  ]);
  try {
    const expected = { inNoRow: ["gameplane:viewers: get secrets in game-servers"], notAllowed: [] };
    // The API server learns of its own roles by a watch, after a moment.
    let found = rightsDifferences(await readRights(local.plane, [VIEWERS]));
    for (let tries = 0; tries < 5 && found.inNoRow.length === 0; tries++) {
      await sleep(500);
      found = rightsDifferences(await readRights(local.plane, [VIEWERS]));
    }
    assert.deepEqual(found, expected);
    t.diagnostic(found.inNoRow.join(", "));
  } finally {
    await local.plane.kubectl(["delete", "rolebinding", ...GENEROSITY]);
    await local.plane.kubectl(["delete", "role", ...GENEROSITY]);
  }
});

test("a game's own account, for AWS rights, may do what its SDK does, and nothing else", async (t) => {
  // One control plane at a time: each takes a GiB.
  await local.stop();
  const aws = await startAwsStacks(["dev"], ["eu-west-1"]);
  started.defer(() => aws.stop());
  await aws.program.set("Pulumi.dev.yaml", ["config", "gameplane:games", "multiplayer", "iam"], IAM);
  await aws.program.set("Pulumi.dev.yaml", ["config", "gameplane:games", "multiplayer", "egress"], S3);
  const up = await aws.engine.up("dev");
  assert.ok(up.ok, up.all);
  const plane = aws.planes["eu-west-1"];
  assert.ok(plane);
  const subjects = [SDK, serviceAccount("game-servers", "game-multiplayer")];
  rightsAsDocumented(t, await readRights(plane, subjects));
});

const IAM = { replays: { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::replays/*"] } };
const S3 = { s3: { cidrs: ["0.0.0.0/0"], ports: [443] } };
