export type PoolRole = "system" | "agones" | "metrics" | "game" | "gpu";

/** A pool of nodes, resolved: every default is filled in. */
export interface PoolSpec {
  /** Name of the pool, up to 20 lower-case letters, digits and dashes: `game`. */
  name: string;
  /** What runs there; decides taints, labels, subnets, security groups and protection. */
  role: PoolRole;
  /** Fewest nodes of the active generation. Karpenter has no such bound: there the fleets' buffers keep nodes. */
  min: number;
  /** Nodes of the active generation at creation; what scales owns the number afterwards. */
  desired: number;
  /** Most nodes of each generation. */
  max: number;
  /** Further Kubernetes labels of the nodes. */
  labels: Record<string, string>;
  /** Label `gpu-type` of a GPU pool's nodes: `nvidia-a10g`. @default no such label */
  gpuType?: string;
  /** Zones of the network that the pool leaves out, by id: `use1-az5`. */
  excludeZoneIds: string[];
  /** The pool's generations, at least one; exactly one is active: neither cordoned nor drained. */
  generations: GenerationSpec[];
}

/** One make of a pool's nodes. */
export interface GenerationSpec {
  /** Up to 8 lower-case letters and digits: `1`. */
  id: string;
  /** EC2 instance types, first choice first, all of `architecture`. */
  instanceTypes: string[];
  architecture: "amd64" | "arm64";
  /** Whether the instance types have NVIDIA GPUs. */
  gpu: boolean;
  /** vCPUs of the largest instance type. */
  vcpu: number;
  ami: "al2023" | "bottlerocket";
  /** Kubernetes version of the nodes: `1.35`. */
  version: string;
  /** Exact release of the image: `1.35.2-20260512`, for Bottlerocket `1.50.0-4a5b6c7d`. @default the newest at creation */
  releaseVersion?: string;
  capacityType: "on-demand" | "spot";
  /** Size of the encrypted gp3 volume that holds images, logs and pods' files, GiB. */
  diskGiB: number;
  /** Pods that a node may hold. */
  maxPods: number;
  /** Zones that do not offer every instance type, by id: EKS refuses a node group there. @default none is known */
  zonesWithoutTypes?: string[];
  /** No new pod lands on this generation; what runs there ends in its own time. */
  cordoned: boolean;
  /** Nobody plays on this generation any more: its protection is lifted, so that its entry can be removed next. */
  drained: boolean;
}

/** Pools whose nodes hold players' sessions: public addresses, protection, no disruption. */
export const holdsSessions = ({ role }: Pick<PoolSpec, "role">) => role === "game" || role === "gpu";

/** Whether new pods may land on a generation. */
export const isActive = ({ cordoned, drained }: Pick<GenerationSpec, "cordoned" | "drained">) =>
  !cordoned && !drained;

/**
 * Whether a generation may be deleted or replaced. In production or not: dropping a session needs a person's word.
 *
 * | role        | drained | protected |
 * |-------------|---------|-----------|
 * | game, gpu   | false   | yes       |
 * | game, gpu   | true    | no        |
 * | any other   | any     | no        |
 */
export const isProtected = (pool: PoolSpec, { drained }: GenerationSpec) => holdsSessions(pool) && !drained;
