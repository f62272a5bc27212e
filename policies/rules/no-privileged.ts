import { AGENTS, eachContainer, isAgent, podRule } from "../pods.ts";

export const noPrivileged = podRule({
  id: "no-privileged",
  level: "mandatory",
  severity: "critical",
  statement: "No container is privileged, but for the host-level agents that the settings name.",
  why: "whoever takes over such a container owns the node and every match on it",
  fix: "leave `privileged` out and add the single capabilities that it needs",
  references: ["CKV_K8S_16", "PSS baseline", "CIS EKS 4.2.1"],
  settings: AGENTS,
  check(pod, report, { agents }) {
    if (isAgent(pod, agents)) return;
    eachContainer(pod, ({ securityContext }, at) => {
      if (securityContext?.privileged === true)
        report({ at: `${at}.securityContext.privileged`, found: "true", wanted: "false" });
    });
  },
});
