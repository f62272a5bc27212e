import type { FleetAutoscalerProps, FleetProps } from "../agones.ts";
import { FLEET, FLEET_AUTOSCALER } from "../agones.ts";
import { each } from "../each.ts";
import { nameOf, namespaceOf } from "../pod-selection.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

/** Paths of `ignoreChanges` that leave the number alone. */
const LEFT_ALONE = ["*", "spec", "spec.*", "spec.replicas", 'spec["replicas"]'];

export const fleetReplicasOwned = stackRule({
  id: "fleet-replicas-owned",
  level: "mandatory",
  severity: "high",
  statement: "A Fleet that a FleetAutoscaler sizes does not say how many servers there are.",
  why: "every `pulumi up` puts that number back, and at a busy hour players find no server",
  fix: "leave out spec.replicas, or let ignoreChanges name it",
  references: [],
  types: [FLEET_AUTOSCALER],
  check(resources, report) {
    const autoscalers = resources.filter(({ type }) => type === FLEET_AUTOSCALER);
    each(resources, (fleet) => {
      if (fleet.type !== FLEET || fleet.options.ignoreChanges.some((path) => LEFT_ALONE.includes(path)))
        return;
      const { spec }: FleetProps = fleet.props;
      const replicas = spec?.replicas;
      if (replicas === undefined) return;
      let isOwned = false;
      each(autoscalers, (autoscaler) => {
        if (isOwned || !sizes(autoscaler, fleet)) return;
        isOwned = true;
        report(fleet, { at: "spec.replicas", found: show(replicas), wanted: "left to its FleetAutoscaler" });
      });
    });
  },
});

function sizes(autoscaler: Subject<object>, fleet: Subject<object>): boolean {
  const { spec }: FleetAutoscalerProps = autoscaler.props;
  return namespaceOf(autoscaler) === namespaceOf(fleet) && spec?.fleetName === nameOf(fleet);
}
