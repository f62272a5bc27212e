import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../nodes/placement.ts";

/** What players do on a game's servers; decides the defaults of scheduling, eviction, autoscaling and grace. */
export const GAME_TYPES = ["dedicated", "match", "lobby", "tournament"] as const;
export type GameType = (typeof GAME_TYPES)[number];

/** A game as one region runs it: every default is filled in. */
export interface GameSpec {
  /** Lower-case letters, digits and dashes: `battle-royale`. */
  id: string;
  /** Name of its Fleet; with worlds, each Fleet is named `<fleet>-<world>`. */
  fleet: string;
  type: GameType;
  /** Image of the game server, with its host. */
  image: pulumi.Input<string>;
  /** What the container runs. @default the image's entry point */
  command?: string[];
  /** Arguments of the command. @default the image's */
  args?: string[];
  /** Kubernetes quantities: `1`, `500m`. */
  cpu: { request: string; limit: string };
  /** Kubernetes quantities: `2Gi`. */
  memory: { request: string; limit: string };
  /** Most players on one server; environment variable MAX_PLAYERS. */
  players: number;
  /** Simulation steps a second, Hz; environment variable TICK_RATE. */
  tickRate: number;
  /** Game modes; environment variable GAME_MODE, joined by commas. */
  modes: string[];
  /** Ports that players use, in their order; the first is the one that a matchmaker hands out. */
  ports: GamePort[];
  /** @default no GPU */
  gpu?: { type: string; count: number };
  antiCheat: { enabled: boolean; sidecar?: AntiCheatSidecar };
  /** A volume for scratch files on each server, gone with it. @default none beside the container's own */
  scratch?: ScratchVolume;
  /** How many servers there are, and what decides it. */
  servers: GameServers;
  /** Agones' health checking, seconds and failures. */
  health: { initialDelaySeconds: number; periodSeconds: number; failureThreshold: number };
  scheduling: "Packed" | "Distributed";
  /** Who may end a running server: nobody, upgrades only, or anything that needs its node. */
  eviction: "Never" | "OnUpgrade" | "Always";
  /** Time between SIGTERM and SIGKILL, seconds. */
  graceSeconds: number;
  /** How an update replaces servers that nobody plays on, as Kubernetes percentages: `25%`. */
  rollout: { maxSurge: string; maxUnavailable: string };
  /** Further plain environment variables. */
  env: Record<string, string>;
  /** Environment variables from secrets. */
  secretEnv: Record<string, pulumi.Input<string>>;
  /** Docker configurations (JSON) with which nodes pull the images, by name. */
  pullSecrets: Record<string, pulumi.Input<string>>;
  /** Further labels of the pods. */
  labels: Record<string, string>;
  metrics: { port: number; path: string };
  /** What servers may reach beside DNS, the API server and the game backend, by name. */
  egress: Record<string, EgressTarget>;
  /** AWS rights of the game's pods, by Pod Identity. @default none */
  iam?: GameIdentity;
  /** Agones Counters by name. */
  counters: Record<string, { count: number; capacity: number }>;
  /** Agones Lists by name. */
  lists: Record<string, { capacity: number }>;
  sdk: { logLevel: "Error" | "Info" | "Debug" | "Trace"; grpcPort: number; httpPort: number };
  security: {
    /** User id of the container's processes, never 0. */
    runAsUser: number;
    /** The image writes to its volumes and /tmp alone. */
    readOnlyRootFilesystem: boolean;
  };
  placement: Placement;
  /** Nobody new plays it here: no server is Ready any more, and it may be removed when the last session has ended. */
  drain: boolean;
}

export type GamePort = { name: string; protocol: "UDP" | "TCP" | "TCPUDP" } & (
  | { policy: "Dynamic"; containerPort: number }
  /** The container listens on the port that Agones chose. */
  | { policy: "Passthrough" }
  | { policy: "Static"; containerPort: number; hostPort: number }
);

/** A container beside the game's that watches it. */
export interface AntiCheatSidecar {
  image: pulumi.Input<string>;
  cpu: { request: string; limit: string };
  memory: { request: string; limit: string };
}

/** A generic ephemeral volume: made and deleted with each server. */
export interface ScratchVolume {
  /** Size, GiB. */
  sizeGiB: number;
  /** Absolute path in the game's container. */
  path: string;
  storageClass: string;
}

export type GameServers =
  /** One Fleet that a FleetAutoscaler sizes. */
  | { kind: "autoscaled"; autoscaling: Autoscaling }
  /** One Fleet of fixed size. */
  | { kind: "fixed"; replicas: number }
  /** One Fleet of one server for each world, each with a volume of its own that outlives it. */
  | { kind: "worlds"; worlds: World[]; volume: ScratchVolume };

export interface World {
  /** Lower-case letters, digits and dashes. */
  name: string;
  /** Zone of the world's volume, by id: `euw1-az1`. @default the zone in which its server first starts */
  zoneId?: string;
  /** Nobody new plays it: its server ends with its session, and it may be removed afterwards. @default as its game */
  drain?: boolean;
}

/** Keeps a number or a share of servers Ready, within bounds. */
export interface Buffer {
  /** Ready servers: a number, or a share of all such as `15%`. */
  buffer: number | `${number}%`;
  min: number;
  max: number;
}

export type Policy =
  | ({ kind: "buffer" } & Buffer)
  /** Keeps room in a Counter or List over all servers; all three in its units. */
  | {
      kind: "counter" | "list";
      key: string;
      buffer: number | `${number}%`;
      minCapacity: number;
      maxCapacity: number;
    }
  /** Asks a service of the cluster how many servers there should be. */
  | { kind: "webhook"; webhook: WebhookTarget };

export type Autoscaling = { syncSeconds: number } & (
  | Policy
  | { kind: "schedule"; window: ScheduleWindow }
  /** The first window that is open decides, `otherwise` where none is. */
  | { kind: "chain"; windows: ScheduleWindow[]; otherwise: Buffer }
);

/** When a buffer of its own applies. */
export interface ScheduleWindow extends Buffer {
  /** Unique within the game. */
  name: string;
  /** RFC 3339. @default from now on */
  start?: string;
  /** RFC 3339. @default without end */
  end?: string;
  /** When it opens: a cron expression in `timezone`, for `duration` each time. @default open all the time */
  recurrence?: { cron: string; duration: string };
  /** IANA name. */
  timezone: string;
}

export interface WebhookTarget {
  service: string;
  namespace: string;
  path: string;
  port: number;
}

/** Pods of the cluster by their label `app`, or addresses. */
export type EgressTarget = { protocol: "TCP" | "UDP"; ports: number[] } & (
  { kind: "app"; app: string; namespace: string } | { kind: "cidrs"; cidrs: string[] }
);

/** What the game's role may do, as IAM statements. */
export interface GameIdentity {
  statements: { actions: string[]; resources: string[] }[];
}
