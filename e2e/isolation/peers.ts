import { z } from "zod";
import { NAMESPACES } from "../../components/isolation/namespaces.ts";
import { AGONES_PODS } from "../../components/isolation/pod-labels.ts";
import type { KubernetesObject } from "../testbed/kubernetes-object.ts";

/** An end of a connection: a pod, or an address without one. Nodes and what uses their network are addresses. */
export interface Peer {
  /** As docs/isolation.md calls it. */
  name: string;
  address: string;
  pod?: PodOfPeer;
}

export interface PodOfPeer {
  namespace: string;
  namespaceLabels: Record<string, string>;
  labels: Record<string, string>;
}

/** Addresses of a cluster's network, by whom they belong to. */
export interface ClusterAddresses {
  /** By the name of the peer, such as `API server`. */
  others: Record<string, string>;
  /** The n-th pod on a node of games, and on any other. */
  gamePod(n: number): string;
  pod(n: number): string;
}

/** What there is on a live cluster. */
export interface Live {
  /** All of them. */
  namespaces: KubernetesObject[];
  /** Of agones-system. */
  deployments: KubernetesObject[];
  fleets: KubernetesObject[];
}

type Labels = Record<string, string>;

/** A pod before it has an address. */
type PodSpec = [name: string, namespace: string, labels: Labels];

/** Everybody who is asked whether they reach each other. */
export function peersOf(live: Live, addresses: ClusterAddresses): Peer[] {
  const namespaceLabels = new Map(live.namespaces.map(({ metadata }) => [metadata.name, metadata.labels]));
  const peerOf =
    (address: (n: number) => string) =>
    ([name, namespace, labels]: PodSpec, n: number): Peer => ({
      name,
      address: address(n),
      pod: { namespace, labels, namespaceLabels: namespaceLabels.get(namespace) ?? labelsOf(namespace) },
    });
  return [
    ...gameServers(live.fleets).map(peerOf((n) => addresses.gamePod(n))),
    ...[...agones(live.deployments), ...STAND_INS].map(peerOf((n) => addresses.pod(n))),
    ...Object.entries(addresses.others).map(([name, address]) => ({ name, address })),
  ];
}

const podTemplate = z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()) }) });
const deployment = z.object({ spec: z.object({ template: podTemplate }) });
const fleet = z.object({
  spec: z.object({ template: z.object({ spec: z.object({ template: podTemplate }) }) }),
});

/** Agones' parts as their Deployments label them; ping, where it is not installed, as its chart would. */
function agones(deployments: KubernetesObject[]): PodSpec[] {
  const installed = deployments.map((one): PodSpec => {
    const { spec } = deployment.parse(one);
    return [one.metadata.name.replace("agones-", ""), "agones-system", spec.template.metadata.labels];
  });
  if (installed.some(([name]) => name === "ping")) return installed;
  return [...installed, ["ping", "agones-system", AGONES_PODS.ping]];
}

/** Agones adds the role to what the Fleet's template says (pkg/apis/agones/v1/gameserver.go). */
const gameServers = (fleets: KubernetesObject[]): PodSpec[] =>
  fleets.map((one): PodSpec => {
    const { labels } = fleet.parse(one).spec.template.spec.template.metadata;
    return [
      `game server of ${labels.game ?? one.metadata.name}`,
      "game-servers",
      { ...labels, "agones.dev/role": "gameserver" },
    ];
  });

/** Pods that others bring: game teams, the matchmaker, monitoring, the cluster itself, and those who only pretend. */
const STAND_INS: PodSpec[] = [
  ["pod of agones-system", "agones-system", { "app.kubernetes.io/managed-by": "Helm" }],
  ["game backend", "game-servers", { app: "game-backend" }],
  ["matchmaker", "game-servers", { app: "game-matchmaker" }],
  ["pod of game-servers", "game-servers", { game: "multiplayer" }],
  ["Prometheus", "monitoring", { "app.kubernetes.io/name": "prometheus" }],
  ["pod of monitoring", "monitoring", { "app.kubernetes.io/name": "grafana" }],
  ["DNS", "kube-system", { "k8s-app": "kube-dns" }],
  ["pod of kube-system", "kube-system", { "app.kubernetes.io/name": "aws-load-balancer-controller" }],
  ["pod of default", "default", {}],
  [
    "impostor of default",
    "default",
    {
      app: "game-matchmaker",
      "app.kubernetes.io/name": "prometheus",
      "agones.dev/role": "gameserver",
      "multicluster.agones.dev/role": "allocator",
      "k8s-app": "kube-dns",
      game: "multiplayer",
    },
  ],
  ["impostor of elsewhere", "elsewhere", { app: "game-backend", "agones.dev/role": "controller" }],
];

/** Live pods of our namespaces that are nobody whom the page names. */
export function strangers(pods: KubernetesObject[], peers: Peer[]): string[] {
  const isOf = ({ metadata: { namespace, labels = {} } }: KubernetesObject, peer: Peer): boolean =>
    peer.pod?.namespace === namespace &&
    Object.entries(peer.pod?.labels ?? {}).every(([key, value]) => labels[key] === value);
  const named = peers.filter(({ name }) => !name.startsWith("pod of "));
  return pods
    .filter(({ metadata }) => NAMESPACES.some((ours) => ours === metadata.namespace))
    .filter((pod) => !named.some((peer) => isOf(pod, peer)))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** Of a namespace that is not there, labelled as game-servers is; the API server gives every namespace its name's label. */
const labelsOf = (namespace: string): Labels => ({
  "kubernetes.io/metadata.name": namespace,
  name: "game-servers",
  monitoring: "enabled",
});
