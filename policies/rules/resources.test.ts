import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { resources } from "./resources.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].resources`;
const BOTH = { cpu: "1", memory: "1Gi" };

testRule(resources, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    spec: {
      template: { spec: { containers: [{ resources: { requests: { ...BOTH }, limits: { ...BOTH } } }] } },
    },
  }),
  passes: {
    "limits alone, which are requested as well": { set: { [`${AT}.requests`]: undefined } },
    "resources of the pod": {
      set: { [AT]: undefined, [`${POD}.resources`]: { requests: { ...BOTH }, limits: { ...BOTH } } },
    },
    "limits of the pod alone": { set: { [AT]: undefined, [`${POD}.resources`]: { limits: { ...BOTH } } } },
    "what the pod does not say from the container": {
      set: { [AT]: { limits: { memory: "1Gi" } }, [`${POD}.resources`]: { limits: { cpu: "1" } } },
    },
    "a container that says all, whatever its pod will say": { set: { [`${POD}.resources`]: UNKNOWN } },
  },
  fails: {
    "a container that says nothing": {
      set: { [AT]: undefined },
      finds: [
        `${AT}.requests.cpu: unset`,
        `${AT}.requests.memory: unset`,
        `${AT}.limits.cpu: unset`,
        `${AT}.limits.memory: unset`,
      ],
    },
    "no cpu": {
      set: { [`${AT}.requests.cpu`]: undefined, [`${AT}.limits.cpu`]: undefined },
      finds: [`${AT}.requests.cpu: unset`, `${AT}.limits.cpu: unset`],
    },
    "no memory": {
      set: { [`${AT}.requests.memory`]: undefined, [`${AT}.limits.memory`]: undefined },
      finds: [`${AT}.requests.memory: unset`, `${AT}.limits.memory: unset`],
    },
    "no limit of cpu": { set: { [`${AT}.limits.cpu`]: undefined }, finds: `${AT}.limits.cpu: unset` },
    "no limit of memory": {
      set: { [`${AT}.limits.memory`]: undefined },
      finds: `${AT}.limits.memory: unset`,
    },
    "requests of the pod alone": {
      set: { [AT]: undefined, [`${POD}.resources`]: { requests: { ...BOTH } } },
      finds: [`${AT}.limits.cpu: unset`, `${AT}.limits.memory: unset`],
    },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{ resources: { limits: { cpu: "1" } } }] },
      finds: [
        `${POD}.initContainers[0].resources.requests.memory: unset`,
        `${POD}.initContainers[0].resources.limits.memory: unset`,
      ],
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: {
        "spec.template": {
          spec: {
            template: {
              spec: { containers: [{ resources: { requests: { ...BOTH }, limits: { cpu: "1" } } }] },
            },
          },
        },
      },
      finds: "spec.template.spec.template.spec.containers[0].resources.limits.memory: unset",
    },
  },
  unknown: [
    `${POD}.containers`,
    AT,
    `${AT}.requests`,
    `${AT}.limits`,
    `${AT}.requests.cpu`,
    `${AT}.requests.memory`,
    `${AT}.limits.cpu`,
    `${AT}.limits.memory`,
  ],
});

testRule(resources, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    spec: {
      template: { spec: { resources: { requests: { ...BOTH }, limits: { ...BOTH } }, containers: [{}] } },
    },
  }),
  passes: {
    "limits of the pod, whatever it will request": { set: { [`${POD}.resources.requests`]: UNKNOWN } },
  },
  fails: {},
  unknown: ["resources", "resources.limits", "resources.limits.cpu", "resources.limits.memory"].map(
    (path) => `${POD}.${path}`,
  ),
});
