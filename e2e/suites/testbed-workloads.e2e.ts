// What a plane of the test bed does with workloads: as a real cluster would, as far as other suites rely on it.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { buildTestBed } from "../testbed/build.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { startControlPlane } from "../testbed/control-plane.ts";
import { plainNodes } from "../testbed/nodes.ts";
import { until } from "../until.ts";
import { create, named, namesOf } from "./plane-objects.ts";
import { programManifests, programsFolder } from "./sandboxed-program.ts";
import {
  claim,
  fleet,
  FLEET_DEFINITION,
  job,
  namespace,
  pod,
  policyAgainst,
  storageClass,
  withClaim,
} from "./workloads.ts";

let plane: ControlPlane;
const started = new AsyncDisposableStack();
before(async () => {
  const { folder: binaries } = await buildTestBed();
  // Without Agones: the SDK stand-in answers for Fleets.
  plane = await startControlPlane({ region: "eu-west-1", binaries });
  started.defer(() => plane.stop());
});
after(() => started.disposeAsync());

test("pods run with their sidecar on nodes without labels, and Jobs complete", async (t) => {
  await create(plane, namespace("plain"), pod("plain", "server"), job("plain", "once"));
  await plane.kubectl(["wait", "--for=condition=Ready", "pod/server", "-n", "plain", "--timeout=30s"]);
  await plane.kubectl(["wait", "--for=condition=Complete", "job/once", "-n", "plain", "--timeout=30s"]);
  const { podIP, initContainerStatuses } = z
    .object({
      podIP: z.ipv4(),
      initContainerStatuses: z.array(z.object({ started: z.boolean().optional() })),
    })
    .parse((await named(plane, "pods", "plain", "server")).status);
  assert.deepEqual(initContainerStatuses, [{ started: true }]);
  t.diagnostic(`pod address ${podIP}`);
});

test("a tainted node takes only pods that tolerate it, and a node that is removed is emptied first", async (t) => {
  const [base] = plainNodes("eu-west-1", 1);
  assert.ok(base);
  const taints = [{ key: "game-server", value: "true", effect: "NoSchedule" as const }];
  await plane.addNodes([{ ...base, name: "game-1", labels: { "example.dev/role": "game" }, taints }]);
  const nodeSelector = { "example.dev/role": "game" };
  const tolerations = [{ key: "game-server", operator: "Exists" }];
  await create(
    plane,
    namespace("taints"),
    pod("taints", "refused", { nodeSelector }),
    pod("taints", "taken", { nodeSelector, tolerations }),
  );
  await plane.kubectl(["wait", "--for=condition=Ready", "pod/taken", "-n", "taints", "--timeout=30s"]);
  await plane.kubectl([
    "wait",
    "--for=condition=PodScheduled=false",
    "pod/refused",
    "-n",
    "taints",
    "--timeout=30s",
  ]);
  await plane.removeNodes(["game-1"]);
  assert.deepEqual(await namesOf(plane, "pods", "taints"), ["refused"]);
  assert.ok(!(await namesOf(plane, "nodes")).includes("game-1"));
  t.diagnostic("1 taken, 1 refused");
});

test("claims of every storage class are bound once a pod needs them; the class says what happens to the volume", async (t) => {
  const classes = { gp3: "ebs.csi.aws.com", kept: "ebs.csi.aws.com" };
  await create(
    plane,
    namespace("volumes"),
    storageClass("gp3", classes.gp3, "Delete"),
    storageClass("kept", classes.kept, "Retain"),
    ...["standard", "gp3", "kept"].flatMap((name) => [claim("volumes", name), withClaim("volumes", name)]),
    claim("volumes", "unused", "standard"),
  );
  for (const name of ["standard", "gp3", "kept"]) {
    await plane.kubectl([
      "wait",
      "--for=jsonpath={.status.phase}=Bound",
      `pvc/${name}`,
      "-n",
      "volumes",
      "--timeout=30s",
    ]);
    await plane.kubectl(["wait", "--for=condition=Ready", `pod/${name}`, "-n", "volumes", "--timeout=30s"]);
  }
  assert.deepEqual((await named(plane, "persistentvolumeclaims", "volumes", "unused")).status, {
    phase: "Pending",
  });
  await plane.kubectl(["delete", "namespace", "volumes", "--timeout=60s"]);
  const classesLeft = z.array(z.object({ spec: z.object({ storageClassName: z.string() }) }));
  await until("only the retained volume is left", async () => {
    const left = classesLeft.parse(await plane.list("persistentvolumes"));
    return left.length === 1 && left[0]?.spec.storageClassName === "kept";
  });
  t.diagnostic("3 of 3 bound, 1 retained");
});

