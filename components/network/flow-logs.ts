import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { NetworkArgs } from "./network.ts";

/** A record of every flow in the VPC, kept in CloudWatch for a while. */
export function createFlowLogs(parent: pulumi.Resource, args: NetworkArgs, vpc: aws.ec2.Vpc): void {
  const groupName = `/gameplane/${args.clusterName}/flow-logs`;
  const group = createLogGroup(parent, args, groupName);
  const { role, policy } = createWriterRole(parent, args, groupName);
  new aws.ec2.FlowLog(
    ...transformed<aws.ec2.FlowLogArgs, pulumi.CustomResourceOptions>(
      args.transform?.flowLog,
      "flow-logs",
      {
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        // Seconds. Ten minutes rather than one: every player is a flow, and logs are billed by volume.
        maxAggregationInterval: 600,
        tags: { Name: args.clusterName },
      },
      { parent, dependsOn: [policy] },
    ),
  );
}

function createLogGroup(parent: pulumi.Resource, args: NetworkArgs, name: string): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs, pulumi.CustomResourceOptions>(
      args.transform?.flowLogGroup,
      "flow-logs",
      { name, retentionInDays: args.flowLogRetentionDays },
      { parent },
    ),
  );
}

/** Only this account's flow logs of this region may assume it, and it writes to one log group. */
function createWriterRole(parent: pulumi.Resource, args: NetworkArgs, groupName: string) {
  const role = new aws.iam.Role(
    "flow-logs",
    {
      description: `Writes the VPC flow logs of ${args.clusterName}`,
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": args.account },
              ArnLike: { "aws:SourceArn": `arn:aws:ec2:${args.region}:${args.account}:vpc-flow-log/*` },
            },
          },
        ],
      },
    },
    { parent },
  );
  const groupArn = `arn:aws:logs:${args.region}:${args.account}:log-group:${groupName}`;
  const policy = new aws.iam.RolePolicy(
    "flow-logs",
    {
      role: role.name,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            // Without CreateLogGroup: a late delivery would bring the group back after `pulumi destroy`.
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [groupArn, `${groupArn}:*`],
          },
          // The delivery looks for its group, which cannot be narrowed to a resource.
          { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
        ],
      },
    },
    { parent },
  );
  return { role, policy };
}
