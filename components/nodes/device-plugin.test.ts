import { expect, test } from "@jest/globals";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { createDevicePlugin } from "./device-plugin.ts";
import { CHARTS, gamePool, gpuPool } from "./test-pools.ts";

const recordPlugin = (pools: Parameters<typeof createDevicePlugin>[1]["pools"]) =>
  record(() => {
    const provider = new kubernetes.Provider("kubernetes", { kubeconfig: "{}" });
    const parent = new pulumi.ComponentResource("test:t:T", "t", {}, { providers: { kubernetes: provider } });
    createDevicePlugin(parent, {
      pools,
      chart: CHARTS.nvidiaDevicePlugin,
      dependsOn: [],
      transform: undefined,
    });
  });

test("runs on labelled GPU nodes, past their taints and the cordon", async () => {
  const release = (await recordPlugin([gpuPool()])).find(({ type }) => type.endsWith(":Release"));
  expect(release?.inputs.namespace).toBe("kube-system");
  expect(release?.inputs.values).toEqual({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: "nvidia.com/gpu.present", operator: "In", values: ["true"] }] },
          ],
        },
      },
    },
    tolerations: [
      { key: "game-server", operator: "Exists", effect: "NoSchedule" },
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
      { key: "gameplane.dev/cordoned", operator: "Exists", effect: "NoSchedule" },
    ],
    gfd: { enabled: false },
    nfd: { enabled: false },
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  });
});

test("is not there without a GPU pool", async () => {
  expect((await recordPlugin([gamePool()])).filter(({ type }) => type.endsWith(":Release"))).toEqual([]);
});
