import { text } from "../wire.ts";
import { ec2Arn, simple } from "./ec2-common.ts";
import { ec2Id } from "./identifiers.ts";
import type { Kind } from "./kind.ts";

/**
 * Types of EC2's security groups. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which @pulumi/aws 7 is
 * built, from its documentation and source as of 2026-11.
 */
const SECURITY_GROUP_RULE: Kind = {
  id: () => ec2Id("sgr"),
  outputs: (scope, id) => ({ arn: ec2Arn(scope, "security-group-rule", id), securityGroupRuleId: id }),
  unique: ({
    securityGroupId,
    ipProtocol,
    fromPort = null,
    toPort = null,
    cidrIpv4,
    cidrIpv6,
    referencedSecurityGroupId,
  }) =>
    JSON.stringify([
      securityGroupId,
      ipProtocol,
      fromPort,
      toPort,
      cidrIpv4 ?? cidrIpv6 ?? referencedSecurityGroupId,
    ]),
  taken: { code: "InvalidPermission.Duplicate", message: "is in the security group already" },
};

export const SECURITY_GROUP_KINDS: Record<string, Kind> = {
  "aws:ec2/securityGroup:SecurityGroup": {
    ...simple("sg", "security-group"),
    autoname: "name",
    unique: ({ vpcId, name }) => `${text(name)} in ${text(vpcId)}`,
    taken: { code: "InvalidGroup.Duplicate", message: "already exists" },
  },
  // Not made but taken over from its VPC, and left there when deleted.
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: ({ account, inputs, region }) =>
      text(account.get(region, "aws:ec2/vpc:Vpc", text(inputs.vpcId))?.outputs.defaultSecurityGroupId),
    outputs: (scope, id) => ({
      arn: ec2Arn(scope, "security-group", id),
      ownerId: scope.account.id,
      name: "default",
    }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": SECURITY_GROUP_RULE,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": SECURITY_GROUP_RULE,
};
