import type * as aws from "@pulumi/aws";

/** Tag that the controller puts on whatever it makes; `Null` conditions below ask whether it is missing. */
const CLUSTER_TAG = "elbv2.k8s.aws/cluster";
const MADE_BY_CONTROLLER = { Null: { [`aws:ResourceTag/${CLUSTER_TAG}`]: "false" } };
const TAGGED_AT_CREATION = { Null: { [`aws:RequestTag/${CLUSTER_TAG}`]: "false" } };
/** On what the controller made, any tag but its own mark. */
const KEEPS_ITS_TAG = {
  Null: { [`aws:RequestTag/${CLUSTER_TAG}`]: "true", [`aws:ResourceTag/${CLUSTER_TAG}`]: "false" },
};

const SECURITY_GROUPS = "arn:aws:ec2:*:*:security-group/*";
const TARGET_GROUPS = "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*";
const BALANCERS_AND_TARGET_GROUPS = [
  TARGET_GROUPS,
  "arn:aws:elasticloadbalancing:*:*:loadbalancer/net/*/*",
  "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*",
];
const LISTENERS_AND_RULES = [
  "arn:aws:elasticloadbalancing:*:*:listener/net/*/*/*",
  "arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*",
  "arn:aws:elasticloadbalancing:*:*:listener-rule/net/*/*/*",
  "arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*",
];

const look: aws.iam.PolicyStatement[] = [
  {
    Effect: "Allow",
    Action: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAddresses",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeVpcs",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeSubnets",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeTags",
      "ec2:GetCoipPoolUsage",
      "ec2:DescribeCoipPools",
      "ec2:GetSecurityGroupsForVpc",
      "ec2:DescribeIpamPools",
      "ec2:DescribeRouteTables",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeSSLPolicies",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTrustStores",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeCapacityReservation",
    ],
    Resource: "*",
  },
];

/** Certificates, logins, web firewalls and DDoS protection that annotations name. */
const useOtherServices: aws.iam.PolicyStatement[] = [
  {
    Effect: "Allow",
    Action: [
      "cognito-idp:DescribeUserPoolClient",
      "acm:ListCertificates",
      "acm:DescribeCertificate",
      "iam:ListServerCertificates",
      "iam:GetServerCertificate",
      "waf-regional:GetWebACL",
      "waf-regional:GetWebACLForResource",
      "waf-regional:AssociateWebACL",
      "waf-regional:DisassociateWebACL",
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
      "wafv2:AssociateWebACL",
      "wafv2:DisassociateWebACL",
      "shield:GetSubscriptionState",
      "shield:DescribeProtection",
      "shield:CreateProtection",
      "shield:DeleteProtection",
    ],
    Resource: "*",
  },
  {
    Effect: "Allow",
    Action: ["iam:CreateServiceLinkedRole"],
    Resource: "*",
    Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
  },
];

const manageSecurityGroups: aws.iam.PolicyStatement[] = [
  // On any group: the controller opens the nodes' groups, which are not its own, to its load balancers.
  {
    Effect: "Allow",
    Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
    Resource: "*",
  },
  { Effect: "Allow", Action: ["ec2:CreateSecurityGroup"], Resource: "*" },
  {
    Effect: "Allow",
    Action: ["ec2:CreateTags"],
    Resource: SECURITY_GROUPS,
    Condition: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup" }, ...TAGGED_AT_CREATION },
  },
  {
    Effect: "Allow",
    Action: ["ec2:CreateTags", "ec2:DeleteTags"],
    Resource: SECURITY_GROUPS,
    Condition: KEEPS_ITS_TAG,
  },
  {
    Effect: "Allow",
    Action: [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:RevokeSecurityGroupIngress",
      "ec2:DeleteSecurityGroup",
    ],
    Resource: "*",
    Condition: MADE_BY_CONTROLLER,
  },
];

const manageLoadBalancers: aws.iam.PolicyStatement[] = [
  {
    Effect: "Allow",
    Action: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
    Resource: "*",
    Condition: TAGGED_AT_CREATION,
  },
  {
    Effect: "Allow",
    Action: [
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:DeleteListener",
      "elasticloadbalancing:CreateRule",
      "elasticloadbalancing:DeleteRule",
    ],
    Resource: "*",
  },
  {
    Effect: "Allow",
    Action: [
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      "elasticloadbalancing:SetIpAddressType",
      "elasticloadbalancing:SetSecurityGroups",
      "elasticloadbalancing:SetSubnets",
      "elasticloadbalancing:DeleteLoadBalancer",
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:ModifyTargetGroupAttributes",
      "elasticloadbalancing:DeleteTargetGroup",
      "elasticloadbalancing:ModifyListenerAttributes",
      "elasticloadbalancing:ModifyCapacityReservation",
      "elasticloadbalancing:ModifyIpPools",
    ],
    Resource: "*",
    Condition: MADE_BY_CONTROLLER,
  },
  {
    Effect: "Allow",
    Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
    Resource: TARGET_GROUPS,
  },
  {
    Effect: "Allow",
    Action: [
      "elasticloadbalancing:SetWebAcl",
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:AddListenerCertificates",
      "elasticloadbalancing:RemoveListenerCertificates",
      "elasticloadbalancing:ModifyRule",
      "elasticloadbalancing:SetRulePriorities",
    ],
    Resource: "*",
  },
];

const tagLoadBalancers: aws.iam.PolicyStatement[] = [
  {
    Effect: "Allow",
    Action: ["elasticloadbalancing:AddTags"],
    Resource: BALANCERS_AND_TARGET_GROUPS,
    Condition: {
      StringEquals: { "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"] },
      ...TAGGED_AT_CREATION,
    },
  },
  {
    Effect: "Allow",
    Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
    Resource: BALANCERS_AND_TARGET_GROUPS,
    Condition: KEEPS_ITS_TAG,
  },
  {
    Effect: "Allow",
    Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
    Resource: LISTENERS_AND_RULES,
  },
];

/**
 * What the controller may do: the permissions that kubernetes-sigs/aws-load-balancer-controller documents for it
 * (docs/install/iam_policy.json, unchanged from v2.14 to v3.5), grouped by purpose. Global Accelerator, which that
 * controller could manage too, is not among them.
 */
export const LOAD_BALANCER_CONTROLLER_STATEMENTS: aws.iam.PolicyStatement[] = [
  ...look,
  ...useOtherServices,
  ...manageSecurityGroups,
  ...manageLoadBalancers,
  ...tagLoadBalancers,
];
