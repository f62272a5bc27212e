import { testRule } from "../testing/test-rule.ts";
import { fasBuffer } from "./fas-buffer.ts";

const buffer = (minReplicas: number, bufferSize: number | string, maxReplicas: number) => ({
  type: "Buffer",
  buffer: { minReplicas, bufferSize, maxReplicas },
});

testRule(fasBuffer, {
  compliant: () => ({ spec: { fleetName: "duel", policy: buffer(5, 5, 60) } }),
  passes: {
    "a buffer one below the maximum": { set: { "spec.policy": buffer(0, 59, 60) } },
    "a minimum that is the maximum": { set: { "spec.policy": buffer(60, 5, 60) } },
    "a share": { set: { "spec.policy": buffer(1, "99%", 60) } },
    "a policy without a buffer": {
      set: { "spec.policy": { type: "Webhook", webhook: { url: "https://x" } } },
    },
  },
  fails: {
    "a buffer that is the maximum": {
      set: { "spec.policy": buffer(0, 60, 60) },
      finds: "spec.policy.buffer.bufferSize: 60",
    },
    "a minimum above the maximum": {
      set: { "spec.policy": buffer(61, 5, 60) },
      finds: "spec.policy.buffer.minReplicas: 61",
    },
    "both, in a schedule of a chain": {
      set: {
        "spec.policy": {
          type: "Chain",
          chain: [
            { id: "a", ...buffer(1, 1, 2) },
            { id: "b", type: "Schedule", schedule: { policy: buffer(9, 8, 7) } },
          ],
        },
      },
      finds: [
        "spec.policy.chain[1].schedule.policy.buffer.minReplicas: 9",
        "spec.policy.chain[1].schedule.policy.buffer.bufferSize: 8",
      ],
    },
    "no maximum": {
      set: { "spec.policy.buffer.maxReplicas": undefined },
      finds: ["spec.policy.buffer.minReplicas: 5", "spec.policy.buffer.bufferSize: 5"],
    },
  },
  unknown: [
    "spec.policy",
    "spec.policy.buffer",
    "spec.policy.buffer.bufferSize",
    "spec.policy.buffer.minReplicas",
    "spec.policy.buffer.maxReplicas",
  ],
});
