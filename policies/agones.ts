// Agones' resources as rules read them: whoever wrote them, so that every field may be missing.
import { each } from "./each.ts";
import { FLEET, GAME_SERVER } from "./pods.ts";
import type { Finding } from "./rule.ts";

export { FLEET, GAME_SERVER };
export const FLEET_AUTOSCALER = "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler";

interface Metadata {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
}

export interface FleetProps {
  metadata?: Metadata;
  spec?: { replicas?: number; template?: { spec?: GameServerSpec } };
}

export interface GameServerSpec {
  ports?: {
    name?: string;
    portPolicy?: string;
    containerPort?: number;
    hostPort?: number;
    protocol?: string;
  }[];
  health?: {
    disabled?: boolean;
    periodSeconds?: number;
    failureThreshold?: number;
    initialDelaySeconds?: number;
  };
  eviction?: { safe?: string };
}

export interface FleetAutoscalerProps {
  metadata?: Metadata;
  spec?: { fleetName?: string; policy?: AutoscalerPolicy };
}

export interface AutoscalerPolicy {
  type?: string;
  buffer?: { bufferSize?: number | string; minReplicas?: number; maxReplicas?: number };
  schedule?: { policy?: AutoscalerPolicy };
  chain?: AutoscalerPolicy[];
}

export type BufferPolicy = NonNullable<AutoscalerPolicy["buffer"]>;

/** Every buffer of a policy, those within schedules and chains among them, with its path. */
export function eachBuffer(
  policy: AutoscalerPolicy | undefined,
  path: string,
  check: (buffer: BufferPolicy, at: string) => void,
): void {
  const parts = [
    () => {
      const buffer = policy?.buffer;
      if (buffer !== undefined) check(buffer, `${path}.buffer`);
    },
    () => {
      const schedule = policy?.schedule;
      if (schedule !== undefined) eachBuffer(schedule.policy, `${path}.schedule.policy`, check);
    },
    () => each(policy?.chain, (link, index) => eachBuffer(link, `${path}.chain[${index}]`, check)),
  ];
  each(parts, (part) => part());
}

/** What installs a Helm chart. */
export const CHARTS = [
  "kubernetes:helm.sh/v3:Release",
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:helm.sh/v4:Chart",
];

export interface ChartProps {
  chart?: string;
  /** Of a v3 Chart: a directory instead. */
  path?: string;
  valueYamlFiles?: unknown[];
}

/** `agones`, `agones/agones`, `./agones-1.52.0.tgz`, `oci://x/agones:1.52.0`, `oci://x/agones@sha256:…`. */
const AGONES_CHART = /(^|\/)agones(-v?\d[^/]*\.tgz)?(:[\w.-]+)?(@sha256:[0-9a-f]+)?\/?$/;

export const isAgonesChart = (props: ChartProps): boolean =>
  AGONES_CHART.test(props.chart ?? props.path ?? "");

/** Undefined where all values are in the program. */
export function valuesInFiles({ valueYamlFiles = [] }: ChartProps): Finding | undefined {
  if (valueYamlFiles.length === 0) return undefined;
  return {
    at: "valueYamlFiles",
    found: "values in files, which are not read",
    wanted: "in the program",
    fix: "write them into `values`",
  };
}
