import { each } from "../each.ts";
import { AGENTS, isAgent, podRule } from "../pods.ts";

const FIELDS = ["hostNetwork", "hostPID", "hostIPC"] as const;

export const noHostNs = podRule({
  id: "no-host-ns",
  level: "mandatory",
  severity: "high",
  statement:
    "No pod shares its node's network, processes or memory, but for the agents that the settings name.",
  why: "such a pod sees and disturbs every match on its node, past all network policies",
  fix: "remove it; a game's ports belong into `games.*.ports`",
  references: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "PSS baseline"],
  settings: AGENTS,
  check(pod, report, { agents }) {
    if (isAgent(pod, agents)) return;
    each(FIELDS, (field) => {
      if (pod.spec[field] === true) report({ at: `${pod.at}.${field}`, found: "true", wanted: "false" });
    });
  },
});
