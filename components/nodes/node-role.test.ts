import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { createNodeRole } from "./node-role.ts";

const recordRole = (region: string, protect = false) =>
  record(() => {
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    const parent = new pulumi.ComponentResource("test:t:T", "t", {}, { providers: { aws: provider } });
    createNodeRole(parent, "node", { region, protect, transform: undefined });
  });

test("only EC2 takes the role, which joins the cluster, pulls images and gives a shell, and no more", async () => {
  const resources = await recordRole("eu-west-1");
  const role = resources.find(({ type }) => type.endsWith(":Role"));
  expect(role?.inputs).toEqual({
    description: "Nodes of an EKS cluster",
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
  });
  const policies = resources.filter(({ type }) => type.endsWith(":RolePolicyAttachment"));
  expect(policies.map(({ inputs }) => inputs.policyArn).sort()).toEqual([
    "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  ]);
});

test("policies are those of the region's partition", async () => {
  const arns = (await recordRole("cn-north-1")).flatMap(({ inputs }) => inputs.policyArn ?? []);
  expect(arns).toContain("arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy");
});

test("the role is protected on demand", async () => {
  const roles = async (protect: boolean) =>
    (await recordRole("eu-west-1", protect)).filter(({ options }) => options.protect).map(({ name }) => name);
  expect([await roles(false), await roles(true)]).toEqual([[], ["node"]]);
});
