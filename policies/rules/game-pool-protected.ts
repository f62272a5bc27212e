import * as aws from "@pulumi/aws";
import { ruleFor } from "../rule.ts";

/** As components/nodes/placement.ts has them. */
const LABEL = "game-server";
const CORDONED = "gameplane.dev/cordoned";

export const gamePoolProtected = ruleFor(aws.eks.NodeGroup, {
  id: "game-pool-protected",
  level: "advisory",
  severity: "high",
  statement: "Node groups of game servers are protected until they are cordoned.",
  why: "an edit that replaces the node group otherwise ends every match on it",
  fix: "build it with NodePool, or set protect until it is cordoned and drained (docs/operations.md)",
  references: [],
  check({ props, options }, report) {
    if (props.labels?.[LABEL] !== "true" || options.protect) return;
    if (props.taints?.some(({ key, effect }) => key === CORDONED && effect !== "PREFER_NO_SCHEDULE") === true)
      return;
    report({ at: "", found: "neither protected nor cordoned", wanted: "protected" });
  },
});
