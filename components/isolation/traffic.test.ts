import { expect, test } from "@jest/globals";
import { agonesSystemPolicies } from "./agones-system-policies.ts";
import type { IsolationArgs } from "./isolation.ts";
import { PLAIN, recordIsolation } from "./isolation-fixture.ts";
import {
  letsIn,
  letsOut,
  mayReach,
  recordedPolicies,
  type Endpoint,
  type Port,
  type RecordedPolicy,
} from "./network-reach-fixture.ts";

const pod = (address: string, namespace: string, labels: Record<string, string> = {}): Endpoint => ({
  address,
  pod: { namespace, labels },
});

/** One of everything; several endpoints of a kind are the same to the policies. */
const ENDPOINTS = {
  controller: pod("10.0.128.1", "agones-system", { "agones.dev/role": "controller", app: "agones" }),
  extensions: pod("10.0.128.2", "agones-system", { "agones.dev/role": "extensions", app: "agones" }),
  allocator: pod("10.0.128.3", "agones-system", {
    "multicluster.agones.dev/role": "allocator",
    app: "agones",
  }),
  ping: pod("10.0.128.4", "agones-system", { "agones.dev/role": "ping", app: "agones" }),
  cleanupJob: pod("10.0.128.5", "agones-system", { "app.kubernetes.io/managed-by": "Helm" }),
  gameServer: pod("10.0.0.1", "game-servers", { "agones.dev/role": "gameserver", game: "multiplayer" }),
  backend: pod("10.0.128.6", "game-servers", { app: "game-backend" }),
  matchmaker: pod("10.0.128.7", "game-servers", { app: "game-matchmaker" }),
  strayGamePod: pod("10.0.128.8", "game-servers", { game: "multiplayer" }),
  prometheus: pod("10.0.128.9", "monitoring", { "app.kubernetes.io/name": "prometheus" }),
  grafana: pod("10.0.128.10", "monitoring", { "app.kubernetes.io/name": "grafana" }),
  dns: pod("10.0.128.11", "kube-system", { "k8s-app": "kube-dns" }),
  kubeSystemPod: pod("10.0.128.12", "kube-system", { "k8s-app": "other" }),
  // Labels alone open nothing: they count in their own namespace.
  impostorMatchmaker: pod("10.0.128.13", "default", { app: "game-matchmaker" }),
  impostorPrometheus: pod("10.0.128.14", "default", { "app.kubernetes.io/name": "prometheus" }),
  impostorGameServer: pod("10.0.128.15", "default", { "agones.dev/role": "gameserver" }),
  apiService: { address: "172.20.0.1" },
  apiServer: { address: "10.0.255.17" },
  loadBalancer: { address: "10.0.193.40" },
  player: { address: "203.0.113.9" },
  instanceMetadata: { address: "169.254.169.254" },
  podIdentity: { address: "169.254.170.23" },
} satisfies Record<string, Endpoint>;

const TCP_PORTS = [22, 53, 80, 443, 6379, 6443, 7777, 8080, 8081, 8443, 9090, 9091, 10250];
const UDP_PORTS = [53, 7777, 8080, 27015];
const PORTS: Port[] = [
  ...TCP_PORTS.map((port): Port => ({ protocol: "TCP", port })),
  ...UDP_PORTS.map((port): Port => ({ protocol: "UDP", port })),
];

const isOurs = ({ pod }: Endpoint) =>
  ["agones-system", "game-servers", "monitoring"].includes(pod?.namespace ?? "");

type Reaches = (from: Endpoint, to: Endpoint, port: Port) => boolean;

/** Every connection that is let through with one of ours at an end: who, to whom, and on which ports. */
function connections(reaches: Reaches): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [source, from] of Object.entries<Endpoint>(ENDPOINTS)) {
    const targets = Object.entries<Endpoint>(ENDPOINTS).flatMap(([target, to]) => {
      if (!isOurs(from) && !isOurs(to)) return [];
      const open = PORTS.filter((port) => reaches(from, to, port));
      return open.length === 0 ? [] : [`${target} ${written(open)}`];
    });
    if (targets.length > 0) found[source] = targets;
  }
  return found;
}

