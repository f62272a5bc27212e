import type { GenerationSpec, PoolRole, PoolSpec } from "./pool-spec.ts";
import { isActive } from "./pool-spec.ts";

/** A taint as Kubernetes spells it; EKS has spellings of its own for the effect. */
export interface Taint {
  key: string;
  value: string;
  effect: "NoSchedule" | "NoExecute";
}

/** Where pods may run. */
export interface Placement {
  nodeSelector: Record<string, string>;
  /** Taints that pods tolerate. */
  tolerations: Taint[];
}

/** Any node that has no taint. */
export const ANYWHERE: Placement = { nodeSelector: {}, tolerations: [] };

export const GAME_TAINT: Taint = { key: "game-server", value: "true", effect: "NoSchedule" };
export const GPU_TAINT: Taint = { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" };
export const CORDON_TAINT: Taint = { key: "gameplane.dev/cordoned", value: "true", effect: "NoSchedule" };
export const AGONES_TAINT: Taint = { key: "agones.dev/agones-system", value: "true", effect: "NoExecute" };
const METRICS_TAINT: Taint = { key: "agones.dev/agones-metrics", value: "true", effect: "NoExecute" };

/** Zone of a node by id, as AWS's own controllers label nodes. */
export const ZONE_ID_LABEL = "topology.k8s.aws/zone-id";

/** On nodes that need the NVIDIA device plugin as a DaemonSet. */
export const DEVICE_PLUGIN_LABEL = "nvidia.com/gpu.present";

const ROLE_TAINTS: Record<PoolRole, Taint[]> = {
  // Whatever tolerates nothing runs on the system pool.
  system: [],
  agones: [AGONES_TAINT],
  metrics: [METRICS_TAINT],
  game: [GAME_TAINT],
  gpu: [GAME_TAINT, GPU_TAINT],
};

/** Labels by which pods choose nodes of a role. */
export const ROLE_LABELS: Record<PoolRole, Record<string, string>> = {
  system: {},
  agones: { "agones.dev/agones-system": "true" },
  metrics: { "agones.dev/agones-metrics": "true" },
  game: { "game-server": "true" },
  gpu: { "game-server": "true" },
};

/** Pool of a node. */
export const POOL_LABEL = "gameplane.dev/pool";

/** GPUs of a node: `nvidia-a10g`. */
export const GPU_TYPE_LABEL = "gpu-type";

/** Taints of a pool's nodes while their generation is active. */
export const roleTaints = (pool: PoolSpec): Taint[] => ROLE_TAINTS[pool.role];

/** Taints of a generation's nodes; EKS changes them in place on nodes that are already there. */
export const taints = (pool: PoolSpec, generation: GenerationSpec): Taint[] =>
  isActive(generation) ? roleTaints(pool) : [...roleTaints(pool), CORDON_TAINT];

/** Labels of a generation's nodes; ours win over the settings' further labels. */
export function labels(pool: PoolSpec, generation: GenerationSpec): Record<string, string> {
  return {
    ...pool.labels,
    ...ROLE_LABELS[pool.role],
    ...(pool.role === "gpu" && gpuLabels(pool, generation)),
    [POOL_LABEL]: pool.name,
    "gameplane.dev/generation": generation.id,
  };
}

function gpuLabels(pool: PoolSpec, generation: GenerationSpec): Record<string, string> {
  return {
    ...(pool.gpuType !== undefined && {
      [GPU_TYPE_LABEL]: pool.gpuType,
      // Cluster Autoscaler then waits for a new node's GPUs to be advertised, instead of adding one more node.
      "k8s.amazonaws.com/accelerator": pool.gpuType,
    }),
    // Bottlerocket's NVIDIA image runs the device plugin by itself; a second one would fight over the kubelet's socket.
    ...(generation.ami === "al2023" && { [DEVICE_PLUGIN_LABEL]: "true" }),
  };
}

const EKS_EFFECTS = { NoSchedule: "NO_SCHEDULE", NoExecute: "NO_EXECUTE" } as const;

/** A taint as `aws.eks.NodeGroup` takes it. */
export const eksTaint = ({ key, value, effect }: Taint) => ({ key, value, effect: EKS_EFFECTS[effect] });

const AMI_TYPES = {
  al2023: {
    amd64: { plain: "AL2023_x86_64_STANDARD", gpu: "AL2023_x86_64_NVIDIA" },
    arm64: { plain: "AL2023_ARM_64_STANDARD", gpu: "AL2023_ARM_64_NVIDIA" },
  },
  bottlerocket: {
    amd64: { plain: "BOTTLEROCKET_x86_64", gpu: "BOTTLEROCKET_x86_64_NVIDIA" },
    arm64: { plain: "BOTTLEROCKET_ARM_64", gpu: "BOTTLEROCKET_ARM_64_NVIDIA" },
  },
} as const;

/** Which image EKS starts a generation's nodes from. */
export const amiType = ({ ami, architecture, gpu }: GenerationSpec): string =>
  AMI_TYPES[ami][architecture][gpu ? "gpu" : "plain"];

/** Tags of a generation's instances, volumes and network interfaces. */
export function nodeTags(
  clusterName: string,
  pool: PoolSpec,
  generation: GenerationSpec,
  tags: Record<string, string>,
): Record<string, string> & { Name: string } {
  return {
    ...tags,
    Name: `${clusterName}-${pool.name}-${generation.id}`,
    "gameplane.dev/pool": pool.name,
    "gameplane.dev/generation": generation.id,
  };
}
