// Traffic of monitoring:
//
//     from         to                                port
//     every pod    every pod of monitoring           any TCP: Grafana asks Prometheus, which scrapes them all
//     every pod    DNS, API server                   discovery, the operator, kube-state-metrics
//     Prometheus   agones-system                     8080
//     Prometheus   game-servers                      any TCP: each game has its metrics port, and opens only that one
//
// What scrapes nodes or sends alerts abroad adds its own policy.
import { AGONES_NAMESPACE, GAME_NAMESPACE, MONITORING_NAMESPACE } from "./namespaces.ts";
import type { ApiServerAddresses, NetworkPolicy } from "./network-policy.ts";
import {
  ALL_TCP,
  apiServerEgress,
  defaultDeny,
  dnsEgress,
  egress,
  EVERY_POD,
  everyPodHere,
  everyPodOf,
  ingress,
  tcp,
} from "./network-policy.ts";
import { PROMETHEUS_PODS } from "./pod-labels.ts";

export const monitoringPolicies = (apiServer: ApiServerAddresses): NetworkPolicy[] => [
  defaultDeny(MONITORING_NAMESPACE),
  everyPod(apiServer),
  prometheus(),
];

const everyPod = (apiServer: ApiServerAddresses): NetworkPolicy => ({
  name: "dns-api-server-and-each-other",
  namespace: MONITORING_NAMESPACE,
  pods: EVERY_POD,
  ingress: [ingress([everyPodHere], ALL_TCP)],
  egress: [dnsEgress(), apiServerEgress(apiServer), egress([everyPodHere], ALL_TCP)],
});

const prometheus = (): NetworkPolicy => ({
  name: "prometheus",
  namespace: MONITORING_NAMESPACE,
  pods: { matchLabels: PROMETHEUS_PODS },
  egress: [egress([everyPodOf(AGONES_NAMESPACE)], tcp(8080)), egress([everyPodOf(GAME_NAMESPACE)], ALL_TCP)],
});
