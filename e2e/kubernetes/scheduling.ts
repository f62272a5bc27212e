import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { z } from "zod";
import { ROLE_LABELS } from "../../components/nodes/placement.ts";
import { allocatable, daemonSetPods, roomForServers } from "../../stacks/settings/allocatable.ts";
import { podRequests } from "../../stacks/settings/game-requests.ts";
import { instanceType } from "../../stacks/settings/instance-types.ts";
import { loadSettings } from "../../stacks/settings/load.ts";
import type { EksRegionSettings } from "../../stacks/settings/settings.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import type { ControlPlane, KubernetesObject } from "../testbed/control-plane.ts";
import { until } from "../until.ts";
import { AGONES_CONTROLLER, gameServerPod } from "./game-server-pod.ts";

const NODE = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
  status: z.object({ allocatable: z.record(z.string(), z.string()) }),
});
type Node = z.infer<typeof NODE>;

const POD = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    ownerReferences: z.array(z.object({ kind: z.string() })).default([]),
  }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({
    conditions: z.array(z.looseObject({ type: z.string(), message: z.string().default("") })).default([]),
  }),
});
type Pod = z.infer<typeof POD>;

type Games = EksRegionSettings["games"];

/** Pods more than fit, to see that they wait. */
const SURPLUS = 3;

/** The real scheduler puts each game's servers on nodes of its pool, nothing else there, and as many as the rules count with. */
export async function schedulesAsPromised(
  t: TestContext,
  plane: ControlPlane,
  stack: string,
  folder: string,
): Promise<void> {
  const settings = loadSettings(readProject(folder), stack);
  assert.ok(settings.kind === "region" && settings.cluster === "eks", `${stack} has no pools`);
  const nodes = (await plane.list("nodes")).map((node) => NODE.parse(node));
  await fillWithDaemons(plane, nodes);
  await strangersStayAway(plane, nodes);
  const fleets = await plane.list("fleets.agones.dev", "game-servers");
  for (const game of settings.games) t.diagnostic(await servesOnItsPool(plane, game, nodes, fleets));
  assertOnlyGameServers(await podsOf(plane), nodes);
}

const isGameNode = ({ metadata: { labels } }: Node) =>
  Object.entries(ROLE_LABELS.game).every(([label, value]) => labels[label] === value);

function typeOf({ metadata: { name, labels } }: Node) {
  const type = instanceType(labels["node.kubernetes.io/instance-type"] ?? "");
  assert.ok(type, `node ${name} has no instance type that the settings know`);
  return type;
}

const kubeletSettings = (node: Node) => ({
  ami: "al2023" as const,
  maxPods: Number(node.status.allocatable.pods),
});

/** DaemonSets that take on game nodes what the settings reserve for them, and as many pods. */
async function fillWithDaemons(plane: ControlPlane, nodes: Node[]): Promise<void> {
  const [node] = nodes.filter(isGameNode);
  assert.ok(node, "the region has no game nodes");
  const all = allocatable(typeOf(node), kubeletSettings(node));
  const room = roomForServers(typeOf(node), kubeletSettings(node));
  const requests = { cpu: `${all.milliCpu - room.milliCpu}m`, memory: `${all.mebibytes - room.mebibytes}Mi` };
  const items = Array.from({ length: daemonSetPods(false) }, (_, i) =>
    daemonSet(`daemon-${i}`, i === 0 ? requests : {}),
  );
  await plane.kubectl(["apply", "-f", "-"], { input: list(items) });
  for (const { metadata } of items)
    await plane.kubectl([
      "rollout",
      "status",
      `daemonset/${metadata.name}`,
      "-n",
      "kube-system",
      "--timeout=60s",
    ]);
}

const daemonSet = (name: string, requests: Record<string, string>) => ({
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name, namespace: "kube-system" },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        nodeSelector: ROLE_LABELS.game,
        tolerations: [{ operator: "Exists" }],
        containers: [{ name: "daemon", image: "registry.example/daemon:1", resources: { requests } }],
      },
    },
  },
});

/** Pods that tolerate nothing, enough for all nodes there are, and not one on a game node. */
async function strangersStayAway(plane: ControlPlane, nodes: Node[]): Promise<void> {
  const strangers = Array.from({ length: 4 * nodes.length }, (_, i) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `stranger-${i}`, namespace: "default", labels: { app: "stranger" } },
    spec: {
      containers: [
        { name: "app", image: "registry.example/app:1", resources: { requests: { cpu: "500m" } } },
      ],
    },
  }));
  await plane.kubectl(["create", "-f", "-"], { input: list(strangers) });
  const placed = await settled(plane, "default", "app=stranger", strangers.length);
  assertOnlyGameServers(placed, nodes);
  await remove(plane, "default", "app=stranger");
}

/** Game servers and pods of DaemonSets are all that may be on a game node. */
function assertOnlyGameServers(pods: Pod[], nodes: Node[]): void {
  const gameNodes = new Set(nodes.filter(isGameNode).map(({ metadata }) => metadata.name));
  const wrong = pods.filter(
    ({ metadata: { labels, ownerReferences }, spec }) =>
      gameNodes.has(spec.nodeName ?? "") &&
      labels["agones.dev/role"] !== "gameserver" &&
      !ownerReferences.some(({ kind }) => kind === "DaemonSet"),
  );
  assert.deepEqual(
    wrong.map(({ metadata, spec }) => `${metadata.namespace}/${metadata.name} on ${spec.nodeName}`),
    [],
  );
}

