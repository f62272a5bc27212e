import { describe, expect, test } from "@jest/globals";
import { recordNetwork } from "./network-fixture.ts";

describe("flow logs", () => {
  test("every flow of the VPC goes to a log group that forgets", async () => {
    const { inputs, wired, resources } = await recordNetwork({ flowLogRetentionDays: 7 });
    expect(inputs("FlowLog flow-logs")).toEqual({
      vpcId: "[unknown]",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "[unknown]",
      iamRoleArn: "[unknown]",
      maxAggregationInterval: 600,
      tags: { Name: "prod" },
    });
    expect(wired("FlowLog flow-logs", "logDestination")).toEqual(["LogGroup flow-logs"]);
    expect(wired("FlowLog flow-logs", "iamRoleArn")).toEqual(["Role flow-logs"]);
    expect(resources.get("FlowLog flow-logs")?.dependencies).toContainEqual(
      resources.get("RolePolicy flow-logs")?.urn,
    );
    expect(inputs("LogGroup flow-logs")).toEqual({ name: "/gameplane/prod/flow-logs", retentionInDays: 7 });
  });

  test("only this account's flow logs may assume the role, and it writes to that group alone", async () => {
    const { inputs, wired } = await recordNetwork();
    expect(inputs("Role flow-logs")).toMatchObject({
      assumeRolePolicy: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": "111122223333" },
              ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
            },
          },
        ],
      },
    });
    expect(inputs("RolePolicy flow-logs").policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [
            "arn:aws:logs:eu-west-1:111122223333:log-group:/gameplane/prod/flow-logs",
            "arn:aws:logs:eu-west-1:111122223333:log-group:/gameplane/prod/flow-logs:*",
          ],
        },
        { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      ],
    });
    expect(wired("RolePolicy flow-logs", "role")).toEqual(["Role flow-logs"]);
  });
});
