import { each } from "../each.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

/** As components/nodes/placement.ts has it. */
const TAINT = "game-server";

interface NodePoolProps {
  spec?: {
    template?: { spec?: { taints?: { key?: string }[]; expireAfter?: string } };
    disruption?: { consolidationPolicy?: string };
  };
}

/** Unset, Karpenter also removes nodes that are in little use, and every node after 720 hours. */
export const karpenterGame = ruleForTypes<NodePoolProps>(["kubernetes:karpenter.sh/v1:NodePool"], {
  id: "karpenter-game",
  level: "mandatory",
  severity: "high",
  statement: "Karpenter removes nodes for game servers only when they are empty.",
  why: "Karpenter would drain nodes on which people play",
  fix: "make the pool by Karpenter's component with the role `game` or `gpu`, or set the property",
  references: [],
  check({ props: { spec } }, report) {
    const taints = spec?.template?.spec?.taints ?? [];
    if (!taints.some(({ key }) => key === TAINT)) return;
    const clauses = [
      {
        at: "spec.disruption.consolidationPolicy",
        wanted: "WhenEmpty",
        read: () => spec?.disruption?.consolidationPolicy,
      },
      {
        at: "spec.template.spec.expireAfter",
        wanted: "Never",
        read: () => spec?.template?.spec?.expireAfter,
      },
    ];
    each(clauses, ({ at, wanted, read }) => {
      const value = read();
      if (value !== wanted) report({ at, found: show(value ?? "unset"), wanted });
    });
  },
});
