import { each } from "../each.ts";
import { GAME } from "../placement.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

interface NodePoolProps {
  spec?: {
    template?: {
      metadata?: { labels?: Record<string, string> };
      spec?: {
        taints?: { key?: string; value?: string; effect?: string }[];
        requirements?: { key?: string; operator?: string; values?: string[] }[];
        expireAfter?: string;
        terminationGracePeriod?: string;
      };
    };
    disruption?: { consolidationPolicy?: string };
  };
}

/** Unset, Karpenter also removes nodes that are in little use, and every node after 720 hours. */
export const karpenterGame = ruleForTypes<NodePoolProps>(["kubernetes:karpenter.sh/v1:NodePool"], {
  id: "karpenter-game",
  level: "mandatory",
  severity: "high",
  statement: "Karpenter removes nodes for game servers only when they are empty, and they refuse other pods.",
  why: "Karpenter would drain nodes on which people play, or start other pods beside them",
  fix: "make the pool by Karpenter's component with the role `game` or `gpu`, or set the property",
  references: [],
  check({ props }, report) {
    if (!isForGames(props)) return;
    const { spec } = props;
    const clauses = [
      () => {
        const taints = spec?.template?.spec?.taints ?? [];
        const has = taints.some(
          ({ key, value, effect }) => key === GAME && value === "true" && effect === "NoSchedule",
        );
        if (has) return;
        const found = show(
          taints.map(({ key = "", value = "", effect = "" }) => `${key}=${value}:${effect}`),
        );
        report({ at: "spec.template.spec.taints", found, wanted: `with ${GAME}=true:NoSchedule` });
      },
      () => {
        const found = spec?.disruption?.consolidationPolicy;
        const at = "spec.disruption.consolidationPolicy";
        if (found !== "WhenEmpty") report({ at, found: show(found ?? "unset"), wanted: "WhenEmpty" });
      },
      () => {
        const found = spec?.template?.spec?.expireAfter;
        const at = "spec.template.spec.expireAfter";
        if (found !== "Never") report({ at, found: show(found ?? "unset"), wanted: "Never" });
      },
      () => {
        // By then Karpenter ends every pod, whatever forbids it.
        const found = spec?.template?.spec?.terminationGracePeriod;
        const at = "spec.template.spec.terminationGracePeriod";
        if (found !== undefined) report({ at, found: show(found), wanted: "unset", fix: "leave it out" });
      },
    ];
    each(clauses, (clause) => clause());
  },
});

/** Karpenter also gives nodes the labels that a pool requires. */
const isForGames = ({ spec }: NodePoolProps): boolean =>
  spec?.template?.spec?.taints?.some(({ key }) => key === GAME) === true ||
  spec?.template?.metadata?.labels?.[GAME] === "true" ||
  spec?.template?.spec?.requirements?.some(
    ({ key, operator, values }) => key === GAME && operator === "In" && values?.includes("true") === true,
  ) === true;
