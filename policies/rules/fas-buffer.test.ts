import { expect, test } from "@jest/globals";
import { FLEET_AUTOSCALER } from "../agones.ts";
import { configure, evaluate } from "../evaluate.ts";
import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
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
    "a share of one server": { set: { "spec.policy": buffer(1, "50%", 1) } },
    "no minimum with a number": { set: { "spec.policy.buffer.minReplicas": undefined } },
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
    "a share without a minimum": {
      set: { "spec.policy": buffer(0, "20%", 60) },
      finds: "spec.policy.buffer.minReplicas: 0 with a buffer of 20%",
    },
    "a share that says nothing else": {
      set: { "spec.policy": { type: "Buffer", buffer: { bufferSize: "20%" } } },
      finds: [
        "spec.policy.buffer.minReplicas: 0 with a buffer of 20%",
        "spec.policy.buffer.maxReplicas: 0 with a buffer of 20%",
      ],
    },
    "a share without a maximum": {
      set: { "spec.policy": buffer(1, "20%", 0) },
      finds: ["spec.policy.buffer.minReplicas: 1", "spec.policy.buffer.maxReplicas: 0 with a buffer of 20%"],
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

testRule(fasBuffer, {
  compliant: () => ({ spec: { policy: { type: "Chain", chain: [buffer(1, "20%", 9), buffer(5, 5, 60)] } } }),
  fails: {},
  unknown: ["spec.policy.chain", "spec.policy.chain[0]", "spec.policy.chain[0].buffer.bufferSize"],
});

const said = (policy: object) =>
  evaluate(configure([fasBuffer], {}), [
    {
      ...{
        type: FLEET_AUTOSCALER,
        name: "duel",
        urn: `urn:pulumi:test::gameplane::${FLEET_AUTOSCALER}::duel`,
      },
      props: { spec: { policy } },
      options: { protect: false, ignoreChanges: [] },
    },
  ]).map(({ level, message }) => `${level} ${message.split(/[\n,]|: string/)[1] ?? ""}`);

test("what is unknown hides no other violation", () => {
  expect(said({ chain: [{ buffer: UNKNOWN }, { ...buffer(61, 5, 60), schedule: UNKNOWN }] })).toEqual([
    "mandatory spec.policy.chain[1].buffer.minReplicas: 61",
    expect.stringMatching(/^advisory/),
  ]);
  expect(said({ buffer: { minReplicas: UNKNOWN, bufferSize: 60, maxReplicas: 60 } })).toEqual([
    "mandatory spec.policy.buffer.bufferSize: 60",
    expect.stringMatching(/^advisory/),
  ]);
});
