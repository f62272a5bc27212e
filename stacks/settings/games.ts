import type {
  Autoscaling,
  Buffer,
  EgressTarget,
  GamePort,
  GameServers,
  GameSpec,
  GameType,
  Policy,
  ScheduleWindow,
} from "../../components/games/game-spec.ts";
import { GAME_NAMESPACE } from "../../components/isolation/namespaces.ts";
import type { Placement } from "../../components/nodes/placement.ts";
import { parseImage } from "./image-name.ts";
import { cpuText, memoryText } from "./quantities.ts";
import type { Game } from "./schema/games.ts";

/** Where an image comes from. */
export type ImageRef =
  { kind: "address"; address: string } | { kind: "environment-registry"; repositoryAndTag: string };

type Sidecar = NonNullable<GameSpec["antiCheat"]["sidecar"]>;

/** A game with every default in place; what only a program can resolve is still a reference. */
export interface GameSettings extends Omit<GameSpec, "image" | "antiCheat" | "secretEnv" | "pullSecrets"> {
  image: ImageRef;
  antiCheat: { enabled: boolean; sidecar?: Omit<Sidecar, "image"> & { image: ImageRef } };
  /** Names of secrets by environment variable. */
  secretEnv: Record<string, string>;
  /** Names of secrets. */
  pullSecrets: string[];
}

interface TypeDefaults extends Pick<GameSpec, "scheduling" | "eviction" | "graceSeconds"> {
  autoscaling: { min: number; max: number; buffer: number };
}

/**
 * What a game's type means where its settings say nothing.
 *
 * dedicated: players come and go for days; match: one session, then the server ends itself; lobby: short waits, so an
 * upgrade of nodes need not wait for it; tournament: few long sessions that share no node while there is another.
 */
export const TYPE_DEFAULTS: Record<GameType, TypeDefaults> = {
  dedicated: {
    scheduling: "Packed",
    eviction: "Never",
    graceSeconds: 300,
    autoscaling: { min: 10, max: 1000, buffer: 20 },
  },
  match: {
    scheduling: "Packed",
    eviction: "Never",
    graceSeconds: 1800,
    autoscaling: { min: 10, max: 1000, buffer: 20 },
  },
  lobby: {
    scheduling: "Packed",
    eviction: "OnUpgrade",
    graceSeconds: 60,
    autoscaling: { min: 2, max: 100, buffer: 5 },
  },
  tournament: {
    scheduling: "Distributed",
    eviction: "Never",
    graceSeconds: 3600,
    autoscaling: { min: 0, max: 100, buffer: 2 },
  },
};

/** What the cluster decides for a game. */
export interface GameCluster {
  storageClass: string;
  /** Where a game's pods may run. */
  placement: (game: Pick<Game, "gpu" | "pool">) => Placement;
}

/** Whether a game runs in a region. */
export const runsIn = ({ regions }: Pick<Game, "regions">, region: string) =>
  regions === undefined || Object.hasOwn(regions, region);

/** Puts together what a game leaves to defaults; the settings have been checked. */
export function resolveGame(id: string, game: Game, cluster: GameCluster): GameSettings {
  const standard = TYPE_DEFAULTS[game.type];
  const { scratch } = game.storage;
  const { antiCheat } = game;
  return {
    id,
    fleet: game.fleet ?? id,
    type: game.type,
    image: imageRef(game.image),
    ...(game.command !== undefined && { command: game.command }),
    ...(game.args !== undefined && { args: game.args }),
    cpu: cpuOf(game.cpu),
    memory: memoryOf(game.memory),
    players: game.players,
    tickRate: game.tickRate,
    modes: game.modes,
    ports: Object.entries(game.ports).map(([name, port]) => resolvePort(name, port)),
    ...(game.gpu !== undefined && { gpu: game.gpu }),
    antiCheat: {
      enabled: antiCheat.enabled,
      ...(antiCheat.sidecar !== undefined && {
        sidecar: {
          image: imageRef(antiCheat.sidecar.image),
          cpu: cpuOf(antiCheat.sidecar.cpu),
          memory: memoryOf(antiCheat.sidecar.memory),
        },
      }),
    },
    ...(scratch !== undefined && { scratch: { ...scratch, storageClass: cluster.storageClass } }),
    servers: resolveServers(game, cluster),
    health: game.health,
    scheduling: game.scheduling ?? standard.scheduling,
    eviction: game.eviction ?? standard.eviction,
    graceSeconds: game.graceSeconds ?? standard.graceSeconds,
    rollout: {
      maxSurge: `${game.rollout.maxSurgePercent}%`,
      maxUnavailable: `${game.rollout.maxUnavailablePercent}%`,
    },
    env: game.env,
    secretEnv: game.secrets,
    pullSecrets: game.pullSecrets,
    labels: game.labels,
    metrics: game.metrics,
    egress: Object.fromEntries(
      Object.entries(game.egress).map(([name, target]) => [name, resolveEgress(target)]),
    ),
    ...(Object.keys(game.iam).length > 0 && { iam: { statements: Object.values(game.iam) } }),
    counters: game.counters,
    lists: game.lists,
    sdk: game.sdk,
    security: game.security,
    placement: cluster.placement(game),
    drain: game.drain,
  };
}

/** An image without a host is one of the environment's registry. */
export const imageRef = (image: string): ImageRef =>
  parseImage(image).host === undefined
    ? { kind: "environment-registry", repositoryAndTag: image }
    : { kind: "address", address: image };

const cpuOf = ({ request, limit }: Game["cpu"]) => ({
  request: cpuText(request),
  limit: cpuText(limit ?? request),
});

