import * as aws from "@pulumi/aws";
import { z } from "zod";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

export const logRetention = ruleFor(aws.cloudwatch.LogGroup, {
  id: "log-retention",
  level: "advisory",
  severity: "low",
  statement: "CloudWatch log groups say for how many days logs are kept.",
  why: "logs that are kept for ever cost more every month, and logs that went too soon explain no outage",
  fix: "set retentionInDays (`network.flowLogRetentionDays`, `eks.logRetentionDays` in the stack's file)",
  references: ["CKV_AWS_66", "CKV_AWS_338"],
  settings: {
    // CKV_AWS_338's 365 days are for those who are audited; studios differ, and every day costs.
    minimumDays: z.int().min(0).default(0).meta({
      description:
        "fewest days that logs are kept; 365 is what CKV_AWS_338 asks for, 0 leaves the number free",
    }),
  },
  check({ props }, report, { minimumDays }) {
    const days = props.retentionInDays ?? 0;
    if (days > 0 && days >= minimumDays) return;
    // AWS keeps this class for two days, whatever is set.
    if (props.logGroupClass === "DELIVERY") return;
    report({
      at: "retentionInDays",
      found: show(props.retentionInDays ?? "unset"),
      wanted: minimumDays > 0 ? `at least ${minimumDays} days` : "a number of days",
    });
  },
});
