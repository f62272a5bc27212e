import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { HelmChart } from "../helm-chart.ts";
import { chartSource } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { NAMESPACE } from "./namespace.ts";
import { CORDON_TAINT, DEVICE_PLUGIN_LABEL, GAME_TAINT, GPU_TAINT } from "./placement.ts";
import type { PoolSpec } from "./pool-spec.ts";

export interface DevicePluginArgs {
  pools: PoolSpec[];
  chart: HelmChart;
  /** What must be there before Helm waits for pods. */
  dependsOn: pulumi.Resource[];
  transform: Transform<kubernetes.helm.v3.ReleaseArgs> | undefined;
}

/** Advertises the GPUs of AL2023 nodes as `nvidia.com/gpu`; Bottlerocket's NVIDIA image does so by itself. */
export function createDevicePlugin(
  parent: pulumi.Resource,
  args: DevicePluginArgs,
): kubernetes.helm.v3.Release | undefined {
  if (!args.pools.some(needsDevicePlugin)) return undefined;
  return new kubernetes.helm.v3.Release(
    ...transformed<kubernetes.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform,
      "nvidia-device-plugin",
      { ...chartSource(args.chart), name: "nvidia-device-plugin", namespace: NAMESPACE, values: values() },
      { parent, dependsOn: args.dependsOn },
    ),
  );
}

const needsDevicePlugin = ({ role, generations }: PoolSpec) =>
  role === "gpu" && generations.some(({ ami }) => ami === "al2023");

function values() {
  return {
    // The chart selects by labels of node-feature-discovery, which is not here; ours come from the node group.
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: DEVICE_PLUGIN_LABEL, operator: "In", values: ["true"] }] },
          ],
        },
      },
    },
    // The cordon's too: a plugin that restarts on a cordoned node must come back, or the node loses its GPUs.
    tolerations: [GAME_TAINT, GPU_TAINT, CORDON_TAINT].map(({ key, effect }) => ({
      key,
      operator: "Exists",
      effect,
    })),
    gfd: { enabled: false },
    nfd: { enabled: false },
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  };
}
