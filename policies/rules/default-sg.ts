import * as aws from "@pulumi/aws";
import { each } from "../each.ts";
import { ruleFor } from "../rule.ts";

/** Rules that are left out are none: AWS's provider removes those that the group came with. */
export const defaultSg = ruleFor(aws.ec2.DefaultSecurityGroup, {
  id: "default-sg",
  level: "mandatory",
  severity: "medium",
  statement: "The default security group of a VPC lets nothing in and nothing out.",
  why: "whatever is made without a security group gets this one, and is open without anybody having said so",
  fix: "remove its rules, and give what needs them a security group of its own",
  references: ["CKV2_AWS_12"],
  check({ props }, report) {
    each(["ingress", "egress"] as const, (direction) => {
      const count = props[direction]?.length ?? 0;
      if (count > 0) report({ at: direction, found: `${count} rule${count > 1 ? "s" : ""}`, wanted: "none" });
    });
  },
});
