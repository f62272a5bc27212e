import { testRule } from "../testing/test-rule.ts";
import { roRootfs } from "./ro-rootfs.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].securityContext`;

testRule(roRootfs, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    spec: { template: { spec: { containers: [{ securityContext: { readOnlyRootFilesystem: true } }] } } },
  }),
  fails: {
    "a container that says nothing": {
      set: { [AT]: undefined },
      finds: `${AT}.readOnlyRootFilesystem: unset`,
    },
    "one that may write": {
      set: { [`${AT}.readOnlyRootFilesystem`]: false },
      finds: `${AT}.readOnlyRootFilesystem: false`,
    },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{}] },
      finds: `${POD}.initContainers[0].securityContext.readOnlyRootFilesystem: unset`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { containers: [{}] } } } } },
      finds: "spec.template.spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: unset",
    },
  },
  unknown: [`${POD}.containers`, AT, `${AT}.readOnlyRootFilesystem`],
});
