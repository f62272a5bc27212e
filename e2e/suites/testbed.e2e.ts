// The test bed itself: planes start, live side by side, keep to themselves and leave nothing behind.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { addressesOf } from "../testbed/addresses.ts";
import { buildTestBed } from "../testbed/build.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { startControlPlane } from "../testbed/control-plane.ts";
import { takeDown } from "../testbed/developer-planes.ts";
import type { RecordedProcess } from "../testbed/processes.ts";
import { isRunning, recordedProcesses } from "../testbed/processes.ts";
import { removeOrphans, takenSlots } from "../testbed/slots.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import { until } from "../until.ts";
import { listeners, NO_TRACES, tracesOf } from "./plane-traces.ts";
import { programManifests, programsFolder } from "./sandboxed-program.ts";

const E2E = join(import.meta.dirname, "..");
/** No developer's plane has this name. */
const REGION = "testbed-suite-1";
/** Another suite that starts a plane removes orphans up to the first slot that is free: these it reaches last. */
const LAST_SLOTS = "9,8,7";

let binaries: string;
const started = new DisposableStack();
let agones: { bin: string };
before(async () => {
  binaries = (await buildTestBed()).folder;
  agones = started.use(programsFolder(binaries));
});
after(async () => {
  await takeDown(REGION);
  started.dispose();
});

test("two regions' planes live side by side, and one outlives the other", async (t) => {
  await using planes = new AsyncDisposableStack();
  const times: string[] = [];
  const start = async (region: string): Promise<ControlPlane> => {
    const before = performance.now();
    const plane = await startControlPlane({ region, binaries });
    planes.defer(() => plane.stop());
    times.push(seconds(before));
    return plane;
  };
  const [one, two] = [await start("eu-west-1"), await start("us-east-1")];
  await one.kubectl(["create", "namespace", "only-in-one"]);
  const names = async (plane: ControlPlane): Promise<string[]> =>
    (await plane.list("namespaces")).map(({ metadata }) => metadata.name);
  assert.ok((await names(one)).includes("only-in-one"));
  assert.ok(!(await names(two)).includes("only-in-one"));
  const zones = (await two.list("nodes")).map(
    (node) => node.metadata.labels?.["topology.kubernetes.io/zone"],
  );
  assert.deepEqual(zones, ["us-east-1a", "us-east-1b", "us-east-1c"]);

  const recorded = recordedProcesses(one.state);
  await one.stop();
  assert.deepEqual(await tracesOf(one.index, one.state, recorded), NO_TRACES);
  assert.ok((await names(two)).includes("default"));
  t.diagnostic(`started in ${times.join(" and ")}; ${recorded.length} processes each`);
});

test("nothing listens beyond loopback and the plane's own bridge", async (t) => {
  await using planes = new AsyncDisposableStack();
  const plane = await startControlPlane({ region: "eu-west-1", binaries, agones });
  planes.defer(() => plane.stop());
  await runProgram(plane);
  const { bridge } = addressesOf(plane.index);
  const { stdout } = await execa("ip", ["-json", "-4", "address", "show", "dev", bridge]);
  const onBridge = z
    .array(z.object({ addr_info: z.array(z.object({ local: z.string() })) }))
    .parse(JSON.parse(stdout))
    .flatMap(({ addr_info }) => addr_info.map(({ local }) => local));

  const all = await listeners();
  const own = recordedProcesses(plane.state).flatMap(({ name, pid }) =>
    (all.get(pid) ?? []).map((address) => `${name} ${address}`),
  );
  const allowed = ["127.0.0.1", ...onBridge];
  const elsewhere = own.filter((line) => !allowed.some((address) => line.includes(` ${address}:`)));
  assert.deepEqual(elsewhere, []);
  assert.ok(
    own.some((line) => line.startsWith("kube-apiserver 127.0.0.1:")),
    own.join("\n"),
  );
  assert.ok(
    own.some((line) => line.startsWith("node-stand-in 10.")),
    own.join("\n"),
  );
  t.diagnostic(`${own.length} listeners`);
});

