import * as aws from "@pulumi/aws";
import { ruleFor } from "../rule.ts";
import { isTrue, show } from "../show.ts";

export const dynamoPitr = ruleFor(aws.dynamodb.Table, {
  id: "dynamo-pitr",
  level: "mandatory",
  severity: "high",
  statement: "DynamoDB tables can be restored to any second of the last days.",
  why: "one faulty release that writes over players' progress could not be undone",
  fix: "set pointInTimeRecovery: { enabled: true }",
  references: ["CKV_AWS_28"],
  check({ props: { pointInTimeRecovery } }, report) {
    const enabled = pointInTimeRecovery?.enabled;
    if (!isTrue(enabled))
      report({ at: "pointInTimeRecovery.enabled", found: show(enabled ?? "unset"), wanted: "true" });
  },
});
