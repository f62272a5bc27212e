import * as aws from "@pulumi/aws";
import { z } from "zod";
import { ruleFor } from "../rule.ts";
import { isTrue, show } from "../show.ts";

/** As components/network/vpc-subnets.ts has it. */
const KIND_TAG = "gameplane:subnet";

export const subnetPublic = ruleFor(aws.ec2.Subnet, {
  id: "subnet-public",
  level: "mandatory",
  severity: "high",
  statement: "Only subnets of game nodes give what starts in them a public address.",
  why: "players reach game nodes alone, and whatever else gets an address by accident is open to attack",
  fix: "set mapPublicIpOnLaunch to false, since load balancers and NAT gateways bring addresses of their own",
  references: ["CKV_AWS_130"],
  settings: {
    kinds: z
      .array(z.string())
      .default(["game"])
      .meta({ description: `kinds of subnets whose nodes players reach, by the tag ${KIND_TAG}` }),
  },
  check({ props }, report, { kinds }) {
    if (!isTrue(props.mapPublicIpOnLaunch)) return;
    const kind = props.tags?.[KIND_TAG];
    if (kind !== undefined && kinds.includes(kind)) return;
    report({
      at: "mapPublicIpOnLaunch",
      found: `true with the tag ${KIND_TAG} ${show(kind)}`,
      wanted: `false but where that tag is ${show(kinds)}`,
    });
  },
});
