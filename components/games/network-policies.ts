// What a game's servers need beside what all games share (components/isolation/game-servers-policies.ts):
//
//     from                         to                     port
//     players                      the game's servers     container ports by number: host ports are translated before
//     monitoring, game-matchmaker  the game's servers     metrics, where the port is not 9090
//     the game's servers           what its settings say; in namespaces of ours those pods let them in
//     the game's servers           Pod Identity's agent   where the game has AWS rights
//     Agones' controller           the webhook that sizes its Fleet
import { GAME_METRICS_PORT } from "../isolation/game-servers-policies.ts";
import type { Namespace } from "../isolation/namespaces.ts";
import {
  AGONES_NAMESPACE,
  GAME_NAMESPACE,
  MONITORING_NAMESPACE,
  NAMESPACES,
} from "../isolation/namespaces.ts";
import type { EgressRule, IngressRule, NetworkPolicy, Port } from "../isolation/network-policy.ts";
import {
  addresses,
  egress,
  everyPodOf,
  ingress,
  podsHere,
  podsOf,
  tcp,
} from "../isolation/network-policy.ts";
import { AGONES_PODS, GAME_SERVER_PODS, MATCHMAKER_PODS } from "../isolation/pod-labels.ts";
import type { EgressTarget, GamePort, GameSpec, WebhookTarget } from "./game-spec.ts";
import { arrivalPolicyName, policyName, questionPolicyName, webhookPolicyName } from "./names.ts";

/** Where players come from, and the host ports that Agones hands out. */
export interface GamePorts {
  min: number;
  max: number;
  /** Ranges of players' addresses. */
  sourceCidrs: string[];
}

/** The agent of EKS Pod Identity, on every node. */
const POD_IDENTITY = { cidrs: ["169.254.170.23/32"], port: 80 };

export function networkPolicies(game: GameSpec, gamePorts: GamePorts): NetworkPolicy[] {
  return [
    gameServerPolicy(game, gamePorts),
    ...arrivalPolicies(game),
    ...webhooks(game).flatMap((target) => webhookPolicies(game, target)),
  ];
}

function gameServerPolicy(game: GameSpec, gamePorts: GamePorts): NetworkPolicy {
  const outwards = egressRules(game);
  return {
    name: policyName(game),
    namespace: GAME_NAMESPACE,
    pods: { matchLabels: { ...GAME_SERVER_PODS, game: game.id } },
    ingress: ingressRules(game, gamePorts),
    ...(outwards.length > 0 && { egress: outwards }),
  };
}

function ingressRules({ ports, metrics }: GameSpec, gamePorts: GamePorts): IngressRule[] {
  const players = ports.flatMap((port) => openPorts(port, gamePorts));
  return [
    ...(players.length === 0 ? [] : [ingress(addresses(gamePorts.sourceCidrs), players)]),
    ...(metrics.port === GAME_METRICS_PORT
      ? []
      : [ingress([everyPodOf(MONITORING_NAMESPACE), podsHere(MATCHMAKER_PODS)], tcp(metrics.port))]),
  ];
}

/** A Passthrough port's number is known only when the server starts: it is one of Agones' host ports. */
function openPorts(port: GamePort, { min, max }: GamePorts): Port[] {
  const protocols = port.protocol === "TCPUDP" ? (["TCP", "UDP"] as const) : [port.protocol];
  const numbers = port.policy === "Passthrough" ? { port: min, endPort: max } : { port: port.containerPort };
  return protocols.map((protocol) => ({ protocol, ...numbers }));
}

const egressRules = ({ egress: targets, iam }: GameSpec): EgressRule[] => [
  ...Object.values(targets).map(egressRule),
  ...(iam === undefined ? [] : [egress(addresses(POD_IDENTITY.cidrs), tcp(POD_IDENTITY.port))]),
];

function egressRule(target: EgressTarget): EgressRule {
  const { protocol } = target;
  const ports = target.ports.map((port) => ({ protocol, port }));
  return target.kind === "app"
    ? egress([podsOf(target.namespace, { app: target.app })], ports)
    : egress(addresses(target.cidrs), ports);
}

/** Namespaces of ours deny what arrives, so letting a packet out is half of it; other namespaces are their owners' matter. */
const arrivalPolicies = (game: GameSpec): NetworkPolicy[] =>
  Object.entries(game.egress).flatMap(([name, target]) =>
    target.kind === "app" && isOurs(target.namespace)
      ? [
          {
            name: arrivalPolicyName(game, name),
            namespace: target.namespace,
            pods: { matchLabels: { app: target.app } },
            ingress: [
              ingress(
                [podsOf(GAME_NAMESPACE, { ...GAME_SERVER_PODS, game: game.id })],
                target.ports.map((port) => ({ protocol: target.protocol, port })),
              ),
            ],
          },
        ]
      : [],
  );

const isOurs = (namespace: string): namespace is Namespace => NAMESPACES.some((own) => own === namespace);

/** The service that is asked how many servers there should be, if one is. */
function webhooks({ servers, drain }: GameSpec): WebhookTarget[] {
  if (servers.kind !== "autoscaled" || drain) return [];
  const { autoscaling } = servers;
  return autoscaling.kind === "webhook" ? [autoscaling.webhook] : [];
}

function webhookPolicies(game: GameSpec, { namespace, port }: WebhookTarget): NetworkPolicy[] {
  const question: NetworkPolicy = {
    name: questionPolicyName(game),
    namespace: AGONES_NAMESPACE,
    pods: { matchLabels: AGONES_PODS.controller },
    egress: [egress([everyPodOf(namespace)], tcp(port))],
  };
  if (!isOurs(namespace)) return [question];
  const arrival: NetworkPolicy = {
    name: webhookPolicyName(game),
    namespace,
    // A Service's name says nothing about the labels of its pods, but game servers are none of them.
    pods: { matchExpressions: [{ key: "agones.dev/role", operator: "NotIn", values: ["gameserver"] }] },
    ingress: [ingress([podsOf(AGONES_NAMESPACE, AGONES_PODS.controller)], tcp(port))],
  };
  return [question, arrival];
}
