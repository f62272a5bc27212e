import { clusterRule } from "../eks-cluster.ts";
import { show } from "../show.ts";

const LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const eksLogs = clusterRule({
  id: "eks-logs",
  level: "mandatory",
  severity: "medium",
  statement: "The control plane writes all five of its logs.",
  why: "EKS keeps none by itself, and afterwards nobody can say who or what ended the matches",
  fix: "leave enabledClusterLogTypes as EksCluster sets it, or name all five",
  references: ["CKV_AWS_37", "cdk-nag EKS2"],
  check({ props: { enabledClusterLogTypes: enabled = [] } }, report) {
    if (LOGS.every((log) => enabled.includes(log))) return;
    report({ at: "enabledClusterLogTypes", found: show(enabled), wanted: `all of ${LOGS.join(", ")}` });
  },
});
