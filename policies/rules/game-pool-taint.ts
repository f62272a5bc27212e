import * as aws from "@pulumi/aws";
import { GAME } from "../placement.ts";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

export const gamePoolTaint = ruleFor(aws.eks.NodeGroup, {
  id: "game-pool-taint",
  level: "mandatory",
  severity: "high",
  statement: "Nodes that are labelled for game servers refuse everything else.",
  why: "any other pod there takes frame time from players",
  fix: "build the pool with NodePool and the role `game`, or add the taint",
  references: [],
  check({ props: { labels, taints } }, report) {
    if (labels?.[GAME] !== "true") return;
    const has = taints?.some(
      ({ key, value, effect }) => key === GAME && value === "true" && effect === "NO_SCHEDULE",
    );
    if (has === true) return;
    report({
      at: "taints",
      found: show(taints?.map(({ key, value, effect }) => `${key}=${value ?? ""}:${effect}`)),
      wanted: `${GAME}=true:NO_SCHEDULE`,
    });
  },
});
