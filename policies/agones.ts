// Agones' resources as rules read them: whoever wrote them, so that every field may be missing.
import { FLEET, GAME_SERVER } from "./pods.ts";

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

export type BufferPolicy = NonNullable<AutoscalerPolicy["buffer"]> & { at: string };

/** Every buffer of a policy, those within schedules and chains among them, with its path. */
export function bufferPolicies(policy: AutoscalerPolicy | undefined, path: string): BufferPolicy[] {
  if (policy === undefined) return [];
  return [
    ...(policy.buffer === undefined ? [] : [{ ...policy.buffer, at: `${path}.buffer` }]),
    ...bufferPolicies(policy.schedule?.policy, `${path}.schedule.policy`),
    ...(policy.chain ?? []).flatMap((each, index) => bufferPolicies(each, `${path}.chain[${index}]`)),
  ];
}
