import { testRule } from "../testing/test-rule.ts";
import { noPrivileged } from "./no-privileged.ts";

const AT = "spec.template.spec.containers[0].securityContext.privileged";

testRule(noPrivileged, {
  type: "kubernetes:apps/v1:DaemonSet",
  compliant: () => ({
    metadata: { namespace: "node-tuning", name: "node-tuner" },
    spec: { template: { spec: { containers: [{ name: "tuner", securityContext: { privileged: false } }] } } },
  }),
  passes: {
    "a container that says nothing": { set: { [AT]: undefined } },
    "an agent of the settings": { set: { [AT]: true }, settings: { agents: ["node-tuning/*"] } },
  },
  fails: {
    "a privileged container": { set: { [AT]: true }, finds: `${AT}: true` },
    "one that is an agent in another namespace": {
      set: { [AT]: true },
      settings: { agents: ["monitoring/node-tuner"] },
      finds: `${AT}: true`,
    },
    "one that only runs at the start": {
      set: {
        "spec.template.spec.initContainers": [{ name: "setup", securityContext: { privileged: true } }],
      },
      finds: "spec.template.spec.initContainers[0].securityContext.privileged: true",
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: {
        spec: {
          template: {
            spec: { template: { spec: { containers: [{ securityContext: { privileged: true } }] } } },
          },
        },
      },
      finds: "spec.template.spec.template.spec.containers[0].securityContext.privileged: true",
    },
    "a pod of a CronJob": {
      type: "kubernetes:batch/v1:CronJob",
      set: {
        "spec.jobTemplate.spec.template.spec.containers": [{ securityContext: { privileged: true } }],
      },
      finds: "spec.jobTemplate.spec.template.spec.containers[0].securityContext.privileged: true",
    },
    "a pod": {
      type: "kubernetes:core/v1:Pod",
      set: { spec: { containers: [{ securityContext: { privileged: true } }] } },
      finds: "spec.containers[0].securityContext.privileged: true",
    },
  },
  unknown: ["spec", "spec.template.spec", "spec.template.spec.containers", AT],
});
