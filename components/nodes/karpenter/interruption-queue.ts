import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../partition.ts";

/** Events after which a node is about to go, by the name of their rule. */
const EVENTS = {
  health: { source: "aws.health", detailType: "AWS Health Event" },
  "spot-interruption": { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  "state-change": { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  "capacity-reservation": {
    source: "aws.ec2",
    detailType: "EC2 Capacity Reservation Instance Interruption Warning",
  },
};

/** The queue from which Karpenter learns that EC2 will take a node away, and what fills it. */
export function createInterruptionQueue(
  parent: pulumi.Resource,
  { region, account }: { region: string; account: string },
): { queue: aws.sqs.Queue; ready: pulumi.Resource[] } {
  const queue = new aws.sqs.Queue(
    "karpenter",
    // An event of five minutes ago is about a node that is gone.
    { messageRetentionSeconds: 300, sqsManagedSseEnabled: true },
    { parent },
  );
  const policy = new aws.sqs.QueuePolicy(
    "karpenter",
    {
      queueUrl: queue.url,
      policy: queuePolicy(queue, `arn:${partitionOf(region)}:events:${region}:${account}:rule/*`),
    },
    { parent },
  );
  const targets = Object.entries(EVENTS).map(([name, { source, detailType }]) => {
    const rule = new aws.cloudwatch.EventRule(
      `karpenter-${name}`,
      {
        description: `To Karpenter: ${detailType}`,
        eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }),
      },
      { parent },
    );
    return new aws.cloudwatch.EventTarget(
      `karpenter-${name}`,
      { rule: rule.name, arn: queue.arn },
      { parent, dependsOn: [policy] },
    );
  });
  return { queue, ready: [queue, policy, ...targets] };
}

/** Only EventBridge rules of this account and region may send, and only over TLS. */
function queuePolicy(queue: aws.sqs.Queue, rules: string) {
  const policy: aws.iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EventsFromRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queue.arn,
        Condition: { ArnLike: { "aws:SourceArn": rules } },
      },
      {
        Sid: "OnlyTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queue.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  return policy;
}
