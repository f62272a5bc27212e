import * as aws from "@pulumi/aws";
import { z } from "zod";
import { each } from "../each.ts";
import { POOL } from "../placement.ts";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

/** An empty text leaves it to the subnet, as nothing does. */
const OFF: unknown[] = [undefined, "", false, "false"];

export const publicIpGameOnly = ruleFor(aws.ec2.LaunchTemplate, {
  id: "public-ip-game-only",
  level: "mandatory",
  severity: "high",
  statement: "Only nodes of game pools have public addresses.",
  why: "players reach game nodes alone, and any other node with an address is only open to attack",
  fix: "set associatePublicIpAddress to false, or name the game pool in this rule's setting `pools`",
  references: ["CKV_AWS_88"],
  settings: {
    pools: z
      .array(z.string())
      .default(["game", "gpu"])
      .meta({ description: `pools whose nodes players reach, by the tag ${POOL} of their instances` }),
  },
  check({ props }, report, { pools }) {
    each(props.networkInterfaces, ({ associatePublicIpAddress }, index) => {
      if (OFF.includes(associatePublicIpAddress)) return;
      const specifications = props.tagSpecifications?.filter(
        ({ resourceType }) => resourceType === "instance",
      );
      const names = (specifications ?? []).map(({ tags }) => tags?.[POOL]);
      if (names.some((name) => name !== undefined && pools.includes(name))) return;
      report({
        at: `networkInterfaces[${index}].associatePublicIpAddress`,
        found: `${show(associatePublicIpAddress)} for pool ${show(names)}`,
        wanted: `false outside of the pools ${show(pools)}`,
      });
    });
  },
});