function written(open: Port[]): string {
  const of = (protocol: "TCP" | "UDP", all: number[]) => {
    const ports = open.filter((port) => port.protocol === protocol).map(({ port }) => port);
    if (ports.length === 0) return [];
    return [`${protocol} ${ports.length === all.length ? "*" : ports.join(",")}`];
  };
  return [...of("TCP", TCP_PORTS), ...of("UDP", UDP_PORTS)].join(" ");
}

async function policies(changes: Partial<IsolationArgs> = {}): Promise<RecordedPolicy[]> {
  return recordedPolicies(await recordIsolation(changes));
}

const DNS = "dns TCP 53 UDP 53";
const API = ["apiService TCP 443", "apiServer TCP 443"];

const TRAFFIC = {
  controller: [DNS, ...API],
  extensions: [DNS, ...API],
  allocator: [DNS, ...API],
  cleanupJob: [DNS, ...API],
  gameServer: ["backend TCP 8080", DNS, ...API],
  backend: [DNS],
  prometheus: [
    "controller TCP 8080",
    "extensions TCP 8080",
    "allocator TCP 8080",
    "gameServer TCP 9090",
    "prometheus TCP *",
    "grafana TCP *",
    DNS,
    ...API,
  ],
  grafana: ["prometheus TCP *", "grafana TCP *", DNS, ...API],
  apiServer: ["extensions TCP 8081"],
  loadBalancer: ["allocator TCP 8443"],
};

test("lets through exactly this", async () => {
  const all = await policies();
  expect(connections((from, to, port) => mayReach(all, from, to, port))).toEqual(TRAFFIC);
});

/** What one side lets through although the other does not, yet. */
const oneSided = (reaches: Reaches): string[] =>
  Object.entries(connections(reaches))
    .flatMap(([from, targets]) => targets.map((target) => `${from} -> ${target}`))
    .filter((connection) => !BOTH_SIDES.has(connection));

const BOTH_SIDES = new Set(
  Object.entries(TRAFFIC).flatMap(([from, targets]) => targets.map((target) => `${from} -> ${target}`)),
);

test("takes these in, as soon as a policy of their own lets them out", async () => {
  const all = await policies();
  expect(oneSided((from, to, port) => isOurs(to) && letsIn(all, from, to, port))).toEqual([
    "matchmaker -> allocator TCP 8443",
    "matchmaker -> gameServer TCP 9090",
    "grafana -> controller TCP 8080",
    "grafana -> extensions TCP 8080",
    "grafana -> allocator TCP 8080",
    "grafana -> gameServer TCP 9090",
  ]);
});

test("lets these out, as soon as a policy of the other side takes them in", async () => {
  const all = await policies();
  expect(oneSided((from, to, port) => isOurs(from) && letsOut(all, from, to, port))).toEqual([
    "prometheus -> ping TCP 8080",
    "prometheus -> cleanupJob TCP 8080",
    "prometheus -> gameServer TCP *",
    "prometheus -> backend TCP *",
    "prometheus -> matchmaker TCP *",
    "prometheus -> strayGamePod TCP *",
  ]);
});

test("lets everybody reach ping where it is installed, and ping reach nobody", async () => {
  const all = await policies({ ping: true });
  const { ping, ...others } = connections((from, to, port) => mayReach(all, from, to, port));
  expect(ping).toBeUndefined();
  const reachedBy = Object.keys(others).filter((from) => others[from]?.includes("ping TCP 8080 UDP 8080"));
  expect(reachedBy).toEqual([
    "dns",
    "kubeSystemPod",
    "impostorMatchmaker",
    "impostorPrometheus",
    "impostorGameServer",
    "apiService",
    "apiServer",
    "loadBalancer",
    "player",
    "instanceMetadata",
    "podIdentity",
  ]);
});

test("leaves the matchmaker as the allocator's only client where no load balancer forwards to it", async () => {
  const all = await policies({ allocatorSources: [] });
  const allocator = { protocol: "TCP", port: 8443 } as const;
  const clients = Object.entries<Endpoint>(ENDPOINTS).filter(([, from]) =>
    letsIn(all, from, ENDPOINTS.allocator, allocator),
  );
  expect(clients.map(([name]) => name)).toEqual(["matchmaker"]);
});

test("refuses to open webhooks to everybody for want of a source", () => {
  expect(() => agonesSystemPolicies({ ...PLAIN, webhookSources: [] })).toThrow(
    'from: [], ports: [{"protocol":"TCP","port":8081}]: an empty `from` would mean everybody; name at least one peer',
  );
});
