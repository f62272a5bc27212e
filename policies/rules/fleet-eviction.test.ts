import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { fleetEviction } from "./fleet-eviction.ts";

const AT = "spec.template.spec.eviction.safe";
const POD = "spec.template.spec.template";
const ANNOTATION = `${POD}.metadata.annotations["cluster-autoscaler.kubernetes.io/safe-to-evict"]`;
const LABEL = `${POD}.metadata.labels["agones.dev/safe-to-evict"]`;

testRule(fleetEviction, {
  compliant: () => ({
    metadata: { labels: { type: "lobby" } },
    spec: { template: { spec: { eviction: { safe: "Never" }, template: { spec: {} } } } },
  }),
  passes: {
    "Agones' default": { set: { "spec.template.spec.eviction": undefined } },
    "an end by upgrades": { set: { [AT]: "OnUpgrade" } },
    "a type of the settings": { set: { [AT]: "Always" }, settings: { mayEvict: ["match", "lobby"] } },
    "what Agones would set itself": { set: { [ANNOTATION]: "false", [LABEL]: "false" } },
    "a label with which upgrades may end servers": { set: { [AT]: "OnUpgrade", [LABEL]: "true" } },
    "other labels and annotations": {
      set: {
        [`${POD}.metadata.labels.safe-to-evict`]: "true",
        [`${POD}.metadata.annotations["agones.dev/safe-to-evict"]`]: "true",
      },
    },
    "labels of the server, which its pod has not": {
      set: { 'spec.template.metadata.labels["agones.dev/safe-to-evict"]': "true" },
    },
    "either, for a type of the settings": {
      set: { [ANNOTATION]: "true", [LABEL]: "true" },
      settings: { mayEvict: ["lobby"] },
    },
    "what is safe, whatever its type": { set: { metadata: UNKNOWN }, settings: { mayEvict: ["lobby"] } },
  },
  fails: {
    "an end at any time, whatever its type": {
      set: { [AT]: "Always", metadata: UNKNOWN },
      finds: `${AT}: Always`,
    },
    "a type that the settings do not name": {
      set: { [AT]: "Always" },
      settings: { mayEvict: ["match"] },
      finds: `${AT}: Always`,
    },
    "a Fleet without a type": {
      set: { [AT]: "Always", metadata: undefined },
      settings: { mayEvict: ["lobby"] },
      finds: `${AT}: Always`,
    },
    "an annotation that Agones keeps": { set: { [ANNOTATION]: "true" }, finds: `${ANNOTATION}: true` },
    "a label that Agones keeps": { set: { [LABEL]: "true" }, finds: `${LABEL}: true` },
    "a label that is not quite false": { set: { [LABEL]: "False" }, finds: `${LABEL}: False` },
    "both, by Agones' default": {
      set: { "spec.template.spec.eviction": undefined, [ANNOTATION]: "true", [LABEL]: "true" },
      finds: [`${ANNOTATION}: true`, `${LABEL}: true`],
    },
    "an annotation that goes beyond upgrades": {
      set: { [AT]: "OnUpgrade", [ANNOTATION]: "true", [LABEL]: "true" },
      finds: `${ANNOTATION}: true`,
    },
    "either, for a type that the settings do not name": {
      set: { [ANNOTATION]: "true" },
      settings: { mayEvict: ["match"] },
      finds: `${ANNOTATION}: true`,
    },
    "a word that Agones does not know": {
      set: { [AT]: "never" },
      settings: { mayEvict: ["lobby"] },
      finds: `${AT}: never`,
    },
  },
  unknown: ["spec", "spec.template.spec.eviction", AT, POD, `${POD}.metadata`, ANNOTATION, LABEL],
});

testRule(fleetEviction, {
  compliant: () => ({
    metadata: { labels: { type: "lobby" } },
    spec: { template: { spec: { eviction: { safe: "Always" }, template: { spec: {} } } } },
  }),
  settings: { mayEvict: ["lobby"] },
  fails: { "another type": { set: { "metadata.labels.type": "match" }, finds: `${AT}: Always` } },
  unknown: ["metadata", "metadata.labels.type"],
});

testRule(fleetEviction, {
  compliant: () => ({
    spec: {
      template: {
        spec: {
          eviction: { safe: "OnUpgrade" },
          template: {
            metadata: { labels: { "agones.dev/safe-to-evict": "true" } },
            spec: {},
          },
        },
      },
    },
  }),
  fails: {
    "an annotation alone": {
      set: { "spec.template.spec.eviction": { safe: "Never" }, [LABEL]: undefined, [ANNOTATION]: "true" },
      finds: `${ANNOTATION}: true`,
    },
  },
  unknown: [AT, LABEL],
});
