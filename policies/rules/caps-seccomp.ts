import { each } from "../each.ts";
import type { Container, PodSpec } from "../pods.ts";
import { AGENTS, eachContainer, isAgent, podRule } from "../pods.ts";
import type { Report } from "../rule.ts";
import { show } from "../show.ts";

const HARMLESS = "NET_BIND_SERVICE";
const PROFILES = ["RuntimeDefault", "Localhost"];

export const capsSeccomp = podRule({
  id: "caps-seccomp",
  level: "mandatory",
  severity: "high",
  statement:
    "Every container but those of agents drops all capabilities, gains none and has a seccomp profile.",
  why: "a flaw in a game server's code would otherwise be a way to its node and every other match there",
  fix: "set the container's securityContext as components/games/game-server-pod.ts does",
  references: ["PSS restricted", "CKV_K8S_20", "CKV_K8S_31", "CKV_K8S_37"],
  settings: AGENTS,
  check(pod, report, { agents }) {
    if (isAgent(pod, agents)) return;
    eachContainer(pod, (container, at) =>
      each(CLAUSES, (clause) => clause(container, `${at}.securityContext`, report, pod.spec)),
    );
  },
});

type Clause = (container: Container, at: string, report: Report, pod: PodSpec) => void;

const CLAUSES: Clause[] = [checkDropped, checkAdded, checkEscalation, checkSeccomp];

function checkDropped({ securityContext }: Container, at: string, report: Report): void {
  const drop = securityContext?.capabilities?.drop;
  if (drop?.includes("ALL") !== true)
    report({ at: `${at}.capabilities.drop`, found: show(drop), wanted: "ALL" });
}

function checkAdded({ securityContext }: Container, at: string, report: Report): void {
  each(securityContext?.capabilities?.add, (capability, index) => {
    if (capability !== HARMLESS)
      report({
        at: `${at}.capabilities.add[${index}]`,
        found: show(capability),
        wanted: `${HARMLESS} or none`,
      });
  });
}

/** Kubernetes allows it where nothing is said. */
function checkEscalation({ securityContext }: Container, at: string, report: Report): void {
  const allowed = securityContext?.allowPrivilegeEscalation;
  if (allowed !== false)
    report({ at: `${at}.allowPrivilegeEscalation`, found: show(allowed ?? "unset"), wanted: "false" });
}

/** The container's own profile wins over the pod's. */
function checkSeccomp({ securityContext }: Container, at: string, report: Report, pod: PodSpec): void {
  const type = securityContext?.seccompProfile?.type ?? pod.securityContext?.seccompProfile?.type ?? "unset";
  if (!PROFILES.includes(type))
    report({
      at: `${at}.seccompProfile.type`,
      found: show(type),
      wanted: "RuntimeDefault or Localhost, here or of the pod",
    });
}
