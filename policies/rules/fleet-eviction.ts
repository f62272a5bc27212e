import { z } from "zod";
import type { FleetProps } from "../agones.ts";
import { FLEET } from "../agones.ts";
import { each } from "../each.ts";
import { podOf } from "../pods.ts";
import type { Subject } from "../rule.ts";
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
  check(subject, report, { mayEvict }) {
    const { props } = subject;
    const safe = () => props.spec?.template?.spec?.eviction?.safe ?? "Never";
    const mayEnd = () => mayEvict.length > 0 && mayEvict.includes(props.metadata?.labels?.type ?? "");
    const clauses = [
      () => {
        const found = safe();
        if (found === "Never" || found === "OnUpgrade" || (found === "Always" && mayEnd())) return;
        report({ at: "spec.template.spec.eviction.safe", found: show(found), wanted: "Never or OnUpgrade" });
      },
      ...OVERRIDES.map(({ list, key, allows }) => () => {
        const found = ofPod(subject, list)[key];
        if (found === undefined || found === "false" || allows.includes(safe()) || mayEnd()) return;
        report({
          at: `spec.template.spec.template.metadata.${list}["${key}"]`,
          found: show(found),
          wanted: "left to Agones",
          fix: "leave it out; Agones makes it from spec.template.spec.eviction, and keeps one that is there",
        });
      }),
    ];
    each(clauses, (clause) => clause());
  },
});

interface Override {
  list: "annotations" | "labels";
  key: string;
  /** Values of `eviction.safe` for which it may be on. */
  allows: string[];
}

/** What Agones sets on pods, unless they have it: the autoscaler reads the annotation, Agones' budget the label. */
const OVERRIDES: Override[] = [
  { list: "annotations", key: "cluster-autoscaler.kubernetes.io/safe-to-evict", allows: [] },
  // Agones itself lets upgrades end these.
  { list: "labels", key: "agones.dev/safe-to-evict", allows: ["OnUpgrade"] },
];

const ofPod = (fleet: Subject<object>, list: "annotations" | "labels"): Record<string, string> =>
  podOf(fleet)?.[list] ?? {};
