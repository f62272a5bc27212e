import { testRule } from "../testing/test-rule.ts";
import { saToken } from "./sa-token.ts";

const POD = "spec.template.spec";
const AT = `${POD}.automountServiceAccountToken`;

testRule(saToken, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({ spec: { template: { spec: { automountServiceAccountToken: false } } } }),
  passes: {
    "a Fleet, whose SDK server needs it": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { containers: [] } } } } },
    },
    "a GameServer": {
      type: "kubernetes:agones.dev/v1:GameServer",
      set: { [AT]: true },
    },
  },
  fails: {
    "a pod that says nothing": { set: { [AT]: undefined }, finds: `${AT}: unset` },
    "a pod that asks for it": { set: { [AT]: true }, finds: `${AT}: true` },
    "a pod of a CronJob": {
      type: "kubernetes:batch/v1:CronJob",
      set: { "spec.jobTemplate": { spec: { template: { spec: {} } } } },
      finds: "spec.jobTemplate.spec.template.spec.automountServiceAccountToken: unset",
    },
  },
  unknown: ["spec", POD, AT],
});
