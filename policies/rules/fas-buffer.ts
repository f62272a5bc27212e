import type { FleetAutoscalerProps } from "../agones.ts";
import { bufferPolicies, FLEET_AUTOSCALER } from "../agones.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

export const fasBuffer = ruleForTypes<FleetAutoscalerProps>([FLEET_AUTOSCALER], {
  id: "fas-buffer",
  level: "mandatory",
  severity: "high",
  statement: "A FleetAutoscaler's limits leave room for its buffer.",
  why: "players wait for a server that the limits never allow",
  fix: "raise maxReplicas, or lower the buffer or minReplicas",
  references: [],
  check({ props: { spec } }, report) {
    for (const { at, bufferSize, minReplicas = 0, maxReplicas = 0 } of bufferPolicies(
      spec?.policy,
      "spec.policy",
    )) {
      if (minReplicas > maxReplicas)
        report({
          at: `${at}.minReplicas`,
          found: show(minReplicas),
          wanted: `at most maxReplicas, ${maxReplicas}`,
        });
      if (typeof bufferSize === "number" && bufferSize >= maxReplicas)
        report({
          at: `${at}.bufferSize`,
          found: show(bufferSize),
          wanted: `below maxReplicas, ${maxReplicas}`,
        });
    }
  },
});
