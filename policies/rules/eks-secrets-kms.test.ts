import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { eksSecretsKms } from "./eks-secrets-kms.ts";

const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1";
const COMPONENT = "eks:index:Cluster";

testRule(eksSecretsKms, {
  compliant: () => ({ encryptionConfig: { resources: ["secrets"], provider: { keyArn: ARN } } }),
  passes: {
    "a key that is made with the cluster": { set: { "encryptionConfig.provider.keyArn": UNKNOWN } },
  },
  fails: {
    "nothing said, which means a key of AWS's": {
      set: { encryptionConfig: undefined },
      finds: "encryptionConfig: unset",
    },
    "no resources": { set: { "encryptionConfig.resources": [] }, finds: "encryptionConfig.resources: none" },
    "resources left out": {
      set: { "encryptionConfig.resources": undefined },
      finds: "encryptionConfig.resources: none",
    },
    "other resources": {
      set: { "encryptionConfig.resources": ["configmaps"] },
      finds: "encryptionConfig.resources: configmaps",
    },
    "no provider": {
      set: { "encryptionConfig.provider": undefined },
      finds: "encryptionConfig.provider.keyArn: unset",
    },
    "no key": {
      set: { "encryptionConfig.provider.keyArn": undefined },
      finds: "encryptionConfig.provider.keyArn: unset",
    },
    "an empty key": {
      set: { "encryptionConfig.provider.keyArn": "" },
      finds: "encryptionConfig.provider.keyArn: unset",
    },
    "neither resources nor a key": {
      set: { encryptionConfig: {} },
      finds: ["encryptionConfig.resources: none", "encryptionConfig.provider.keyArn: unset"],
    },
    "a component that says it by the other names": {
      type: COMPONENT,
      finds: "encryptionConfigKeyArn: unset",
    },
  },
  unknown: [
    "encryptionConfig",
    "encryptionConfig.resources",
    "encryptionConfig.resources[0]",
    "encryptionConfig.provider",
  ],
});

testRule(eksSecretsKms, {
  type: COMPONENT,
  compliant: () => ({ encryptionConfigKeyArn: ARN }),
  passes: { "a key that is made with the cluster": { set: { encryptionConfigKeyArn: UNKNOWN } } },
  fails: {
    "no key": {
      set: { encryptionConfigKeyArn: undefined, name: "x" },
      finds: "encryptionConfigKeyArn: unset",
    },
    "null for a key": { set: { encryptionConfigKeyArn: null }, finds: "encryptionConfigKeyArn: unset" },
    "an empty key": { set: { encryptionConfigKeyArn: "" }, finds: "encryptionConfigKeyArn: unset" },
  },
  unknown: [],
});
