import type { Provider } from "../rule.ts";
import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { ecrImmutableScan } from "./ecr-immutable-scan.ts";

const SCAN = "imageScanningConfiguration.scanOnPush";
const TOKEN = "pulumi:providers:aws";

const provider = (name: string): Provider => ({
  type: TOKEN,
  urn: `urn:pulumi:test::gameplane::${TOKEN}::${name}`,
  name,
  props: {},
});

testStackRule(ecrImmutableScan, {
  compliant: () => ({
    duel: {
      type: "aws:ecr/repository:Repository",
      props: {
        name: "prod/duel",
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
      },
    },
  }),
  passes: {
    "a name that only an up can tell, where it decides nothing": { set: { "duel.name": UNKNOWN } },
  },
  fails: {
    "tags that may move, as by default": {
      set: { "duel.imageTagMutability": undefined },
      finds: "duel imageTagMutability: MUTABLE",
    },
    "tags that may move, said so": {
      set: { "duel.imageTagMutability": "MUTABLE" },
      finds: "duel imageTagMutability: MUTABLE",
    },
    "some tags that may move": {
      set: { "duel.imageTagMutability": "IMMUTABLE_WITH_EXCLUSION" },
      finds: "duel imageTagMutability: IMMUTABLE_WITH_EXCLUSION",
    },
    "no scanning, as by default": {
      set: { "duel.imageScanningConfiguration": undefined },
      finds: `duel ${SCAN}: unset`,
    },
    "no scanning, said so": { set: { [`duel.${SCAN}`]: false }, finds: `duel ${SCAN}: false` },
    neither: {
      set: { "duel.imageTagMutability": undefined, [`duel.${SCAN}`]: undefined },
      finds: ["duel imageTagMutability: MUTABLE", `duel ${SCAN}: unset`],
    },
    "a second repository": {
      add: { tools: { type: "aws:ecr/repository:Repository", props: { imageTagMutability: "IMMUTABLE" } } },
      finds: `tools ${SCAN}: unset`,
    },
  },
  unknown: ["duel.imageTagMutability", "duel.imageScanningConfiguration", `duel.${SCAN}`],
});

const FILTER = "registry.rules[0].repositoryFilters[0].filter";

testStackRule(ecrImmutableScan, {
  compliant: () => ({
    duel: {
      type: "aws:ecr/repository:Repository",
      props: { name: "prod/duel", imageTagMutability: "IMMUTABLE" },
      provider: provider("home"),
    },
    registry: {
      type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
      props: {
        scanType: "BASIC",
        rules: [
          {
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter: "prod/*", filterType: "WILDCARD" }],
          },
        ],
      },
      provider: provider("home"),
    },
  }),
  passes: {
    "a registry that scans all the time": { set: { "registry.rules[0].scanFrequency": "CONTINUOUS_SCAN" } },
    "a part of the name": { set: { [FILTER]: "rod/du" } },
    everything: { set: { [FILTER]: "*", "duel.name": undefined } },
    "a name that Pulumi makes": { set: { [FILTER]: "duel-*", "duel.name": undefined } },
    "one filter of two": { set: { "registry.rules[0].repositoryFilters[1]": { filter: "dev/*" } } },
    "the second rule": {
      set: {
        [FILTER]: "dev/*",
        "registry.rules[1]": { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*/duel" }] },
      },
    },
    "another region of both": { set: { "registry.region": "eu-west-1", "duel.region": "eu-west-1" } },
  },
  fails: {
    "no registry": { without: ["registry"], finds: `duel ${SCAN}: unset` },
    "a filter for others": { set: { [FILTER]: "dev/*" }, finds: `duel ${SCAN}: unset` },
    "a filter that begins within the name": { set: { [FILTER]: "duel*" }, finds: `duel ${SCAN}: unset` },
    "a part that is not in the name": { set: { [FILTER]: "prodduel" }, finds: `duel ${SCAN}: unset` },
    "a name that Pulumi makes, and others": {
      set: { "duel.name": undefined },
      finds: `duel ${SCAN}: unset`,
    },
    "scanning by hand": {
      set: { "registry.rules[0].scanFrequency": "MANUAL" },
      finds: `duel ${SCAN}: unset`,
    },
    "a registry without rules": { set: { "registry.rules": undefined }, finds: `duel ${SCAN}: unset` },
    "a registry of another region": { set: { "registry.region": "eu-west-1" }, finds: `duel ${SCAN}: unset` },
    "a registry of another provider": {
      without: ["registry"],
      add: {
        abroad: {
          type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
          props: { rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*" }] }] },
          provider: provider("abroad"),
        },
      },
      finds: `duel ${SCAN}: unset`,
    },
  },
  unknown: [
    "duel.name",
    "duel.region",
    "registry.region",
    "registry.rules",
    "registry.rules[0].scanFrequency",
    "registry.rules[0].repositoryFilters",
    FILTER,
  ],
});
