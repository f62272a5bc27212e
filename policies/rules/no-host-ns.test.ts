import { testRule } from "../testing/test-rule.ts";
import { noHostNs } from "./no-host-ns.ts";

const SPEC = "spec.template.spec";

testRule(noHostNs, {
  type: "kubernetes:apps/v1:DaemonSet",
  compliant: () => ({
    metadata: { namespace: "node-tuning", name: "node-tuner" },
    spec: { template: { spec: { hostNetwork: false, hostPID: false, hostIPC: false } } },
  }),
  passes: {
    "a pod that says nothing": { set: { [SPEC]: {} } },
    "an agent of the settings": {
      set: { [`${SPEC}.hostNetwork`]: true },
      settings: { agents: ["*/node-tuner"] },
    },
  },
  fails: {
    "each of the three": {
      set: { [SPEC]: { hostNetwork: true, hostPID: true, hostIPC: true } },
      finds: [`${SPEC}.hostNetwork: true`, `${SPEC}.hostPID: true`, `${SPEC}.hostIPC: true`],
    },
    "one that is an agent in another namespace": {
      set: { [`${SPEC}.hostPID`]: true },
      settings: { agents: ["monitoring/node-tuner"] },
      finds: `${SPEC}.hostPID: true`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { hostNetwork: true } } } } },
      finds: "spec.template.spec.template.spec.hostNetwork: true",
    },
  },
  unknown: ["spec", SPEC, `${SPEC}.hostNetwork`, `${SPEC}.hostPID`, `${SPEC}.hostIPC`],
});
