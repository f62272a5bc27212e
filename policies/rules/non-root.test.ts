import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { nonRoot } from "./non-root.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].securityContext`;

testRule(nonRoot, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    metadata: { namespace: "game-servers", name: "matchmaker" },
    spec: {
      template: { spec: { securityContext: { runAsNonRoot: true, runAsUser: 1000 }, containers: [{}] } },
    },
  }),
  passes: {
    "the image's user": { set: { [`${POD}.securityContext.runAsUser`]: undefined } },
    "user 1": { set: { [`${POD}.securityContext.runAsUser`]: 1 } },
    "a container that wins over its pod": {
      set: {
        [`${POD}.securityContext`]: { runAsNonRoot: false, runAsUser: 0 },
        [AT]: { runAsNonRoot: true, runAsUser: 1000 },
      },
    },
    "a container that decides whatever its pod will say": {
      set: { [`${POD}.securityContext`]: UNKNOWN, [AT]: { runAsNonRoot: true, runAsUser: 1000 } },
    },
    "an agent of the settings": {
      set: { [`${POD}.securityContext`]: undefined },
      settings: { agents: ["game-servers/matchmaker"] },
    },
  },
  fails: {
    "a pod that says nothing": {
      set: { [`${POD}.securityContext`]: undefined },
      finds: `${AT}.runAsNonRoot: unset`,
    },
    "a pod that may be root": {
      set: { [`${POD}.securityContext.runAsNonRoot`]: false },
      finds: `${AT}.runAsNonRoot: false`,
    },
    "a container that may be root in a pod that may not": {
      set: { [`${AT}.runAsNonRoot`]: false },
      finds: `${AT}.runAsNonRoot: false`,
    },
    "a user other than root without the promise": {
      set: { [`${POD}.securityContext.runAsNonRoot`]: undefined },
      finds: `${AT}.runAsNonRoot: unset`,
    },
    "root as the pod's user": {
      set: { [`${POD}.securityContext.runAsUser`]: 0 },
      finds: `${AT}.runAsUser: 0`,
    },
    "root as the container's user": { set: { [`${AT}.runAsUser`]: 0 }, finds: `${AT}.runAsUser: 0` },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{ securityContext: { runAsUser: 0 } }] },
      finds: `${POD}.initContainers[0].securityContext.runAsUser: 0`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { containers: [{}] } } } } },
      finds: "spec.template.spec.template.spec.containers[0].securityContext.runAsNonRoot: unset",
    },
  },
  unknown: [
    `${POD}.containers`,
    AT,
    `${AT}.runAsNonRoot`,
    `${AT}.runAsUser`,
    `${POD}.securityContext`,
    `${POD}.securityContext.runAsNonRoot`,
    `${POD}.securityContext.runAsUser`,
  ],
});
