import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { createNodeSecurityGroup } from "./node-security-group.ts";

const recordGroup = () =>
  record(() => {
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    const parent = new pulumi.ComponentResource("test:t:T", "t", {}, { providers: { aws: provider } });
    createNodeSecurityGroup(parent, {
      clusterName: "dev-eu-west-1",
      vpcId: "vpc-1",
      clusterSecurityGroupId: "sg-cluster",
      protect: false,
      transform: undefined,
    });
  });

test("only the API server comes in, on the ports of webhooks, metrics APIs and kubelets", async () => {
  const rules = (await recordGroup()).filter(({ type }) => type.endsWith(":SecurityGroupIngressRule"));
  const byPort = rules.sort((a, b) => Number(a.inputs.fromPort) - Number(b.inputs.fromPort));
  expect(byPort.map(({ inputs }) => inputs)).toEqual(
    [6443, 8081, 9443, 10250, 10251].map((port) => ({
      securityGroupId: "[unknown]",
      referencedSecurityGroupId: "sg-cluster",
      description: expect.stringMatching(/^API server to /),
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    })),
  );
});

test("the group lets everything out, by IPv6 too where the network has it, and leaves the cluster's tag to the cluster's group", async () => {
  const resources = await recordGroup();
  const inputs = (type: string) => resources.filter((r) => r.type.endsWith(type)).map((r) => r.inputs);
  expect(inputs(":SecurityGroup")).toEqual([
    {
      vpcId: "vpc-1",
      description: "Nodes: API server on the ports of webhooks, metrics APIs and kubelets",
      tags: { Name: "dev-eu-west-1-nodes" },
    },
  ]);
  expect(inputs(":SecurityGroupEgressRule")).toEqual([
    {
      securityGroupId: "[unknown]",
      description: "Anything to 0.0.0.0/0",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    },
    {
      securityGroupId: "[unknown]",
      description: "Anything to ::/0",
      ipProtocol: "-1",
      cidrIpv6: "::/0",
    },
  ]);
});

test("every description is one that EC2 takes", async () => {
  const descriptions = (await recordGroup()).flatMap(({ inputs }) => inputs.description ?? []);
  expect(descriptions).toHaveLength(8);
  for (const text of descriptions) expect(text).toMatch(/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
});
