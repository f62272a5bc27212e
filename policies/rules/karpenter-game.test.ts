import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { karpenterGame } from "./karpenter-game.ts";

const POLICY = "spec.disruption.consolidationPolicy";
const EXPIRY = "spec.template.spec.expireAfter";
const TAINTS = "spec.template.spec.taints";

testRule(karpenterGame, {
  compliant: () => ({
    spec: {
      template: {
        spec: { taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }], expireAfter: "Never" },
      },
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "10m" },
    },
  }),
  passes: {
    "a pool without taints": { set: { [TAINTS]: undefined, [POLICY]: undefined, [EXPIRY]: UNKNOWN } },
    "a pool with another taint": {
      set: { [`${TAINTS}[0].key`]: "nvidia.com/gpu", [POLICY]: UNKNOWN, [EXPIRY]: "720h" },
    },
    "a taint that begins alike": { set: { [`${TAINTS}[0].key`]: "game-server-tools", [EXPIRY]: "720h" } },
  },
  fails: {
    "nodes in little use": {
      set: { [POLICY]: "WhenEmptyOrUnderutilized" },
      finds: `${POLICY}: WhenEmptyOrUnderutilized`,
    },
    "nodes that grow old": { set: { [EXPIRY]: "720h" }, finds: `${EXPIRY}: 720h` },
    "a pool that says nothing": {
      set: { "spec.disruption": undefined, [EXPIRY]: undefined },
      finds: [`${POLICY}: unset`, `${EXPIRY}: unset`],
    },
    "a pool of GPUs": {
      set: {
        [`${TAINTS}[0]`]: { key: "nvidia.com/gpu", effect: "NoSchedule" },
        [`${TAINTS}[1]`]: { key: "game-server", effect: "NoSchedule" },
        [EXPIRY]: "24h",
      },
      finds: `${EXPIRY}: 24h`,
    },
    "any value and effect of the taint": {
      set: { [`${TAINTS}[0]`]: { key: "game-server", effect: "NoExecute" }, [EXPIRY]: "24h" },
      finds: `${EXPIRY}: 24h`,
    },
  },
  unknown: ["spec", TAINTS, `${TAINTS}[0].key`, "spec.disruption", POLICY, EXPIRY],
});
