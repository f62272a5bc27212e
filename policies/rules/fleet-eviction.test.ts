import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { fleetEviction } from "./fleet-eviction.ts";

const AT = "spec.template.spec.eviction.safe";

testRule(fleetEviction, {
  compliant: () => ({
    metadata: { labels: { type: "lobby" } },
    spec: { template: { spec: { eviction: { safe: "Never" } } } },
  }),
  passes: {
    "Agones' default": { set: { "spec.template.spec.eviction": undefined } },
    "an end by upgrades": { set: { [AT]: "OnUpgrade" } },
    "a type of the settings": { set: { [AT]: "Always" }, settings: { mayEvict: ["match", "lobby"] } },
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
    "a word that Agones does not know": {
      set: { [AT]: "never" },
      settings: { mayEvict: ["lobby"] },
      finds: `${AT}: never`,
    },
  },
  unknown: ["spec", "spec.template.spec.eviction", AT],
});

testRule(fleetEviction, {
  compliant: () => ({
    metadata: { labels: { type: "lobby" } },
    spec: { template: { spec: { eviction: { safe: "Always" } } } },
  }),
  settings: { mayEvict: ["lobby"] },
  fails: { "another type": { set: { "metadata.labels.type": "match" }, finds: `${AT}: Always` } },
  unknown: ["metadata", "metadata.labels.type"],
});
