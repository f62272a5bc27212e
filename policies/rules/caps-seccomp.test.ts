import { testRule } from "../testing/test-rule.ts";
import { capsSeccomp } from "./caps-seccomp.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].securityContext`;

testRule(capsSeccomp, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    metadata: { namespace: "game-servers", name: "matchmaker" },
    spec: {
      template: {
        spec: {
          securityContext: { seccompProfile: { type: "RuntimeDefault" } },
          containers: [
            { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
          ],
        },
      },
    },
  }),
  passes: {
    "a profile of the container's own": {
      set: { [`${POD}.securityContext`]: undefined, [`${AT}.seccompProfile`]: { type: "Localhost" } },
    },
    "the container's profile rather than the pod's": {
      set: {
        [`${POD}.securityContext.seccompProfile.type`]: "Unconfined",
        [`${AT}.seccompProfile.type`]: "RuntimeDefault",
      },
    },
    "the one capability that may be added": { set: { [`${AT}.capabilities.add`]: ["NET_BIND_SERVICE"] } },
    "more that is dropped": { set: { [`${AT}.capabilities.drop`]: ["NET_RAW", "ALL"] } },
    "an agent of the settings": {
      set: { [AT]: undefined },
      settings: { agents: ["game-servers/matchmaker"] },
    },
  },
  fails: {
    "a container that says nothing": {
      set: { [AT]: undefined, [`${POD}.securityContext`]: undefined },
      finds: [
        `${AT}.capabilities.drop: none`,
        `${AT}.allowPrivilegeEscalation: unset`,
        `${AT}.seccompProfile.type: unset`,
      ],
    },
    "capabilities that are dropped one by one": {
      set: { [`${AT}.capabilities.drop`]: ["NET_RAW", "SYS_ADMIN"] },
      finds: `${AT}.capabilities.drop: NET_RAW, SYS_ADMIN`,
    },
    "another capability beside the harmless one": {
      set: { [`${AT}.capabilities.add`]: ["NET_BIND_SERVICE", "SYS_NICE"] },
      finds: `${AT}.capabilities.add[1]: SYS_NICE`,
    },
    "privileges that may be gained": {
      set: { [`${AT}.allowPrivilegeEscalation`]: true },
      finds: `${AT}.allowPrivilegeEscalation: true`,
    },
    "no profile of the pod": {
      set: { [`${POD}.securityContext.seccompProfile.type`]: "Unconfined" },
      finds: `${AT}.seccompProfile.type: Unconfined`,
    },
    "no profile of the container": {
      set: { [`${AT}.seccompProfile.type`]: "Unconfined" },
      finds: `${AT}.seccompProfile.type: Unconfined`,
    },
    "one that only runs at the start": {
      set: {
        [`${POD}.initContainers`]: [
          { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [] } } },
        ],
      },
      finds: `${POD}.initContainers[0].securityContext.capabilities.drop: none`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: {
        "spec.template": {
          spec: {
            template: {
              spec: {
                securityContext: { seccompProfile: { type: "RuntimeDefault" } },
                containers: [{ securityContext: { capabilities: { drop: ["ALL"] } } }],
              },
            },
          },
        },
      },
      finds: "spec.template.spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation: unset",
    },
  },
  unknown: [
    `${POD}.containers`,
    AT,
    `${AT}.capabilities`,
    `${AT}.capabilities.drop`,
    `${AT}.capabilities.drop[0]`,
    `${AT}.capabilities.add`,
    `${AT}.capabilities.add[0]`,
    `${AT}.allowPrivilegeEscalation`,
    `${AT}.seccompProfile`,
    `${POD}.securityContext`,
    `${POD}.securityContext.seccompProfile.type`,
  ],
});
