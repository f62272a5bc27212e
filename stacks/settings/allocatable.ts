import type { InstanceType } from "./instance-types.ts";

/** Resources as pods request them and nodes have them. */
export interface Resources {
  /** Thousandths of a CPU. */
  milliCpu: number;
  /** MiB. */
  mebibytes: number;
}

/** Memory that the hypervisor and the kernel take of what EC2 states: Karpenter's setting vmMemoryOverheadPercent. */
const VM_MEMORY_OVERHEAD = 0.075;

/** The kubelet's threshold of hard eviction, which pods cannot request: nodeadm's memory.available 100Mi. */
const EVICTION_MEBIBYTES = 100;

/**
 * CPUs that the kubelet keeps for the node's own parts: 6% of the first, 1% of the second, 0.5% of the third and fourth,
 * 0.25% of each further one, each share rounded down (nodeadm, getCPUMillicoresToReserve; Bottlerocket has the same).
 */
const CPU_BANDS = [
  { from: 0, to: 1000, share: 0.06 },
  { from: 1000, to: 2000, share: 0.01 },
  { from: 2000, to: 4000, share: 0.005 },
  { from: 4000, to: Infinity, share: 0.0025 },
];

const reservedMilliCpu = (milliCpu: number) =>
  CPU_BANDS.reduce(
    (sum, { from, to, share }) => sum + Math.floor(Math.max(0, Math.min(milliCpu, to) - from) * share + 1e-9),
    0,
  );

/** Memory that the kubelet keeps for the node's own parts (nodeadm, getMemoryMebibytesToReserve). */
const reservedMebibytes = (pods: number) => 255 + 11 * pods;

/**
 * Pods by which memory is reserved. AL2023's nodeadm counts the addresses that the interfaces have without prefix
 * delegation, whatever maxPods is set to (withDefaultReservedResources); Bottlerocket counts its setting max-pods.
 */
const podsOfReserve = (type: InstanceType, { ami, maxPods }: NodeSettings) =>
  ami === "bottlerocket" ? maxPods : type.interfaces * (type.ipv4PerInterface - 1) + 2;

export interface NodeSettings {
  ami: "al2023" | "bottlerocket";
  maxPods: number;
}

/** What a node of a type has for pods, DaemonSets included. */
export function allocatable(type: InstanceType, settings: NodeSettings): Resources {
  const milliCpu = type.vcpu * 1000;
  const mebibytes = Math.floor(type.memoryGiB * 1024 * (1 - VM_MEMORY_OVERHEAD));
  return {
    milliCpu: milliCpu - reservedMilliCpu(milliCpu),
    mebibytes: mebibytes - reservedMebibytes(podsOfReserve(type, settings)) - EVICTION_MEBIBYTES,
  };
}

/** What runs on every game node beside game servers, with its requests as of the add-ons' defaults. */
const DAEMON_SETS: Record<string, Resources> = {
  // Two containers of 25m each: aws-node and aws-eks-nodeagent.
  "vpc-cni": { milliCpu: 50, mebibytes: 0 },
  "kube-proxy": { milliCpu: 100, mebibytes: 0 },
  // Three containers of 10m and 40Mi each.
  "ebs-csi-node": { milliCpu: 30, mebibytes: 120 },
  "eks-pod-identity-agent": { milliCpu: 0, mebibytes: 0 },
  // Kept free for gameplane's own.
  "node-tuner": { milliCpu: 100, mebibytes: 128 },
  "metrics agent": { milliCpu: 100, mebibytes: 128 },
};

/** It requests nothing, and takes a pod's place. */
const DEVICE_PLUGIN = "nvidia-device-plugin";

/** Pods of DaemonSets on a game node. */
export const daemonSetPods = (hasGpus: boolean) =>
  [...Object.keys(DAEMON_SETS), ...(hasGpus ? [DEVICE_PLUGIN] : [])].length;

/** What a game node has for game servers. */
export function roomForServers(type: InstanceType, settings: NodeSettings): Resources {
  const { milliCpu, mebibytes } = allocatable(type, settings);
  const daemons = Object.values(DAEMON_SETS);
  return {
    milliCpu: milliCpu - sum(daemons.map((daemon) => daemon.milliCpu)),
    mebibytes: mebibytes - sum(daemons.map((daemon) => daemon.mebibytes)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
