import type { GenerationSpec, PoolSpec } from "./pool-spec.ts";

/** Pools for tests, each with one active generation; changes go over the generation or the pool. */
export const generation = (changes: Partial<GenerationSpec> = {}): GenerationSpec => ({
  id: "1",
  instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
  architecture: "amd64",
  gpu: false,
  vcpu: 16,
  ami: "al2023",
  version: "1.35",
  capacityType: "on-demand",
  diskGiB: 100,
  maxPods: 110,
  cordoned: false,
  drained: false,
  ...changes,
});

const pool = (name: string, role: PoolSpec["role"], changes: Partial<PoolSpec>): PoolSpec => ({
  name,
  role,
  min: 2,
  desired: 3,
  max: 5,
  labels: {},
  excludeZoneIds: [],
  generations: [generation()],
  ...changes,
});

export const systemPool = (changes: Partial<PoolSpec> = {}) => pool("system", "system", changes);
export const agonesPool = (changes: Partial<PoolSpec> = {}) => pool("agones", "agones", changes);
export const metricsPool = (changes: Partial<PoolSpec> = {}) => pool("metrics", "metrics", changes);
export const gamePool = (changes: Partial<PoolSpec> = {}) => pool("game", "game", changes);
export const gpuPool = (changes: Partial<PoolSpec> = {}) =>
  pool("gpu", "gpu", {
    gpuType: "nvidia-a10g",
    min: 0,
    desired: 0,
    generations: [generation({ instanceTypes: ["g5.4xlarge"], gpu: true })],
    ...changes,
  });

export const CHARTS = {
  clusterAutoscaler: {
    repository: "https://kubernetes.github.io/autoscaler",
    chart: "cluster-autoscaler",
    version: "9.59.0",
  },
  karpenter: { repository: "oci://public.ecr.aws/karpenter", chart: "karpenter", version: "1.14.1" },
  nvidiaDevicePlugin: {
    repository: "https://nvidia.github.io/k8s-device-plugin",
    chart: "nvidia-device-plugin",
    version: "0.20.0",
  },
};

export const SCOPE = { clusterName: "dev-eu-west-1", region: "eu-west-1", account: "111122223333" };
