import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { kmsRotate } from "./kms-rotate.ts";

const OFF = "enableKeyRotation";

testRule(kmsRotate, {
  compliant: () => ({ enableKeyRotation: true }),
  passes: {
    "a symmetric key that says so": {
      set: { keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
    },
    "a key pair": { set: { [OFF]: undefined, customerMasterKeySpec: "RSA_4096" } },
    "a key that signs": {
      set: { [OFF]: undefined, keyUsage: "SIGN_VERIFY", customerMasterKeySpec: UNKNOWN },
    },
    "a key that authenticates messages": {
      set: { [OFF]: undefined, keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" },
    },
    "a key of a store of one's own": { set: { [OFF]: undefined, customKeyStoreId: "cks-1" } },
    "a key that is rotated, whatever its kind": {
      set: { customerMasterKeySpec: UNKNOWN, keyUsage: UNKNOWN },
    },
  },
  fails: {
    "a key that says nothing": { set: { [OFF]: undefined }, finds: `${OFF}: unset` },
    "a key that is not rotated": { set: { [OFF]: false }, finds: `${OFF}: false` },
    "a symmetric key that says what it is": {
      set: { [OFF]: false, keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
      finds: `${OFF}: false`,
    },
  },
  unknown: [OFF],
});

testRule(kmsRotate, {
  compliant: () => ({ keyUsage: "SIGN_VERIFY" }),
  fails: { "a key that encrypts": { set: { keyUsage: undefined }, finds: `${OFF}: unset` } },
  unknown: ["keyUsage"],
});

testRule(kmsRotate, {
  compliant: () => ({ customKeyStoreId: "cks-1" }),
  fails: { "a key of KMS's own store": { set: { customKeyStoreId: undefined }, finds: `${OFF}: unset` } },
  unknown: ["keyUsage", "customerMasterKeySpec", "customKeyStoreId"],
});
