import * as aws from "@pulumi/aws";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

export const nodeNoSsh = ruleFor(aws.eks.NodeGroup, {
  id: "node-no-ssh",
  level: "mandatory",
  severity: "critical",
  statement: "Nobody gets a shell on nodes from the internet: SSH is off, or open to named security groups.",
  why: "EKS otherwise opens port 22 to the world, and whoever gets in owns every match on the node",
  fix: "remove remoteAccess, since a shell comes by Session Manager, or set sourceSecurityGroupIds",
  references: ["CKV_AWS_100"],
  check({ props: { remoteAccess } }, report) {
    const sources = remoteAccess?.sourceSecurityGroupIds ?? [];
    // The groups decide first: the key's name is unknown as long as its group is.
    if (sources.length > 0 || (remoteAccess?.ec2SshKey ?? "") === "") return;
    report({
      at: "remoteAccess.sourceSecurityGroupIds",
      found: `${show(sources)} beside an ec2SshKey`,
      wanted: "groups of your own",
    });
  },
});
