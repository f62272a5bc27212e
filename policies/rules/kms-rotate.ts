import * as aws from "@pulumi/aws";
import { ruleFor } from "../rule.ts";
import { isTrue, show } from "../show.ts";

/** KMS rotates symmetric encryption keys of its own key store by itself, and no others. */
export const kmsRotate = ruleFor(aws.kms.Key, {
  id: "kms-rotate",
  level: "mandatory",
  severity: "medium",
  statement: "Symmetric KMS keys are rotated.",
  why: "a key that leaked once would open everything that is ever encrypted with it",
  fix: "set enableKeyRotation; what was encrypted before stays readable",
  references: ["CKV_AWS_7", "cdk-nag KMS5"],
  check({ props }, report) {
    if (isTrue(props.enableKeyRotation) || !canRotate(props)) return;
    report({ at: "enableKeyRotation", found: show(props.enableKeyRotation ?? "unset"), wanted: "true" });
  },
});

interface KeyKind {
  keyUsage?: string | undefined;
  customerMasterKeySpec?: string | undefined;
  customKeyStoreId?: string | undefined;
}

const canRotate = (key: KeyKind): boolean =>
  (key.keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT" &&
  (key.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
  !key.customKeyStoreId;