test("admission is on: Pod Security, ResourceQuota, ValidatingAdmissionPolicy", async (t) => {
  const privileged = pod("strict", "privileged", {
    containers: [{ name: "x", image: "x", securityContext: { privileged: true } }],
  });
  const quota = {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "q", namespace: "full" },
    spec: { hard: { pods: "0" } },
  };
  await create(
    plane,
    namespace("strict", { "pod-security.kubernetes.io/enforce": "restricted" }),
    namespace("full"),
    quota,
  );
  await assert.rejects(create(plane, privileged), /violates PodSecurity "restricted:latest": privileged/);
  await until(
    "quota counted",
    async () =>
      z.object({ hard: z.unknown() }).safeParse((await named(plane, "resourcequotas", "full", "q")).status)
        .success,
  );
  await assert.rejects(
    create(plane, pod("full", "one-too-many")),
    /exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0/,
  );
  await create(plane, ...policyAgainst("latest"));
  const latest = pod("plain-images", "latest", {
    containers: [{ name: "x", image: "registry.example/x:latest" }],
  });
  await create(plane, namespace("plain-images"));
  // A policy takes some seconds to come into force.
  const dry = ["create", "--dry-run=server", "-f", "-"];
  await until("the policy denies :latest", () =>
    plane.kubectl(dry, { input: JSON.stringify(latest) }).then(
      () => false,
      (error: unknown) => /no-latest.*denied/.test(String(error)),
    ),
  );
  t.diagnostic("3 of 3 refused");
});

test("Fleets are ready without Agones, also after their definition vanished and came back", async (t) => {
  const ready = async (replicas: number): Promise<void> => {
    const wanted = { readyReplicas: replicas, replicas, allocatedReplicas: 0, reservedReplicas: 0 };
    await until(
      `${replicas} ready`,
      async () =>
        JSON.stringify(sorted((await named(plane, "fleets", "games", "duel")).status)) ===
        JSON.stringify(sorted(wanted)),
    );
  };
  await create(plane, namespace("games"));
  for (const replicas of [2, 3]) {
    await create(plane, FLEET_DEFINITION);
    await plane.kubectl(["wait", "--for=condition=Established", "crd/fleets.agones.dev", "--timeout=30s"]);
    await until("a Fleet is taken", () =>
      create(plane, fleet("games", "duel", replicas)).then(
        () => true,
        () => false,
      ),
    );
    await ready(replicas);
    await plane.kubectl(["scale", "fleet/duel", "-n", "games", "--replicas=7"]);
    await ready(7);
    await plane.kubectl(["delete", "crd/fleets.agones.dev", "--timeout=30s"]);
  }
  t.diagnostic("2 definitions, 4 sizes");
});

test("a program really runs: Ready when it answers, reached by its Service, replaced without a gap", async (t) => {
  const { folder: binaries } = await buildTestBed();
  using agones = programsFolder(binaries);
  const other = await startControlPlane({ region: "us-east-1", binaries, agones });
  await using planes = new AsyncDisposableStack();
  planes.defer(() => other.stop());
  const before = performance.now();
  await create(other, ...programManifests("programs", 2));
  await other.kubectl(["rollout", "status", "deployment/program", "-n", "programs", "--timeout=90s"]);
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  const address = await addressOf(other);

  let answers = 0;
  const failures: string[] = [];
  const stop = new AbortController();
  const asking = (async () => {
    while (!stop.signal.aborted) {
      const answer = await ask(`http://${address}/healthz`);
      if (answer === "ok") answers++;
      else failures.push(answer);
      await sleep(20);
    }
  })();
  const first = await namesOf(other, "pods", "programs");
  await other.kubectl(["rollout", "restart", "deployment/program", "-n", "programs"]);
  await other.kubectl(["rollout", "status", "deployment/program", "-n", "programs", "--timeout=90s"]);
  const second = await namesOf(other, "pods", "programs");
  assert.ok(!second.some((name) => first.includes(name)), `${first.join()} became ${second.join()}`);
  await other.kubectl(["delete", "pod", second[0] ?? "", "-n", "programs"]);
  stop.abort();
  await asking;
  assert.deepEqual(failures, []);
  assert.ok(answers > 10, `${answers} answers`);

  await other.kubectl(["scale", "deployment/program", "-n", "programs", "--replicas=0"]);
  await until(
    "nobody answers any more",
    async () => (await ask(`http://${address}/healthz`)) === "ECONNREFUSED",
  );
  t.diagnostic(`Ready in ${seconds} s; ${answers} answers during a rollout and a deletion, no failure`);
});

async function ask(url: string): Promise<string> {
  try {
    return await (
      await fetch(url, { headers: { connection: "close" }, signal: AbortSignal.timeout(5000) })
    ).text();
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && "code" in cause ? String(cause.code) : String(error);
  }
}

const balanced = z.object({ loadBalancer: z.object({ ingress: z.tuple([z.object({ ip: z.ipv4() })]) }) });

async function addressOf(on: ControlPlane): Promise<string> {
  const { status } = await named(on, "services", "programs", "program");
  return balanced.parse(status).loadBalancer.ingress[0].ip;
}

function sorted(value: unknown): unknown {
  return Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(value)).sort(([a], [b]) =>
    a.localeCompare(b),
  );
}
