import type { FleetProps } from "../agones.ts";
import { FLEET } from "../agones.ts";
import { each } from "../each.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

const BY_AGONES = ["Dynamic", "Passthrough", "None"];

/** Whether a FleetAutoscaler writes the replicas is not the Fleet's to say: none given counts as many. */
export const fleetPorts = ruleForTypes<FleetProps>([FLEET], {
  id: "fleet-ports",
  level: "mandatory",
  severity: "high",
  statement: "Agones chooses the node's port of every game server, unless the Fleet has one server.",
  why: "two servers with one port never share a node: more servers than nodes stay pending",
  fix: "set the port's `policy` to Dynamic or Passthrough, or give the Fleet a fixed `replicas: 1`",
  references: [],
  check({ props: { spec } }, report) {
    each(spec?.template?.spec?.ports, ({ portPolicy }, index) => {
      if (BY_AGONES.includes(portPolicy ?? "Dynamic")) return;
      if (portPolicy === "Static" && (spec?.replicas ?? Infinity) <= 1) return;
      report({
        at: `spec.template.spec.ports[${index}].portPolicy`,
        found: show(portPolicy),
        wanted: "Dynamic, Passthrough or None",
      });
    });
  },
});
