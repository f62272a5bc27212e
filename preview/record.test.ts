import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "./record.ts";

test("records URN, parent, provider, inputs and options", async () => {
  const resources = await record(() => {
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    const group = new pulumi.ComponentResource(
      "gameplane:test:Group",
      "group",
      {},
      { providers: { aws: provider } },
    );
    const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { parent: group, protect: true });
    new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" }, { parent: group });
    return { vpcId: vpc.id };
  });
  expect(resources.map((r) => [r.type, r.name, r.inputs, r.options.protect])).toEqual([
    ["pulumi:providers:aws", "aws", expect.objectContaining({ region: "eu-west-1" }), undefined],
    ["gameplane:test:Group", "group", {}, undefined],
    ["aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }, true],
    ["aws:ec2/subnet:Subnet", "a", { cidrBlock: "10.0.0.0/24", vpcId: "[unknown]" }, undefined],
  ]);
  expect(resources[3]?.urn).toBe("urn:pulumi:test::gameplane::gameplane:test:Group$aws:ec2/subnet:Subnet::a");
  expect(resources[3]?.dependencies).toEqual([resources[2]?.urn]);
  expect(resources[3]?.provider).toMatch(/^urn:pulumi:test::gameplane::pulumi:providers:aws::aws::/);
  expect(resources[2]?.source).toMatch(/^$|\.ts:\d+$/);
});
