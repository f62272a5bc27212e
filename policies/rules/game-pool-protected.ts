import * as aws from "@pulumi/aws";
import { DRAINED, GAME } from "../placement.ts";
import { ruleFor } from "../rule.ts";

export const gamePoolProtected = ruleFor(aws.eks.NodeGroup, {
  id: "game-pool-protected",
  level: "mandatory",
  severity: "critical",
  statement: "Node groups of game servers are protected until they have drained.",
  why: "an edit that replaces or removes the group otherwise ends every match on it",
  fix: "build it with NodePool, and set `drained: true` once no session is left on it (docs/operations.md)",
  references: [],
  check({ props, options }, report) {
    if (props.labels?.[GAME] !== "true" || options.protect) return;
    if (props.tags?.[DRAINED] !== "true")
      report({ at: "", found: "neither protected nor drained", wanted: "protected" });
  },
});
