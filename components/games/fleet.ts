import type { FleetArgs, FleetStrategy, GameServerPort } from "../agones/resources.ts";
import { GAME_NAMESPACE } from "../isolation/namespaces.ts";
import type { GamePort, GameSpec, World } from "./game-spec.ts";
import type { FleetIdentity } from "./game-server-pod.ts";
import { GAME_CONTAINER, labels, podTemplate } from "./game-server-pod.ts";

export function fleetArgs(game: GameSpec, identity: FleetIdentity): FleetArgs {
  const { health, sdk, eviction, counters, lists } = game;
  const count = replicas(game, identity);
  return {
    metadata: {
      name: identity.fleet,
      namespace: GAME_NAMESPACE,
      labels: labels(game, identity),
      annotations: {
        // Deletion is over when the last GameServer is, whose finalizer needs Agones to be there still.
        "pulumi.com/deletionPropagationPolicy": "foreground",
        // Whoever scaled the Fleet owns `replicas` from then on: a person, or a FleetAutoscaler that it had before. Without
        // this, an `up` that sets a number fails.
        "pulumi.com/patchForce": "true",
      },
    },
    spec: {
      ...(count !== undefined && { replicas: count }),
      scheduling: game.scheduling,
      strategy: strategy(game),
      template: {
        metadata: { labels: labels(game, identity) },
        spec: {
          container: GAME_CONTAINER,
          ports: game.ports.map(serverPort),
          health,
          sdkServer: { logLevel: sdk.logLevel, grpcPort: sdk.grpcPort, httpPort: sdk.httpPort },
          eviction: { safe: eviction },
          ...(Object.keys(counters).length > 0 && { counters }),
          ...(Object.keys(lists).length > 0 && { lists }),
          template: podTemplate(game, identity),
        },
      },
    },
  };
}

/**
 * None where a FleetAutoscaler writes them: every `up` would put them back. 0 while the Fleet drains, which ends Ready
 * servers; Agones never ends Allocated ones when a Fleet shrinks.
 */
function replicas(game: GameSpec, { world }: FleetIdentity): number | undefined {
  if (isDraining(game, world)) return 0;
  switch (game.servers.kind) {
    case "autoscaled":
      return undefined;
    case "fixed":
      return game.servers.replicas;
    case "worlds":
      return 1;
  }
}

/** Whether nobody new plays the game, or this world of it. */
export const isDraining = ({ drain }: GameSpec, world: World | undefined): boolean =>
  drain || world?.drain === true;

/** A world's new server waits for its volume in any case, so an update ends the old one first. */
function strategy({ servers, rollout }: GameSpec): FleetStrategy {
  if (servers.kind === "worlds") return { type: "Recreate" };
  return {
    type: "RollingUpdate",
    rollingUpdate: { maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable },
  };
}

function serverPort(port: GamePort): GameServerPort {
  const { name, protocol } = port;
  switch (port.policy) {
    case "Dynamic":
      return { name, portPolicy: "Dynamic", containerPort: port.containerPort, protocol };
    case "Passthrough":
      return { name, portPolicy: "Passthrough", protocol };
    case "Static":
      return {
        name,
        portPolicy: "Static",
        containerPort: port.containerPort,
        hostPort: port.hostPort,
        protocol,
      };
  }
}
