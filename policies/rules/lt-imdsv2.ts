import * as aws from "@pulumi/aws";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

export const ltImdsv2 = ruleFor(aws.ec2.LaunchTemplate, {
  id: "lt-imdsv2",
  level: "mandatory",
  severity: "high",
  statement: "The instance metadata service wants tokens (IMDSv2) and answers the node alone, not its pods.",
  why: "one game server that is taken over, or made to fetch a URL, would otherwise act as the whole node",
  fix: 'set metadataOptions to httpTokens "required" and httpPutResponseHopLimit 1, as NodePool does',
  references: ["CKV_AWS_79", "CKV_AWS_341"],
  check({ props: { metadataOptions: options } }, report) {
    if (options?.httpEndpoint === "disabled") return;
    const tokens = options?.httpTokens;
    if (tokens !== "required")
      report({ at: "metadataOptions.httpTokens", found: show(tokens ?? "unset"), wanted: "required" });
    // The image decides where nothing is said: EKS's for AL2023 make it 2.
    const hops = options?.httpPutResponseHopLimit;
    if (hops !== 1)
      report({ at: "metadataOptions.httpPutResponseHopLimit", found: show(hops ?? "unset"), wanted: "1" });
  },
});
