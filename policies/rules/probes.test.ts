import { testRule } from "../testing/test-rule.ts";
import { probes } from "./probes.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0]`;

testRule(probes, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: "app",
              readinessProbe: { httpGet: { path: "/ready" } },
              livenessProbe: { httpGet: { path: "/live" } },
            },
          ],
        },
      },
    },
  }),
  passes: {
    "a container that only runs at the start": { set: { [`${POD}.initContainers`]: [{ name: "setup" }] } },
    ...Object.fromEntries(
      ["agones.dev/v1:Fleet", "agones.dev/v1:GameServer", "batch/v1:Job", "batch/v1:CronJob"].map((type) => [
        `a ${type}`,
        {
          type: `kubernetes:${type}`,
          set: {
            spec: {
              template: { spec: { containers: [{}], template: { spec: { containers: [{}] } } } },
              jobTemplate: { spec: { template: { spec: { containers: [{}] } } } },
            },
          },
        },
      ]),
    ),
  },
  fails: {
    "no readiness probe": {
      set: { [`${AT}.readinessProbe`]: undefined },
      finds: `${AT}.readinessProbe: unset`,
    },
    "no liveness probe": { set: { [`${AT}.livenessProbe`]: undefined }, finds: `${AT}.livenessProbe: unset` },
    "a startup probe instead, of a second container": {
      set: { [`${POD}.containers[1]`]: { startupProbe: { httpGet: { path: "/" } } } },
      finds: [`${POD}.containers[1].readinessProbe: unset`, `${POD}.containers[1].livenessProbe: unset`],
    },
    "a pod": {
      type: "kubernetes:core/v1:Pod",
      set: { spec: { containers: [{ livenessProbe: { exec: { command: ["true"] } } }] } },
      finds: "spec.containers[0].readinessProbe: unset",
    },
  },
  unknown: ["spec", `${POD}.containers`, AT, `${AT}.readinessProbe`, `${AT}.livenessProbe`],
});
