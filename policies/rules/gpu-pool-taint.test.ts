import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { gpuPoolTaint } from "./gpu-pool-taint.ts";

const taint = () => ({ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" });

const bare = (...instanceTypes: string[]) => ({ instanceTypes, labels: undefined, taints: undefined });

testRule(gpuPoolTaint, {
  compliant: () => ({
    instanceTypes: ["g5.4xlarge"],
    labels: { "gpu-type": "nvidia-a10g" },
    taints: [taint()],
  }),
  passes: {
    "more taints": {
      set: { taints: [{ key: "game-server", value: "true", effect: "NO_SCHEDULE" }, taint()] },
    },
    "types without GPUs": { set: bare("c7i.4xlarge", "m7g.large") },
    "GPUs that are not NVIDIA's": { set: bare("g4ad.xlarge") },
    "nothing said, which means t3.medium": { set: { ...bare(), instanceTypes: undefined } },
    "types without GPUs beside a launch template": {
      set: { ...bare("c7i.4xlarge"), launchTemplate: UNKNOWN },
    },
    "types of the launch template on a group that is one for GPUs in any case": {
      set: { instanceTypes: undefined, launchTemplate: { version: "1" } },
    },
    "types without GPUs whose taints and labels are unknown": {
      set: { instanceTypes: ["c7i.4xlarge"], labels: UNKNOWN, taints: UNKNOWN },
    },
    "a family that the settings leave out": { set: bare("g5.4xlarge"), settings: { families: ["p5"] } },
  },
  fails: {
    "no taints": { set: { taints: undefined }, finds: "taints: none on g5.4xlarge" },
    "an empty list of taints": { set: { taints: [] }, finds: "taints: none on g5.4xlarge" },
    "another key": {
      set: { "taints[0].key": "nvidia.com/gpus" },
      finds: "taints: nvidia.com/gpus=true:NO_SCHEDULE on g5.4xlarge",
    },
    "another value": {
      set: { "taints[0].value": "present" },
      finds: "taints: nvidia.com/gpu=present:NO_SCHEDULE on g5.4xlarge",
    },
    "no value": {
      set: { "taints[0].value": undefined },
      finds: "taints: nvidia.com/gpu=:NO_SCHEDULE on g5.4xlarge",
    },
    "only a preference": {
      set: { "taints[0].effect": "PREFER_NO_SCHEDULE" },
      finds: "taints: nvidia.com/gpu=true:PREFER_NO_SCHEDULE on g5.4xlarge",
    },
    "no labels": { set: { labels: undefined }, finds: 'labels["gpu-type"]: none on g5.4xlarge' },
    "an empty label": { set: { 'labels["gpu-type"]': "" }, finds: 'labels["gpu-type"]: none on g5.4xlarge' },
    "a GPU among others": {
      set: bare("c7i.4xlarge", "g5.4xlarge"),
      finds: ["taints: none on g5.4xlarge", 'labels["gpu-type"]: none on g5.4xlarge'],
    },
    "types of the launch template": {
      set: { ...bare(), instanceTypes: undefined, launchTemplate: { version: "1" } },
      finds: "instanceTypes: left to the launch template",
    },
    "types of the launch template, beside an empty list": {
      set: { ...bare(), launchTemplate: { version: "1" } },
      finds: "instanceTypes: left to the launch template",
    },
    "types of the launch template, with the taint alone": {
      set: { instanceTypes: undefined, launchTemplate: { version: "1" }, labels: undefined },
      finds: "instanceTypes: left to the launch template",
    },
    "types of the launch template, with the label alone": {
      set: { instanceTypes: undefined, launchTemplate: { version: "1" }, taints: undefined },
      finds: "instanceTypes: left to the launch template",
    },
    ...Object.fromEntries(
      ["p3.2xlarge", "p4d.24xlarge", "p5en.48xlarge", "p6-b200.48xlarge", "g4dn.xlarge"]
        .concat("g5g.xlarge", "g6.xlarge", "g6e.xlarge", "g7e.2xlarge", "gr6.4xlarge", "g3s.xlarge")
        .map((type) => [
          type,
          { set: bare(type), finds: [`taints: none on ${type}`, `labels["gpu-type"]: none on ${type}`] },
        ]),
    ),
    "a family of the settings": {
      set: bare("inf2.xlarge"),
      settings: { families: ["inf"] },
      finds: ["taints: none on inf2.xlarge", 'labels["gpu-type"]: none on inf2.xlarge'],
    },
  },
  unknown: [
    "instanceTypes",
    "instanceTypes[0]",
    "taints",
    "taints[0].key",
    "taints[0].value",
    "taints[0].effect",
    "labels",
    'labels["gpu-type"]',
  ],
});

testRule(gpuPoolTaint, {
  compliant: () => ({
    launchTemplate: { version: "1" },
    labels: { "gpu-type": "nvidia-a10g" },
    taints: [taint()],
  }),
  fails: {
    "what may have GPUs": {
      set: { labels: {}, taints: [] },
      finds: "instanceTypes: left to the launch template",
    },
  },
  unknown: ["launchTemplate", "taints", 'labels["gpu-type"]'],
});
