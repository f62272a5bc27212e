import { each } from "../each.ts";
import { AGENTS, eachContainer, isAgent, podRule } from "../pods.ts";
import { show } from "../show.ts";

export const nonRoot = podRule({
  id: "non-root",
  level: "mandatory",
  severity: "high",
  statement: "Every container runs as a user other than root, but for the agents that the settings name.",
  why: "whoever breaks out of a container as root is root of its node and of every match there",
  fix: "set it for the pod or the container; a game's user is `games.*.security.runAsUser`",
  references: ["PSS restricted", "CKV_K8S_23"],
  settings: AGENTS,
  check(pod, report, { agents }) {
    if (isAgent(pod, agents)) return;
    eachContainer(pod, ({ securityContext: own }, at) => {
      const ofPod = () => pod.spec.securityContext;
      const checkNonRoot = () => {
        const nonRoot = own?.runAsNonRoot ?? ofPod()?.runAsNonRoot;
        if (nonRoot !== true)
          report({
            at: `${at}.securityContext.runAsNonRoot`,
            found: show(nonRoot ?? "unset"),
            wanted: "true",
          });
      };
      const checkUser = () => {
        const user = own?.runAsUser ?? ofPod()?.runAsUser;
        if (user === 0)
          report({ at: `${at}.securityContext.runAsUser`, found: "0", wanted: "another user than root" });
      };
      each([checkNonRoot, checkUser], (clause) => clause());
    });
  },
});
