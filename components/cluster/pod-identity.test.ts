import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { recorded } from "./cluster-fixture.ts";
import { podIdentityRole, type PodIdentityRoleArgs } from "./pod-identity.ts";

const ARGS: PodIdentityRoleArgs = { clusterName: "prod", namespace: "tools", serviceAccount: "backup" };

async function recordRole(changes: Partial<PodIdentityRoleArgs> = {}) {
  return recorded(
    await record(() => {
      const provider = new aws.Provider("aws", { region: "eu-west-1" });
      const { all } = podIdentityRole("backup", { ...ARGS, ...changes }, { provider });
      new pulumi.ComponentResource("test:Pods", "pods", {}, { dependsOn: all });
    }),
  );
}

test("EKS Pod Identity, and nothing else, assumes the role, for one service account", async () => {
  const { keys, inputs, find } = await recordRole();
  expect(keys).toEqual(["PodIdentityAssociation backup", "Pods pods", "Role backup"]);
  expect(inputs("Role backup")).toEqual({
    description: "Pods of tools/backup",
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    },
  });
  expect(inputs("PodIdentityAssociation backup")).toEqual({
    clusterName: "prod",
    namespace: "tools",
    serviceAccount: "backup",
    roleArn: "[unknown]",
  });
  expect(find("PodIdentityAssociation backup").options.propertyDependencies?.roleArn).toEqual([
    find("Role backup").urn,
  ]);
});

test("the role may do what its managed policies and its statements say", async () => {
  const statements: aws.iam.PolicyStatement[] = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }];
  const { keys, inputs } = await recordRole({
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/ReadThis", "arn:aws:iam::aws:policy/ReadThat"],
    statements,
  });
  expect(keys.filter((key) => key.startsWith("RolePolicy"))).toEqual([
    "RolePolicy backup",
    "RolePolicyAttachment backup-ReadThat",
    "RolePolicyAttachment backup-ReadThis",
  ]);
  expect(inputs("RolePolicyAttachment backup-ReadThis")).toEqual({
    role: "[unknown]",
    policyArn: "arn:aws:iam::aws:policy/service-role/ReadThis",
  });
  expect(inputs("RolePolicy backup")).toEqual({
    role: "[unknown]",
    policy: { Version: "2012-10-17", Statement: statements },
  });
});

test("whoever depends on `all` waits for every part", async () => {
  const { waitsFor } = await recordRole({
    managedPolicyArns: ["arn:aws:iam::aws:policy/ReadThat"],
    statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  });
  expect(waitsFor("Pods pods")).toEqual([
    "PodIdentityAssociation backup",
    "Role backup",
    "RolePolicy backup",
    "RolePolicyAttachment backup-ReadThat",
  ]);
});

test("a transform has the last word on the role", async () => {
  const { inputs } = await recordRole({ transform: { path: "/gameplane/" } });
  expect(inputs("Role backup")).toMatchObject({ path: "/gameplane/", description: "Pods of tools/backup" });
});
