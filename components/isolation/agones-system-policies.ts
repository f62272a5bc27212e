// Traffic of agones-system, as the components of Agones 1.60 listen (its chart's templates and cmd/*/main.go):
//
//     from                            to            port
//     API server                      extensions    8081  webhooks and the aggregated allocation API
//     load balancer, game-matchmaker  allocator     8443  allocations, mTLS
//     monitoring                      the three     8080  metrics
//     everybody                       ping          8080  latency, HTTP and UDP; where it is installed
//     all but ping                    DNS, API server
//
// Probes come from the pod's own node, which NetworkPolicies never stop. The components need nothing of each other:
// allocator and extensions both allocate by themselves. A FleetAutoscaler that asks a webhook is asked for by the
// controller; the game that has one opens that way itself.
import { AGONES_NAMESPACE, GAME_NAMESPACE, MONITORING_NAMESPACE } from "./namespaces.ts";
import type { ApiServerAddresses, IngressRule, NetworkPolicy } from "./network-policy.ts";
import {
  addresses,
  apiServerEgress,
  defaultDeny,
  dnsEgress,
  everyPodOf,
  ingress,
  podsOf,
  tcp,
  udp,
} from "./network-policy.ts";
import { AGONES_PODS, MATCHMAKER_PODS } from "./pod-labels.ts";

const METRICS_PORT = 8080;
const WEBHOOK_PORT = 8081;
const ALLOCATOR_PORT = 8443;
const PING_PORT = 8080;

export interface AgonesTraffic {
  apiServer: ApiServerAddresses;
  webhookSources: string[];
  allocatorSources: string[];
  ping: boolean;
}

export function agonesSystemPolicies(traffic: AgonesTraffic): NetworkPolicy[] {
  return [
    defaultDeny(AGONES_NAMESPACE),
    dnsAndApiServer(traffic.apiServer),
    component("controller", [metrics()]),
    component("extensions", [metrics(), webhooks(traffic.webhookSources)]),
    component("allocator", [metrics(), allocations(traffic.allocatorSources)]),
    ...(traffic.ping ? [component("ping", [latency()])] : []),
  ];
}

/** All but ping, which everybody reaches and which needs neither; the chart's cleanup Job bears no role at all. */
const dnsAndApiServer = (apiServer: ApiServerAddresses): NetworkPolicy => ({
  name: "dns-and-api-server",
  namespace: AGONES_NAMESPACE,
  pods: { matchExpressions: [{ key: "agones.dev/role", operator: "NotIn", values: ["ping"] }] },
  egress: [dnsEgress(), apiServerEgress(apiServer)],
});

const component = (role: keyof typeof AGONES_PODS, ingress: IngressRule[]): NetworkPolicy => ({
  name: `agones-${role}`,
  namespace: AGONES_NAMESPACE,
  pods: { matchLabels: AGONES_PODS[role] },
  ingress,
});

const metrics = () => ingress([everyPodOf(MONITORING_NAMESPACE)], tcp(METRICS_PORT));

const webhooks = (sources: string[]) => ingress(addresses(sources), tcp(WEBHOOK_PORT));

const allocations = (sources: string[]) =>
  ingress([...addresses(sources), podsOf(GAME_NAMESPACE, MATCHMAKER_PODS)], tcp(ALLOCATOR_PORT));

/** Its load balancer keeps the players' addresses. */
const latency = () => ingress(addresses(["0.0.0.0/0"]), [...tcp(PING_PORT), ...udp(PING_PORT)]);
