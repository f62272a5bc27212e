// The stack `local` on a cluster whose nodes have no label: what somebody with kind or minikube gets.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { z } from "zod";
import { AGONES_CONTROLLER, gameServerPod } from "../kubernetes/game-server-pod.ts";
import { ADMISSION_CASES, creator, pod } from "../../components/isolation/admission-cases.ts";
import { changesNothing, goesUp } from "./going-up.ts";
import type { LocalRegion } from "./local-region.ts";
import { startLocalRegion } from "./local-region.ts";

let region: LocalRegion;
before(async () => (region = await startLocalRegion()));
after(() => region.stop());

test("local goes up on nodes without any label", (t) => goesUp(t, region.engine, "local"));

test("a second preview shows no change", (t) => changesNothing(t, region.engine, "local"));

test("the allocator's address is its Service, which its certificates name", async () => {
  const { engine, plane } = region;
  const outputs = await engine.outputs("local", true);
  const [, service, namespace, port] =
    /^([\w-]+)\.([\w-]+)\.svc:(\d+)$/.exec(String(outputs.allocatorEndpoint)) ?? [];
  assert.ok(service !== undefined && namespace !== undefined && port !== undefined, "no in-cluster address");
  const ports = await plane.kubectl([
    "get",
    "service",
    service,
    "-n",
    namespace,
    "-o",
    "jsonpath={.spec.ports[*].port}",
  ]);
  assert.deepEqual(ports.split(" ").includes(port), true, `${service} has the ports ${ports}`);
  const addresses = await plane.kubectl([
    ...["get", "endpointslices", "-n", namespace, "-l", `kubernetes.io/service-name=${service}`],
    ...["-o", "jsonpath={.items[*].endpoints[*].addresses[*]}"],
  ]);
  assert.notEqual(addresses, "", `${service} has no pod behind it`);
});

test("the API server takes each game's pod, with its host ports and the SDK's sidecar", async (t) => {
  const fleets = await region.plane.list("fleets.agones.dev", "game-servers");
  const names = fleets.map(({ metadata }) => metadata.name).toSorted();
  assert.deepEqual(names, ["battle-royale", "competitive", "dedicated-game-fleet", "team-shooter"]);
  for (const [index, fleet] of fleets.entries()) {
    const own = gameServerPod(fleet, `${fleet.metadata.name}-1`, 7000 + 10 * index);
    await region.plane.kubectl(["create", "--as", AGONES_CONTROLLER, "-f", "-"], {
      input: JSON.stringify(own),
    });
  }
  await region.plane.kubectl([
    ...[
      "wait",
      "--for=condition=Ready",
      "pod",
      "-n",
      "game-servers",
      "-l",
      "agones.dev/role=gameserver",
      "--timeout=30s",
    ],
  ]);
  t.diagnostic(`${fleets.length} of ${fleets.length} games' pods are Ready`);
});

test("the admission policy says on the API server what it says to our evaluator", async (t) => {
  const cases = Object.entries(ADMISSION_CASES).map(([name, changes], index) => {
    const object = pod(changes);
    const metadata = { ...z.record(z.string(), z.unknown()).parse(object.metadata), name: `case-${index}` };
    return { name, object: { ...object, metadata }, as: creator(changes), problem: changes.problem };
  });
  const refused = new Map<string, string>();
  for (const as of new Set(cases.map((each) => each.as))) {
    const items = cases.filter((each) => each.as === as).map(({ object }) => object);
    for (const [pod, problem] of await refusals(items, as)) refused.set(pod, problem);
  }
  assert.deepEqual(
    cases.map(({ name }, index) => [name, refused.get(`case-${index}`)]),
    cases.map(({ name, problem }) => [name, problem]),
  );
  t.diagnostic(`${cases.length} pods, ${refused.size} of them refused, in the words that we expected`);
});

/** What the API server says to somebody who creates objects, by name; those that it takes are left out. */
async function refusals(items: object[], as: string): Promise<Map<string, string>> {
  // Rights are another suite's: the group has all, the user's name is what the policy sees.
  const admin = ["--as", as, "--as-group", "system:masters", "--as-group", "system:authenticated"];
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  const said = await region.plane
    .kubectl(["create", "--dry-run=server", ...admin, "-f", "-"], { input })
    .then(
      () => "",
      (error: unknown) => String(error),
    );
  return new Map(
    [...said.matchAll(/pods "([\w-]+)" is forbidden: .*? denied request: (.*)/g)].map(
      ([, name = "", text = ""]) => [name, text],
    ),
  );
}
