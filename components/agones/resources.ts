// Agones' custom resources (v1.60), as far as gameplane writes them: their stable and beta fields, not what lies behind
// an alpha feature gate (players, Wasm). Names and defaults are those of the CRDs and of pkg/apis in agones-dev/agones.
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

type ObjectMeta = kubernetes.types.input.meta.v1.ObjectMeta;
type PodTemplateSpec = kubernetes.types.input.core.v1.PodTemplateSpec;

/** A number, or a share such as `25%`. */
export type IntOrPercent = number | `${number}%`;

/** What makes and keeps game servers of one kind. */
export interface FleetArgs {
  /** A name of at most 63 characters: it becomes the label `agones.dev/fleet`. */
  metadata: ObjectMeta & { name: string; namespace: string };
  spec: FleetSpec;
}

export interface FleetSpec {
  /** Game servers, Allocated ones counted. Left out where a FleetAutoscaler writes it. @default 0 */
  replicas?: number;
  /** Packed fills nodes one after the other, also when shrinking; Distributed spreads. @default Packed */
  scheduling?: "Packed" | "Distributed";
  /** How an update replaces servers; Allocated and Reserved ones always stay. @default RollingUpdate */
  strategy?: FleetStrategy;
  /** What Allocated servers get that are more than `replicas` after a shrinking or an update. @default nothing */
  allocationOverflow?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  /** Which servers go first when it shrinks, by what is left in a Counter or List. @default by `scheduling` alone */
  priorities?: { type: "Counter" | "List"; key: string; order?: "Ascending" | "Descending" }[];
  template: GameServerTemplateSpec;
}

export type FleetStrategy =
  | { type: "Recreate" }
  | {
      type: "RollingUpdate";
      /** Percentages from 1% to 99%, or numbers of at least 1. @default 25% each */
      rollingUpdate?: { maxSurge?: number | string; maxUnavailable?: number | string };
    };

export interface GameServerTemplateSpec {
  /** Labels and annotations of the GameServer, which are not its pod's. */
  metadata?: Pick<ObjectMeta, "labels" | "annotations">;
  spec: GameServerSpec;
}

export interface GameServerSpec {
  /** Name of the game's container in the pod template. @default the only one */
  container?: string;
  ports?: GameServerPort[];
  health?: Health;
  sdkServer?: SdkServer;
  /** Who may end the server; sets the pod's safe-to-evict annotation and label. @default Never */
  eviction?: { safe: "Never" | "OnUpgrade" | "Always" };
  /** Numbers that the SDK and allocations change; declared here or never. */
  counters?: Record<string, { count?: number; capacity?: number }>;
  /** Lists of up to 1000 values that the SDK and allocations change; declared here or never. */
  lists?: Record<string, { capacity?: number; values?: string[] }>;
  /** The pod. Agones adds the SDK server, ports, restart policy, service account and liveness probe. */
  template: PodTemplateSpec;
}

export type GameServerPort = {
  /** By which clients find the port in an allocation; TCPUDP makes `<name>-tcp` and `<name>-udp` of it. */
  name: string;
  /** @default UDP */
  protocol?: "UDP" | "TCP" | "TCPUDP";
  /** Container that listens. @default the game's */
  container?: string;
} & (
  | { portPolicy: "Dynamic"; containerPort: number; range?: string }
  /** The container port is the host port, which the container learns from the SDK. */
  | { portPolicy: "Passthrough"; range?: string }
  | { portPolicy: "Static"; containerPort: number; hostPort: number }
  /** No host port: reachable at the pod's address only. */
  | { portPolicy: "None"; containerPort?: number }
);

export interface Health {
  /** @default false */
  disabled?: boolean;
  /** Time from the container's start to the first check, seconds. @default 5 */
  initialDelaySeconds?: number;
  /** Time within which the server has to call Health(), seconds. @default 5 */
  periodSeconds?: number;
  /** Missed periods in a row that make it Unhealthy. @default 3 */
  failureThreshold?: number;
}

/** The container that Agones puts beside the game's. */
export interface SdkServer {
  /** @default Info */
  logLevel?: "Error" | "Info" | "Debug" | "Trace";
  /** @default 9357 */
  grpcPort?: number;
  /** @default 9358 */
  httpPort?: number;
}

/** What writes a Fleet's `replicas`. */
export interface FleetAutoscalerArgs {
  metadata: ObjectMeta & { name: string; namespace: string };
  spec: FleetAutoscalerSpec;
}

export interface FleetAutoscalerSpec {
  fleetName: string;
  policy: FleetAutoscalerPolicy;
  /** How often it looks, seconds. @default 30 */
  sync?: { type: "FixedInterval"; fixedInterval: { seconds: number } };
}

export type FleetAutoscalerPolicy = SizePolicy | SchedulePolicy | ChainPolicy;

/** Policies that say a size by themselves. */
export type SizePolicy =
  | { type: "Buffer"; buffer: BufferPolicy }
  | { type: "Counter"; counter: CapacityPolicy }
  | { type: "List"; list: CapacityPolicy }
  | { type: "Webhook"; webhook: WebhookPolicy };

export interface BufferPolicy {
  /** Servers that are not Allocated: at least 1, or a share of all from 1% to 99%. */
  bufferSize: IntOrPercent;
  /** 0, or at least `bufferSize`; with a share at least 1. @default 0 */
  minReplicas?: number;
  /** At least 1 and `bufferSize`; Allocated servers count. */
  maxReplicas: number;
}

/** Sizes in units of a Counter or List, summed over the Fleet's servers. */
export interface CapacityPolicy {
  /** Name of the Counter or List; the Fleet declares it. */
  key: string;
  /** Capacity that is free. */
  bufferSize: IntOrPercent;
  /** 0, or at least `bufferSize`; with a share at least 1. @default 0 */
  minCapacity?: number;
  maxCapacity: number;
}

/** Who is asked for a size, by a POST of a FleetAutoscaleReview. */
export interface WebhookPolicy {
  /** The port is 8000 where none is named; plain HTTP without `caBundle`. */
  service?: { name: string; namespace: string; path?: string; port?: number };
  /** Instead of a service. */
  url?: string;
  /** Authority of the endpoint's certificate, PEM in base64; makes it HTTPS. */
  caBundle?: string;
}

export interface SchedulePolicy {
  type: "Schedule";
  schedule: {
    /** RFC 3339 in UTC and whole seconds, as Agones writes it back. Neither may be left out: Agones 1.60 breaks on it. */
    between: { start: string; end: string };
    activePeriod?: {
      /** IANA name. @default UTC */
      timezone?: string;
      /** Cron expression without a time zone of its own. @default all the time between */
      startCron?: string;
      /** `2h45m`. @default without end */
      duration?: string;
    };
    policy: SizePolicy;
  };
}

export interface ChainPolicy {
  type: "Chain";
  /** The first entry that applies decides; ids are unique. */
  chain: ({ id: string } & (SizePolicy | SchedulePolicy))[];
}

export class Fleet extends kubernetes.apiextensions.CustomResource {
  constructor(name: string, args: FleetArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, { apiVersion: "agones.dev/v1", kind: "Fleet", ...args }, opts);
  }
}

export class FleetAutoscaler extends kubernetes.apiextensions.CustomResource {
  constructor(name: string, args: FleetAutoscalerArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, { apiVersion: "autoscaling.agones.dev/v1", kind: "FleetAutoscaler", ...args }, opts);
  }
}
