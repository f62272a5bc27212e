// What Pod Security Admission holds the pods of each namespace to.
import type { Namespace } from "./namespaces.ts";
import { AGONES_NAMESPACE, GAME_NAMESPACE, MONITORING_NAMESPACE } from "./namespaces.ts";

type Level = "privileged" | "baseline" | "restricted";

/**
 * Enforced as of this version, the oldest that settings allow: an upgrade of the cluster turns no running pod away. Our
 * own admission policy needs no such number, for it changes only with gameplane.
 */
const ENFORCED_VERSION = "v1.34";

const LEVELS: Record<Namespace, Level> = {
  // Agones' pods are non-root but drop no capability and name no seccomp profile, and its chart's cleanup Job has no
  // security context at all; none of which a value of the chart changes.
  [AGONES_NAMESPACE]: "baseline",
  // Every lower level forbids hostPorts, without which no player reaches a server: admission-policy.ts sees to the rest.
  [GAME_NAMESPACE]: "privileged",
  // What needs the host (node exporter) lives elsewhere.
  [MONITORING_NAMESPACE]: "restricted",
};

/**
 * Labels of a namespace. Warnings and audit records are of the same level, because a stricter one would tell of every
 * single game server; but of the newest version, which announces what the next `ENFORCED_VERSION` refuses.
 */
export function podSecurityLabels(namespace: Namespace): Record<string, string> {
  const level = LEVELS[namespace];
  return {
    "pod-security.kubernetes.io/enforce": level,
    "pod-security.kubernetes.io/enforce-version": ENFORCED_VERSION,
    "pod-security.kubernetes.io/audit": level,
    "pod-security.kubernetes.io/audit-version": "latest",
    "pod-security.kubernetes.io/warn": level,
    "pod-security.kubernetes.io/warn-version": "latest",
  };
}
