import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../partition.ts";

export interface ControllerPermissionsArgs {
  clusterName: string;
  region: string;
  account: string;
  nodeRoleArn: pulumi.Input<string>;
  queueArn: pulumi.Input<string>;
}

/**
 * What Karpenter's controller may do: the policy of its reference for 1.14, by cluster tags, without the making of
 * instance profiles (gameplane makes the only one) and zonal shift (off in the chart).
 */
export function controllerStatements(args: ControllerPermissionsArgs): aws.iam.PolicyStatement[] {
  return [
    ...launchStatements(args),
    ...tagAndEndStatements(args),
    ...identityStatements(args),
    ...readStatements(args),
  ];
}

type Scope = Pick<ControllerPermissionsArgs, "clusterName" | "region" | "account">;

const partOfArn = ({ region }: Scope) => `arn:${partitionOf(region)}`;
const ec2 = (scope: Scope, kinds: string[], account = "*") =>
  kinds.map((kind) => `${partOfArn(scope)}:ec2:${scope.region}:${account}:${kind}/*`);

/** What a launch makes; everything else that it names already exists. */
const LAUNCHED = [
  "fleet",
  "instance",
  "volume",
  "network-interface",
  "launch-template",
  "spot-instances-request",
];

/** Resources that Karpenter made for this cluster. */
const ownedByCluster = ({ clusterName }: Scope) => ({
  StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" },
  StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
});

/** Requests that tag what they make as this cluster's. */
const taggedForCluster = ({ clusterName }: Scope) => ({
  StringEquals: {
    [`aws:RequestTag/kubernetes.io/cluster/${clusterName}`]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": clusterName,
  },
  StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
});

function launchStatements(scope: Scope): aws.iam.PolicyStatement[] {
  return [
    {
      // A launch names these; without the statements below none succeeds.
      Sid: "LaunchFrom",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: [
        ...ec2(scope, ["image", "snapshot"], ""),
        ...ec2(scope, ["security-group", "subnet", "capacity-reservation", "placement-group"]),
      ],
    },
    {
      Sid: "LaunchFromOwnTemplates",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: ec2(scope, ["launch-template"]),
      Condition: ownedByCluster(scope),
    },
    {
      Sid: "LaunchTagged",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Resource: ec2(scope, LAUNCHED),
      Condition: taggedForCluster(scope),
    },
  ];
}

function tagAndEndStatements(scope: Scope): aws.iam.PolicyStatement[] {
  const tagged = taggedForCluster(scope);
  const owned = ownedByCluster(scope);
  return [
    {
      Sid: "TagAtLaunch",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2(scope, LAUNCHED),
      Condition: {
        ...tagged,
        StringEquals: {
          ...tagged.StringEquals,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
      },
    },
    {
      Sid: "NameOwnInstances",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2(scope, ["instance"]),
      Condition: {
        ...owned,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": scope.clusterName },
        "ForAllValues:StringEquals": {
          "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
        },
      },
    },
    {
      Sid: "EndOwn",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: ec2(scope, ["instance", "launch-template"]),
      Condition: owned,
    },
  ];
}

function identityStatements(args: ControllerPermissionsArgs): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "PassNodeRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: args.nodeRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    },
    {
      Sid: "ReadInterruptions",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: args.queueArn,
    },
  ];
}

function readStatements(scope: Scope): aws.iam.PolicyStatement[] {
  const { clusterName, region, account } = scope;
  const arn = partOfArn(scope);
  return [
    {
      Sid: "ReadCluster",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: `${arn}:eks:${region}:${account}:cluster/${clusterName}`,
    },
    {
      Sid: "ReadEc2",
      Effect: "Allow",
      Action: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "ReadImages",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: `${arn}:ssm:${region}::parameter/aws/service/*`,
    },
    {
      // Neither can be narrowed; Karpenter looks for profiles of its own to tidy up.
      Sid: "ReadPricesAndProfiles",
      Effect: "Allow",
      Action: ["pricing:GetProducts", "iam:ListInstanceProfiles"],
      Resource: "*",
    },
    {
      Sid: "ReadProfile",
      Effect: "Allow",
      Action: "iam:GetInstanceProfile",
      Resource: `${arn}:iam::${account}:instance-profile/*`,
    },
  ];
}
