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
    "less than one": { set: { [`${AT}.limits.cpu`]: "0.5", [`${AT}.requests.cpu`]: 0.1 } },
    "a limit of the pod for one that has 0": {
      set: { [`${AT}.limits.cpu`]: "0", [`${POD}.resources`]: { limits: { cpu: "1" } } },
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
    "a limit of 0, which is none": { set: { [`${AT}.limits.cpu`]: "0" }, finds: `${AT}.limits.cpu: 0` },
    "a limit of the number 0": { set: { [`${AT}.limits.cpu`]: 0 }, finds: `${AT}.limits.cpu: 0` },
    "a limit of 0 with a unit": {
      set: { [`${AT}.limits.memory`]: "0Mi" },
      finds: `${AT}.limits.memory: 0Mi`,
    },
    "a request of 0": { set: { [`${AT}.requests.cpu`]: "0m" }, finds: `${AT}.requests.cpu: 0m` },
    "a limit of 0 for a request that is left out": {
      set: { [`${AT}.requests.cpu`]: undefined, [`${AT}.limits.cpu`]: "0" },
      finds: [`${AT}.requests.cpu: unset`, `${AT}.limits.cpu: 0`],
    },
    "a limit of 0 of the pod": {
      set: { [`${AT}.limits.cpu`]: undefined, [`${POD}.resources`]: { limits: { cpu: "0" } } },
      finds: `${AT}.limits.cpu: unset`,
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

const container = { name: "main", resources: {} };
const ofAll = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

// Whatever makes pods, by the one rule that finds something in a container which says nothing.
testRule(resources, {
  type: "kubernetes:core/v1:ConfigMap",
  compliant: () => ({ spec: { template: { spec: { containers: [container] } } } }),
  fails: Object.fromEntries(
    [
      { type: "core/v1:ReplicationController", at: "spec.template.spec" },
      { type: "core/v1:PodTemplate", at: "template.spec" },
      { type: "agones.dev/v1:GameServerSet", at: "spec.template.spec.template.spec" },
    ].map(({ type, at }) => [
      `a ${type}`,
      {
        type: `kubernetes:${type}`,
        set: { spec: undefined, [`${at}.containers`]: [container] },
        finds: ofAll.map((path) => `${at}.containers[0].resources.${path}: unset`),
      },
    ]),
  ),
  unknown: [],
});

const patch = (cpu?: string) => [
  { name: "main", ...(cpu !== undefined && { resources: { limits: { cpu } } }) },
];

testRule(resources, {
  type: "kubernetes:apps/v1:DeploymentPatch",
  compliant: () => ({ spec: { template: { spec: { containers: patch() } } } }),
  passes: {
    "a patch of something else": { set: { spec: { replicas: 2 } } },
    "a patch that limits": { set: { [`${POD}.containers`]: patch("1") } },
  },
  fails: {
    "a patch that takes the limit away": {
      set: { [`${POD}.containers`]: patch("0") },
      finds: `${AT}.limits.cpu: 0`,
    },
    "a patch of a CronJob": {
      type: "kubernetes:batch/v1:CronJobPatch",
      set: {
        spec: { jobTemplate: { spec: { template: { spec: { containers: patch("0") } } } } },
      },
      finds: "spec.jobTemplate.spec.template.spec.containers[0].resources.limits.cpu: 0",
    },
    "a patch of a Pod": {
      type: "kubernetes:core/v1:PodPatch",
      set: { spec: { containers: patch("0") } },
      finds: "spec.containers[0].resources.limits.cpu: 0",
    },
  },
  unknown: [`${POD}.containers`, `${POD}.containers[0].resources`],
});
