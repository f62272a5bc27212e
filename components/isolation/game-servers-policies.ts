// Traffic of game-servers that all games share:
//
//     from                         to                        port
//     monitoring, game-matchmaker  game servers              9090  metrics
//     game servers                 game-backend              8080
//     game servers                 DNS, API server                 the SDK sidecar talks to the API server
//     game-backend                 DNS
//
// What one game needs beside this (players' ports, another metrics port, more egress) is a policy of that game, and the
// matchmaker brings its own, so that adding either changes nothing here.
import { GAME_NAMESPACE, MONITORING_NAMESPACE } from "./namespaces.ts";
import type { ApiServerAddresses, NetworkPolicy } from "./network-policy.ts";
import {
  apiServerEgress,
  defaultDeny,
  dnsEgress,
  egress,
  everyPodOf,
  ingress,
  podsHere,
  tcp,
} from "./network-policy.ts";
import { GAME_BACKEND_PODS, GAME_SERVER_PODS, MATCHMAKER_PODS } from "./pod-labels.ts";

/** Port of a game server's metrics, as the specification has it; a game with another one opens that itself. */
export const GAME_METRICS_PORT = 9090;

const GAME_BACKEND_PORT = 8080;

export const gameServersPolicies = (apiServer: ApiServerAddresses): NetworkPolicy[] => [
  defaultDeny(GAME_NAMESPACE),
  gameServers(apiServer),
  gameBackend(),
];

const gameServers = (apiServer: ApiServerAddresses): NetworkPolicy => ({
  name: "game-server-network-policy",
  namespace: GAME_NAMESPACE,
  pods: { matchLabels: GAME_SERVER_PODS },
  ingress: [ingress([everyPodOf(MONITORING_NAMESPACE), podsHere(MATCHMAKER_PODS)], tcp(GAME_METRICS_PORT))],
  egress: [
    dnsEgress(),
    apiServerEgress(apiServer),
    egress([podsHere(GAME_BACKEND_PODS)], tcp(GAME_BACKEND_PORT)),
  ],
});

/** Deployed by the game's team, who add what it needs beyond names: a database, say. */
const gameBackend = (): NetworkPolicy => ({
  name: "game-backend",
  namespace: GAME_NAMESPACE,
  pods: { matchLabels: GAME_BACKEND_PODS },
  ingress: [ingress([podsHere(GAME_SERVER_PODS)], tcp(GAME_BACKEND_PORT))],
  egress: [dnsEgress()],
});
