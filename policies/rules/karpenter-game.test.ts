import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { karpenterGame } from "./karpenter-game.ts";

const POLICY = "spec.disruption.consolidationPolicy";
const EXPIRY = "spec.template.spec.expireAfter";
const TAINTS = "spec.template.spec.taints";
const GRACE = "spec.template.spec.terminationGracePeriod";
const LABELS = "spec.template.metadata.labels";
const REQUIREMENTS = "spec.template.spec.requirements";
const required = (operator: string, values?: string[]) => [{ key: "game-server", operator, values }];

testRule(karpenterGame, {
  compliant: () => ({
    spec: {
      template: {
        metadata: { labels: { "game-server": "true" } },
        spec: { taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }], expireAfter: "Never" },
      },
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "10m" },
    },
  }),
  passes: {
    "a pool without taints and labels": {
      set: { [TAINTS]: undefined, [LABELS]: undefined, [POLICY]: undefined, [EXPIRY]: UNKNOWN },
    },
    "a pool with another taint": {
      set: { [LABELS]: {}, [`${TAINTS}[0].key`]: "nvidia.com/gpu", [POLICY]: UNKNOWN, [EXPIRY]: "720h" },
    },
    "a taint that begins alike": {
      set: { [LABELS]: {}, [`${TAINTS}[0].key`]: "game-server-tools", [EXPIRY]: "720h" },
    },
    "a label that says no": {
      set: { [LABELS]: { "game-server": "false" }, [TAINTS]: undefined, [GRACE]: "1h" },
    },
    "a requirement that says no": {
      set: { [LABELS]: {}, [TAINTS]: [], [REQUIREMENTS]: required("NotIn", ["true"]), [EXPIRY]: "720h" },
    },
    "a requirement of another value": {
      set: { [LABELS]: {}, [TAINTS]: [], [REQUIREMENTS]: required("In", ["false"]), [EXPIRY]: "720h" },
    },
    "a requirement without values": {
      set: { [LABELS]: {}, [TAINTS]: [], [REQUIREMENTS]: required("In"), [EXPIRY]: "720h" },
    },
    "a taint without the label": { set: { [LABELS]: undefined } },
    "one more taint": {
      set: { [`${TAINTS}[1]`]: { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" } },
    },
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
        [`${TAINTS}[1]`]: { key: "game-server", value: "true", effect: "NoSchedule" },
        [LABELS]: undefined,
        [EXPIRY]: "24h",
      },
      finds: `${EXPIRY}: 24h`,
    },
    "the label without the taint": {
      set: { [TAINTS]: undefined, [EXPIRY]: "24h" },
      finds: [`${TAINTS}: none`, `${EXPIRY}: 24h`],
    },
    "the label by a requirement, without the taint": {
      set: { [LABELS]: undefined, [TAINTS]: undefined, [REQUIREMENTS]: required("In", ["true"]) },
      finds: `${TAINTS}: none`,
    },
    "another key of the taint": {
      set: { [`${TAINTS}[0].key`]: "game" },
      finds: `${TAINTS}: game=true:NoSchedule`,
    },
    "another value of the taint": {
      set: { [`${TAINTS}[0].value`]: undefined },
      finds: `${TAINTS}: game-server=:NoSchedule`,
    },
    "another effect of the taint": {
      set: { [LABELS]: undefined, [`${TAINTS}[0].effect`]: "PreferNoSchedule", [EXPIRY]: "24h" },
      finds: [`${TAINTS}: game-server=true:PreferNoSchedule`, `${EXPIRY}: 24h`],
    },
    "an end by the clock": { set: { [GRACE]: "1h" }, finds: `${GRACE}: 1h` },
  },
  unknown: [
    ...["spec", TAINTS, `${TAINTS}[0].key`, `${TAINTS}[0].value`, `${TAINTS}[0].effect`],
    ...["spec.disruption", POLICY, EXPIRY, GRACE],
  ],
});

testRule(karpenterGame, {
  compliant: () => ({
    spec: {
      template: {
        metadata: { labels: { team: "tools" } },
        spec: { taints: [{ key: "tools" }], requirements: [{ key: "team", operator: "In", values: ["a"] }] },
      },
    },
  }),
  fails: {
    "any value of the taint": {
      set: { [`${TAINTS}[0].key`]: "game-server", [POLICY]: "WhenEmpty", [EXPIRY]: "Never" },
      finds: `${TAINTS}: game-server=:`,
    },
  },
  unknown: [LABELS, REQUIREMENTS, `${REQUIREMENTS}[0].key`],
});
