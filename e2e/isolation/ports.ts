import type { Port, Protocol } from "./probes.ts";

/** Ports that a way in would use, beside those that pods listen on. */
const TEMPTING = [
  22, // ssh of a node
  53, // DNS
  80, // HTTP; Pod Identity's agent and the instance metadata service
  443, // HTTPS; the API server's Service
  2379, // etcd
  5432, // PostgreSQL
  6379, // Valkey and Redis, which the matchmaker uses
  6443, // API server of kind
  7000, // first and last host port of Agones: a pod listens on its container port instead
  8000,
  8080, // metrics of Agones, the game backend
  8081, // webhooks
  8443, // allocator; API server of minikube
  9090, // metrics of game servers
  9091, // Pushgateway, or a game's own metrics port
  9100, // node exporter
  9357, // SDK server of Agones, gRPC
  9358, // and HTTP: on the pod's loopback only
  10250, // kubelet
  10255, // kubelet, read only
  10256, // kube-proxy
  31337, // stands for every port that nobody names
];

const PROTOCOLS: Protocol[] = ["TCP", "UDP", "SCTP"];

/** Ports to be probed: the tempting ones and `listening`, on which pods listen, each by every protocol. */
export function portsOfInterest(listening: number[]): Port[] {
  const numbers = [...new Set([...TEMPTING, ...listening])].toSorted((a, b) => a - b);
  return PROTOCOLS.flatMap((protocol) => numbers.map((port) => ({ protocol, port })));
}
