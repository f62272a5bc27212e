import { FLEET, GAME_SERVER, podRule, WORKLOADS } from "../pods.ts";
import { show } from "../show.ts";

/** Agones' SDK server needs it, and Agones hides it from the game. */
const WITH_TOKEN = [FLEET, GAME_SERVER];

export const saToken = podRule({
  id: "sa-token",
  level: "advisory",
  severity: "medium",
  statement: "Pods get no token for the Kubernetes API.",
  why: "whoever takes over such a pod may do in the cluster what its service account may",
  fix: "set it in the pod's spec, or exempt a workload that does call the Kubernetes API",
  references: ["CKV_K8S_38", "CIS EKS 4.1.6"],
  types: WORKLOADS.filter((type) => !WITH_TOKEN.includes(type)),
  check({ spec, at }, report) {
    const mounted = spec.automountServiceAccountToken;
    if (mounted !== false)
      report({ at: `${at}.automountServiceAccountToken`, found: show(mounted ?? "unset"), wanted: "false" });
  },
});
