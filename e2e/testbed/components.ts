import { join } from "node:path";
import type { Addresses } from "./addresses.ts";

/** Paths that the processes of a plane share, all in its state folder. */
export interface Files {
  state: string;
  kubeconfig: string;
  /** kwok's stages. */
  stages: string;
  /** A file of the plane's authority, signing keys and certificates. */
  certificate: (name: string) => string;
  /** The kubeconfig of a component of the plane. */
  configOf: (component: string) => string;
}

/** etcd without syncing to disk: what a test loses in a power cut it can make again. */
export function etcdArgs({ ports }: Addresses, { state }: Files): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return flags({
    "data-dir": join(state, "etcd"),
    "unsafe-no-fsync": true,
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `default=${peer}`,
    "quota-backend-bytes": 4 * 1024 ** 3,
    "auto-compaction-mode": "periodic",
    "auto-compaction-retention": "5m",
    "log-level": "warn",
  });
}

/** Admission is what Kubernetes turns on by itself: Pod Security, quotas, policies, webhooks. */
export function apiServerArgs({ ports, gateway, serviceRange }: Addresses, { certificate }: Files): string[] {
  return flags({
    "etcd-servers": `http://127.0.0.1:${ports.etcd}`,
    "bind-address": "127.0.0.1",
    "secure-port": ports.apiServer,
    "advertise-address": gateway, // wanted, but nobody reads it without an endpoint reconciler
    "endpoint-reconciler-type": "none",
    "service-cluster-ip-range": serviceRange,
    "allow-privileged": true, // Pod Security decides, as on a real cluster
    "authorization-mode": "Node,RBAC",
    "client-ca-file": certificate("authority.crt"),
    "tls-cert-file": certificate("apiserver.crt"),
    "tls-private-key-file": certificate("apiserver.key"),
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-key-file": certificate("service-accounts.pub"),
    "service-account-signing-key-file": certificate("service-accounts.key"),
    // Aggregated API servers, such as Agones' allocation service.
    "requestheader-client-ca-file": certificate("authority.crt"),
    "requestheader-allowed-names": "front-proxy-client",
    "requestheader-username-headers": "X-Remote-User",
    "requestheader-group-headers": "X-Remote-Group",
    "requestheader-extra-headers-prefix": "X-Remote-Extra-",
    "proxy-client-cert-file": certificate("front-proxy.crt"),
    "proxy-client-key-file": certificate("front-proxy.key"),
    // Thousands of objects at once are a test's normal load, not an abuse.
    "enable-priority-and-fairness": false,
    "max-requests-inflight": 3000,
    "max-mutating-requests-inflight": 1000,
    "event-ttl": "15m",
    profiling: false,
  });
}

/** All controllers but those that need a cloud or a real network. */
export function controllerManagerArgs({ ports }: Addresses, { certificate, configOf }: Files): string[] {
  return flags({
    ...clientOf(configOf("controller-manager"), ports.controllerManager),
    "service-account-private-key-file": certificate("service-accounts.key"),
    "root-ca-file": certificate("authority.crt"),
    "cluster-signing-cert-file": certificate("authority.crt"),
    "cluster-signing-key-file": certificate("authority.key"),
    "use-service-account-credentials": true,
    "kube-api-qps": 500,
    "kube-api-burst": 1000,
    // A machine busy with a build must not make nodes look dead.
    "node-monitor-grace-period": "5m",
    controllers:
      "*,-node-ipam-controller,-node-route-controller,-cloud-node-lifecycle-controller,-service-lb-controller",
  });
}

export function schedulerArgs({ ports }: Addresses, { configOf }: Files): string[] {
  return flags({
    ...clientOf(configOf("scheduler"), ports.scheduler),
    "kube-api-qps": 1000,
    "kube-api-burst": 2000,
  });
}

/** kwok has no stages of its own: without --config it says "no stages found". */
export function kwokArgs({ index, ports, podRange }: Addresses, { kubeconfig, stages }: Files): string[] {
  return flags({
    kubeconfig,
    config: stages,
    "manage-all-nodes": false,
    "manage-nodes-with-annotation-selector": "kwok.x-k8s.io/node=fake",
    cidr: podRange,
    "node-ip": `10.250.${index}.1`, // only for pods of nodes without an address
    "node-lease-duration-seconds": 40,
    "server-address": `127.0.0.1:${ports.kwok}`,
    v: "WARN", // INFO has a line for every patch
  });
}

/** Images whose program a machine may have, see ControlPlaneOptions.agones. */
export const AGONES_IMAGES = ["agones-controller", "agones-extensions", "agones-allocator", "agones-ping"];

export function nodeStandInArgs(
  addresses: Addresses,
  { kubeconfig, state }: Files,
  agones?: { bin: string },
): string[] {
  return flags({
    kubeconfig,
    state,
    apiserver: `127.0.0.1:${addresses.ports.apiServer}`,
    "kubernetes-ip": addresses.kubernetesService,
    bridge: addresses.bridge,
    gateway: addresses.gateway,
    bin: agones?.bin ?? state,
    images: agones === undefined ? "" : AGONES_IMAGES.join(","),
  });
}

/** Without Agones' controller somebody else has to say that Fleets are ready. */
export function sdkStandInArgs({ kubeconfig }: Files, agones?: { bin: string }): string[] {
  return flags({ kubeconfig, ...(agones === undefined ? { fleets: true } : {}) });
}

function clientOf(kubeconfig: string, port: number): Record<string, string | number | boolean> {
  return {
    kubeconfig,
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "bind-address": "127.0.0.1",
    "secure-port": port,
    "leader-elect": false, // one of each
  };
}

function flags(values: Record<string, string | number | boolean>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