/** Fills the game's pools with its servers and some more, and compares the number on each node. */
async function servesOnItsPool(
  plane: ControlPlane,
  game: Games[number],
  nodes: Node[],
  fleets: KubernetesObject[],
): Promise<string> {
  const fleet = fleets.find(({ metadata }) => metadata.name === game.fleet);
  assert.ok(fleet, `there is no Fleet ${game.fleet}`);
  const expected = Object.fromEntries(
    nodes.filter((node) => mayHold(node, game)).map((node) => [node.metadata.name, serversOn(node, game)]),
  );
  const total = Object.values(expected).reduce((sum, number) => sum + number, 0);
  assert.ok(total > 0, `no node is for ${game.id}`);
  const ports = Object.keys(game.ports).length;
  assert.ok(
    (total + SURPLUS) * ports <= 1001,
    `${total} servers of ${game.id} need more than the game ports`,
  );
  const pods = Array.from({ length: total + SURPLUS }, (_, i) =>
    gameServerPod(fleet, `${game.id}-${i}`, 7000 + i * ports),
  );
  await createAsAgones(plane, pods);
  const placed = await settled(plane, "game-servers", "agones.dev/role=gameserver", pods.length);
  const counts: Record<string, number> = {};
  for (const { spec } of placed)
    if (spec.nodeName !== undefined) counts[spec.nodeName] = (counts[spec.nodeName] ?? 0) + 1;
  assert.deepEqual(counts, expected, `${game.id} does not fill its nodes as the settings say`);
  await remove(plane, "game-servers", "agones.dev/role=gameserver");
  return `${game.id}: ${total} servers on ${Object.keys(expected).length} nodes, ${SURPLUS} more wait`;
}

/** Many pods at once meet on the quota, whose loser the API server tells to come again; so does Agones. */
async function createAsAgones(plane: ControlPlane, pods: object[], attempts = 5): Promise<void> {
  const agones = ["--as", AGONES_CONTROLLER, "--as-group", "system:masters"];
  try {
    await plane.kubectl(["apply", "--server-side", ...agones, "-f", "-"], { input: list(pods) });
  } catch (error) {
    if (attempts === 1 || !/resourcequotas .* has been modified/.test(String(error))) throw error;
    await createAsAgones(plane, pods, attempts - 1);
  }
}

/** By role and GPU, as the settings' rules choose a game's pools. */
const mayHold = (node: Node, game: Games[number]) =>
  Object.entries(game.placement.nodeSelector).every(
    ([label, value]) => node.metadata.labels[label] === value,
  ) &&
  isGameNode(node) &&
  (game.gpu !== undefined) === (typeOf(node).gpu !== undefined);

/** What the settings' rules count with: room for servers, pods of the kubelet, GPUs. */
function serversOn(node: Node, game: Games[number]): number {
  const type = typeOf(node);
  const room = roomForServers(type, kubeletSettings(node));
  const need = podRequests(game);
  return Math.min(
    Math.floor(room.milliCpu / need.milliCpu),
    Math.floor(room.mebibytes / need.mebibytes),
    kubeletSettings(node).maxPods - daemonSetPods(type.gpu !== undefined),
    game.gpu === undefined ? Infinity : Math.floor((type.gpu?.count ?? 0) / game.gpu.count),
  );
}

/** The scheduler's words where nodes are too small or too full; a pod that waits for its volume may still be placed. */
const NO_ROOM =
  /^0\/\d+ nodes are available: (?!.*[Vv]olume).*(Insufficient|Too many pods|free ports|untolerated taint)/;

/** Waits until the scheduler has placed each pod or said that it cannot. */
async function settled(
  plane: ControlPlane,
  namespace: string,
  selector: string,
  count: number,
): Promise<Pod[]> {
  let pods: Pod[] = [];
  const decided = ({ spec, status }: Pod) =>
    spec.nodeName !== undefined || status.conditions.some(({ message }) => NO_ROOM.test(message));
  await until(
    `the scheduler has decided about all of ${count} pods with ${selector}`,
    async () => {
      pods = await podsOf(plane, namespace, selector);
      return pods.length === count && pods.every(decided);
    },
    { withinMs: 60_000 },
  );
  return pods;
}

async function podsOf(plane: ControlPlane, namespace?: string, selector?: string): Promise<Pod[]> {
  const pods = (await plane.list("pods", namespace)).map((pod) => POD.parse(pod));
  const [label = "", value] = selector?.split("=") ?? [];
  return selector === undefined ? pods : pods.filter(({ metadata }) => metadata.labels[label] === value);
}

async function remove(plane: ControlPlane, namespace: string, selector: string): Promise<void> {
  await plane.kubectl(["delete", "pods", "-n", namespace, "-l", selector, "--force", "--grace-period=0"]);
}

const list = (items: object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items });