test("a starter and a node stand-in that are killed leave a plane that the next `down` removes", async (t) => {
  const state = temporaryFolder("crash");
  const starter = execa(process.execPath, ["--input-type=module", "-e", starterOf(state)], {
    reject: false,
    env: { GAMEPLANE_TESTBED_SLOT: process.env.GAMEPLANE_TESTBED_SLOT ?? LAST_SLOTS },
  });
  const programs = (): RecordedProcess[] =>
    recordedProcesses(state).filter(({ name }) => name.startsWith("program-"));
  await until("both programs run", () => programs().length === 2);
  const index = slotOf(state);
  const recorded = recordedProcesses(state);
  starter.kill("SIGKILL");
  kill(recorded.filter(({ name }) => name === "node-stand-in"));
  await starter;
  await sleep(200);

  const left = await tracesOf(index, state, recorded);
  assert.ok(left.processes.includes("kube-apiserver"), "nothing was left, so this shows nothing");
  assert.ok(!left.processes.some((name) => name.startsWith("program-")), "a program outlived its stand-in");
  assert.ok(left.interfaces.length >= 3 && left.namespaces.length >= 2, JSON.stringify(left));
  const said = await removeOrphans();
  assert.ok(
    said.some((line) => line.includes(state)),
    said.join("\n"),
  );
  assert.deepEqual(await tracesOf(index, state, recorded), NO_TRACES);
  t.diagnostic(
    `${left.processes.length} processes, ${left.interfaces.length} interfaces, ${left.namespaces.length} namespaces removed`,
  );
});

test("testbed:up says what to do next, and testbed:down removes also what was killed", async (t) => {
  const command = async (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
    execa(process.execPath, [join(E2E, "testbed/main.ts"), ...args], {
      env: { GAMEPLANE_TESTBED_BIN: binaries },
    });
  const before = performance.now();
  const up = await command("up", "--region", REGION, "--nodes", "2", "--agones", agones.bin);
  const took = seconds(before);
  const kubeconfig = /^export KUBECONFIG=(.*)$/.exec(up.stdout)?.[1] ?? "";
  const nodes = await execa("kubectl", ["--kubeconfig", kubeconfig, "get", "nodes", "-o", "name"]);
  assert.equal(nodes.stdout, "node/node-1\nnode/node-2");
  assert.match(readFileSync(kubeconfig, "utf8"), new RegExp(`"current-context": "gameplane-${REGION}"`));
  assert.match(
    (await command("up", "--region", REGION)).stderr,
    /is already up, with the options of its start$/,
  );

  const state = join(kubeconfig, "..");
  const index = slotOf(state);
  const recorded = recordedProcesses(state);
  kill(recorded);
  await until("all are dead", () => !recorded.some(isRunning));
  assert.equal((await command("down", "--region", REGION)).stderr, `${REGION} is down`);
  assert.deepEqual(await tracesOf(index, state, recorded), NO_TRACES);
  assert.equal((await command("down", "--region", REGION)).stderr, `${REGION} is not up`);
  t.diagnostic(`up in ${took}; ${recorded.length} killed processes, nothing left`);
});

test("a plane that cannot start says which process failed, in its own words, and leaves nothing", async (t) => {
  const state = temporaryFolder("failing");
  const broken = temporaryFolder("broken");
  started.defer(() => rmSync(broken, { recursive: true }));
  for (const name of readdirSync(binaries)) symlinkSync(join(binaries, name), join(broken, name));
  rmSync(join(broken, "kwok"));
  writeFileSync(join(broken, "kwok"), "#!/bin/sh\necho no stages found\nexit 3\n", { mode: 0o755 });
  await assert.rejects(startControlPlane({ region: "eu-west-1", binaries: broken, state }), {
    message: "kwok ended with code 3; its log ends with:\n  no stages found",
  });
  assert.deepEqual(recordedProcesses(state), []);
  rmSync(state, { recursive: true });
  t.diagnostic("kwok: no stages found");
});

async function runProgram(plane: ControlPlane): Promise<void> {
  const items = programManifests("programs", 1);
  await plane.kubectl(["create", "-f", "-"], {
    input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
  });
  await plane.kubectl(["rollout", "status", "deployment/program", "-n", "programs", "--timeout=90s"]);
}

/** A program that starts a plane, runs something on it and stays until it is killed. */
function starterOf(state: string): string {
  const module = (path: string): string => JSON.stringify(pathToFileURL(join(E2E, path)).href);
  const text = JSON.stringify;
  return `
    import { startControlPlane } from ${module("testbed/control-plane.ts")};
    import { programManifests } from ${module("suites/sandboxed-program.ts")};
    const plane = await startControlPlane({
      region: "eu-west-1", binaries: ${text(binaries)}, state: ${text(state)}, agones: ${text(agones)},
    });
    const items = programManifests("programs", 2);
    await plane.kubectl(["create", "-f", "-"], { input: JSON.stringify({ apiVersion: "v1", kind: "List", items }) });
    setInterval(() => undefined, 1000);`;
}

function slotOf(state: string): number {
  const slot = takenSlots().find((one) => one.state === state);
  assert.ok(slot, `no slot has the state ${state}`);
  return slot.index;
}

function kill(processes: RecordedProcess[]): void {
  for (const one of processes.filter(isRunning)) process.kill(one.pid, "SIGKILL");
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
