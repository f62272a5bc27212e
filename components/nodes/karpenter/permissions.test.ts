import { expect, test } from "@jest/globals";
import { SCOPE } from "../test-pools.ts";
import { onlyReads, plain } from "../test-statements.ts";
import { controllerStatements } from "./permissions.ts";

const NODE_ROLE = "arn:aws:iam::111122223333:role/karpenter-node";
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:karpenter";
const statements = controllerStatements({ ...SCOPE, nodeRoleArn: NODE_ROLE, queueArn: QUEUE });

test("no action is a wildcard", () => {
  const actions = statements.flatMap((statement) => plain(statement).actions);
  expect(actions.filter((action) => action.includes("*"))).toEqual([]);
});

test("what changes anything is bound to the cluster's tags, its node role or its queue", () => {
  const bounds = statements
    .filter((statement) => !onlyReads(plain(statement).actions))
    .map((statement) => [statement.Sid, boundOf(statement)]);
  expect(bounds).toEqual([
    // Only names what a launch needs; what it makes falls under LaunchTagged.
    ["LaunchFrom", "nothing"],
    ["LaunchFromOwnTemplates", "owned"],
    ["LaunchTagged", "tagged"],
    ["TagAtLaunch", "tagged"],
    ["NameOwnInstances", "owned"],
    ["EndOwn", "owned"],
    ["PassNodeRole", NODE_ROLE],
    ["ReadInterruptions", QUEUE],
  ]);
});

function boundOf(statement: (typeof statements)[number]): string {
  const condition = JSON.stringify(statement.Condition ?? {});
  if (condition.includes('"aws:ResourceTag/kubernetes.io/cluster/dev-eu-west-1":"owned"')) return "owned";
  if (condition.includes('"aws:RequestTag/kubernetes.io/cluster/dev-eu-west-1":"owned"')) return "tagged";
  const { resources } = plain(statement);
  return resources.length === 1 && !resources[0]?.endsWith("*") ? (resources[0] ?? "") : "nothing";
}

test("a launch without the cluster's tags makes nothing: what it names beside them makes no instance", () => {
  const free = statements.find(({ Sid }) => Sid === "LaunchFrom");
  expect(free && plain(free).resources).toEqual([
    "arn:aws:ec2:eu-west-1::image/*",
    "arn:aws:ec2:eu-west-1::snapshot/*",
    "arn:aws:ec2:eu-west-1:*:security-group/*",
    "arn:aws:ec2:eu-west-1:*:subnet/*",
    "arn:aws:ec2:eu-west-1:*:capacity-reservation/*",
    "arn:aws:ec2:eu-west-1:*:placement-group/*",
  ]);
});

test("instance profiles are ours to make: Karpenter only reads them", () => {
  const actions = statements.flatMap((statement) => plain(statement).actions);
  expect(actions.filter((action) => action.startsWith("iam:"))).toEqual([
    "iam:PassRole",
    "iam:ListInstanceProfiles",
    "iam:GetInstanceProfile",
  ]);
});

test("the policy fits into a role, with the longest cluster name too", () => {
  const clusterName = "c".repeat(100);
  const policy = controllerStatements({ ...SCOPE, clusterName, nodeRoleArn: NODE_ROLE, queueArn: QUEUE });
  expect(JSON.stringify(policy).length).toBeLessThan(10_000);
});
