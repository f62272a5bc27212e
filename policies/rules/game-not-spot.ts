import * as aws from "@pulumi/aws";
import { z } from "zod";
import { GAME, POOL } from "../placement.ts";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

export const gameNotSpot = ruleFor(aws.eks.NodeGroup, {
  id: "game-not-spot",
  level: "advisory",
  severity: "high",
  statement:
    "Nodes that are labelled for game servers are not Spot, but for the pools that the settings name.",
  why: "AWS takes a Spot node back at two minutes' notice, in the middle of its matches",
  fix: "set the pool's capacityType to on-demand, or name the pool in this rule's setting `pools`",
  references: [],
  settings: {
    pools: z
      .array(z.string())
      .default([])
      .meta({ description: `pools that may be Spot, by the label ${POOL} of their nodes` }),
  },
  check({ props }, report, { pools }) {
    // EKS means ON_DEMAND where nothing is said.
    if (props.capacityType !== "SPOT" || props.labels?.[GAME] !== "true") return;
    const pool = props.labels[POOL];
    if (pool !== undefined && pools.includes(pool)) return;
    report({ at: "capacityType", found: `SPOT in pool ${show(pool)}`, wanted: "ON_DEMAND" });
  },
});
