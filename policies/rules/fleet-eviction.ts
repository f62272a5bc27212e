import { z } from "zod";
import type { FleetProps } from "../agones.ts";
import { FLEET } from "../agones.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

const SETTINGS = {
  mayEvict: z.array(z.string()).default([]).meta({
    description:
      "values of the Fleet's label `type` (a game's `type`) whose servers may be ended at any time",
  }),
};

export const fleetEviction = ruleForTypes<FleetProps, typeof SETTINGS>([FLEET], {
  id: "fleet-eviction",
  level: "mandatory",
  severity: "high",
  statement: "Nobody who removes nodes ends a running game server.",
  why: "the autoscaler would end matches in the middle to save a node",
  fix: "set `games.*.eviction` to Never, or to OnUpgrade where servers end by themselves within their grace",
  references: [],
  settings: SETTINGS,
  check({ props }, report, { mayEvict }) {
    const safe = props.spec?.template?.spec?.eviction?.safe ?? "Never";
    if (safe === "Never" || safe === "OnUpgrade") return;
    if (safe === "Always" && mayEvict.length > 0 && mayEvict.includes(props.metadata?.labels?.type ?? ""))
      return;
    report({ at: "spec.template.spec.eviction.safe", found: show(safe), wanted: "Never or OnUpgrade" });
  },
});