const memoryOf = ({ request, limit }: Game["memory"]) => ({
  request: memoryText(request),
  limit: memoryText(limit ?? request),
});

function resolvePort(name: string, { port, protocol, policy, hostPort }: Game["ports"][string]): GamePort {
  switch (policy) {
    case "Passthrough":
      return { name, protocol, policy };
    case "Static":
      return { name, protocol, policy, containerPort: port ?? 0, hostPort: hostPort ?? 0 };
    case "Dynamic":
      return { name, protocol, policy, containerPort: port ?? 0 };
  }
}

function resolveEgress({ app, namespace, cidrs, ports, protocol }: Game["egress"][string]): EgressTarget {
  return app === undefined
    ? { kind: "cidrs", cidrs, ports, protocol }
    : { kind: "app", app, namespace: namespace ?? GAME_NAMESPACE, ports, protocol };
}

function resolveServers(game: Game, cluster: GameCluster): GameServers {
  const { persistent } = game.storage;
  if (persistent !== undefined) {
    const { worlds, sizeGiB, path } = persistent;
    return {
      kind: "worlds",
      worlds: Object.entries(worlds).map(([name, { zoneId, drain }]) => ({
        name,
        ...(zoneId !== undefined && { zoneId }),
        ...(drain && { drain }),
      })),
      volume: { sizeGiB, path, storageClass: cluster.storageClass },
    };
  }
  return game.replicas === undefined
    ? { kind: "autoscaled", autoscaling: resolveAutoscaling(game) }
    : { kind: "fixed", replicas: game.replicas };
}

/** What decides the number of servers; `percentage` alone means the policy of that name. */
export const policyOf = ({ policy, percentage }: Game["autoscaling"]) =>
  policy ?? (percentage === undefined ? "buffer" : "percentage");

/** Bounds of a game's buffer, or of one of its windows, with what they leave to the game and its type. */
export function boundsOf(game: Game, window?: Game["autoscaling"]["windows"][string]): Buffer {
  const standard = TYPE_DEFAULTS[game.type].autoscaling;
  const { autoscaling } = game;
  const percentage =
    window?.percentage ?? (window?.buffer === undefined ? autoscaling.percentage : undefined);
  const min = window?.min ?? autoscaling.min ?? standard.min;
  const max = window?.max ?? autoscaling.max ?? standard.max;
  // A share of no servers would stay none, and Agones refuses it.
  if (percentage !== undefined) return { min: Math.max(1, min), max, buffer: `${percentage}%` };
  const buffer = window?.buffer ?? autoscaling.buffer ?? standard.buffer;
  // There are never fewer servers than the buffer, and Agones refuses a minimum between 0 and it.
  return { min: min === 0 ? 0 : Math.max(min, buffer), max, buffer };
}

/** Most servers that a game may have at once, an update's surge left out; of a webhook's answers only `max` is known. */
export function mostServers(game: Game): number {
  if (game.storage.persistent !== undefined) return Object.keys(game.storage.persistent.worlds).length;
  if (game.replicas !== undefined) return game.replicas;
  const { windows } = game.autoscaling;
  const inWindows = Object.values(windows).map((window) => boundsOf(game, window).max);
  // Outside of its window a schedule decides nothing.
  if (policyOf(game.autoscaling) === "schedule" && inWindows.length > 0) return Math.max(...inWindows);
  return Math.max(mostOutsideOfWindows(game), ...inWindows);
}

function mostOutsideOfWindows(game: Game): number {
  const policy = resolvePolicy(game);
  if (policy.kind !== "counter" && policy.kind !== "list") return boundsOf(game).max;
  const of = policy.kind === "counter" ? game.counters : game.lists;
  return Math.ceil(policy.maxCapacity / (of[policy.key]?.capacity ?? 1));
}

function resolveAutoscaling(game: Game): Autoscaling {
  const { autoscaling } = game;
  const { syncSeconds } = autoscaling;
  const windows = Object.entries(autoscaling.windows).map(([name, window]) =>
    resolveWindow(name, game, window),
  );
  const [first] = windows;
  const policy = policyOf(autoscaling);
  if (policy === "schedule" && first !== undefined) return { syncSeconds, kind: "schedule", window: first };
  if (policy === "chain") return { syncSeconds, kind: "chain", windows, otherwise: boundsOf(game) };
  return { syncSeconds, ...resolvePolicy(game) };
}

/** What decides the number of servers outside of windows. */
export function resolvePolicy(game: Game): Policy {
  const { autoscaling } = game;
  const policy = policyOf(autoscaling);
  if (policy === "webhook" && autoscaling.webhook !== undefined)
    return { kind: "webhook", webhook: autoscaling.webhook };
  if (policy !== "counter" && policy !== "list") return { kind: "buffer", ...boundsOf(game) };
  const { max, buffer } = boundsOf(game);
  const of = policy === "counter" ? game.counters : game.lists;
  const key = autoscaling.key ?? Object.keys(of)[0] ?? "";
  const capacity = of[key]?.capacity ?? 1;
  return {
    kind: policy,
    key,
    buffer,
    minCapacity: autoscaling.minCapacity ?? (typeof buffer === "number" ? buffer : capacity),
    maxCapacity: autoscaling.maxCapacity ?? max * capacity,
  };
}

function resolveWindow(
  name: string,
  game: Game,
  window: Game["autoscaling"]["windows"][string],
): ScheduleWindow {
  const { start, end, cron, duration, timezone } = window;
  return {
    name,
    ...boundsOf(game, window),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(cron !== undefined && { recurrence: { cron, duration: duration ?? "" } }),
    timezone,
  };
}
