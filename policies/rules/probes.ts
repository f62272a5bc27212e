import { each } from "../each.ts";
import { FLEET, GAME_SERVER, podRule, WORKLOADS } from "../pods.ts";

const PROBES = ["readinessProbe", "livenessProbe"] as const;

/** Agones asks game servers for their health itself, and jobs end by themselves. */
const WITHOUT = [FLEET, GAME_SERVER, "kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob"];

export const probes = podRule({
  id: "probes",
  level: "advisory",
  severity: "medium",
  statement: "Every container that serves has a readiness and a liveness probe.",
  why: "players' requests otherwise go to a pod that hangs or is not up yet, until somebody on call sees it",
  fix: "add a probe that asks the container itself, and not what it depends on",
  references: ["CKV_K8S_8", "CKV_K8S_9"],
  types: WORKLOADS.filter((type) => !WITHOUT.includes(type)),
  check(pod, report) {
    each(pod.spec.containers, (container, index) =>
      each(PROBES, (probe) => {
        if (container[probe] === undefined)
          report({ at: `${pod.at}.containers[${index}].${probe}`, found: "unset", wanted: "a probe" });
      }),
    );
  },
});
