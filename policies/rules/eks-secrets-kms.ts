import type { ClusterProps } from "../eks-cluster.ts";
import { clusterRule, isComponent } from "../eks-cluster.ts";
import type { Report } from "../rule.ts";
import { show } from "../show.ts";

const A_KEY = "the ARN of a KMS key of your own";

export const eksSecretsKms = clusterRule({
  id: "eks-secrets-kms",
  level: "mandatory",
  severity: "high",
  statement: "Kubernetes Secrets are encrypted by a KMS key of the account's own.",
  why: "only your own key shows who decrypts what servers sign in with, and can be turned off",
  fix: "leave the key that EksCluster makes, or set encryptionConfig (encryptionConfigKeyArn of eks.Cluster)",
  references: ["CKV_AWS_58", "CIS EKS 5.3.1"],
  check({ type, props }, report) {
    if (isComponent(type)) checkKey(props, "encryptionConfigKeyArn", "", report);
    else checkConfig(props.encryptionConfig, report);
  },
});

function checkConfig(config: ClusterProps["encryptionConfig"], report: Report): void {
  if (config === undefined) {
    report({ at: "encryptionConfig", found: "unset", wanted: `resources ["secrets"] with ${A_KEY}` });
    return;
  }
  const { resources = [], provider = {} } = config;
  if (!resources.includes("secrets"))
    report({ at: "encryptionConfig.resources", found: show(resources), wanted: '["secrets"]' });
  checkKey(provider, "keyArn", "encryptionConfig.provider.", report);
}

/** A key that is made with the cluster has no ARN yet, and is given all the same: a read would throw. */
function checkKey(props: object, name: string, path: string, report: Report): void {
  const value: unknown = Object.getOwnPropertyDescriptor(props, name)?.value;
  if (value === undefined || value === null || value === "")
    report({ at: `${path}${name}`, found: "unset", wanted: A_KEY });
}
