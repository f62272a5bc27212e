import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { sgDescription } from "./sg-description.ts";

const RULES = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

testRule(sgDescription, {
  type: "aws:ec2/securityGroup:SecurityGroup",
  compliant: () => ({
    description: "Game nodes: players on the game ports",
    ingress: [{ protocol: "udp", fromPort: 7000, toPort: 8000, description: "Players" }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, description: "Anything" }],
  }),
  passes: {
    "no rules": { set: { ingress: undefined, egress: undefined } },
    "the default among other words": { set: { description: "Game nodes. Managed by Pulumi" } },
    "a rule that is otherwise unknown": { set: { "ingress[0].cidrBlocks": UNKNOWN } },
  },
  fails: {
    "nothing said": { set: { description: undefined }, finds: "description: unset" },
    "Pulumi's default": {
      set: { description: "Managed by Pulumi" },
      finds: "description: Managed by Pulumi",
    },
    "Terraform's default": {
      set: { description: "Managed by Terraform" },
      finds: "description: Managed by Terraform",
    },
    spaces: { set: { description: "  " }, finds: "description: none" },
    "rules of both directions": {
      set: { "ingress[0].description": "", "egress[0].description": undefined },
      finds: ["ingress[0].description: none", "egress[0].description: unset"],
    },
    "the second of two rules": {
      set: { "ingress[1]": { protocol: "tcp", fromPort: 7000, toPort: 8000 } },
      finds: "ingress[1].description: unset",
    },
  },
  unknown: ["description", "ingress", "ingress[0]", "ingress[0].description", "egress[0].description"],
});

for (const type of RULES)
  testRule(sgDescription, {
    type,
    compliant: () => ({ type: "egress", description: "Anything to 0.0.0.0/0", securityGroupId: UNKNOWN }),
    fails: {
      [`${type} without one`]: { set: { description: undefined }, finds: "description: unset" },
      [`${type} with an empty one`]: { set: { description: "" }, finds: "description: none" },
    },
    unknown: ["description"],
  });
