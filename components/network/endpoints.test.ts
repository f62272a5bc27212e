import { describe, expect, test } from "@jest/globals";
import { recordNetwork } from "./network-fixture.ts";

describe("endpoints", () => {
  test("S3 is on the tables of every subnet that has a way out", async () => {
    const { inputs, wired } = await recordNetwork();
    expect(inputs("VpcEndpoint s3")).toEqual({
      vpcId: "[unknown]",
      serviceName: "com.amazonaws.eu-west-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: ["[unknown]", "[unknown]", "[unknown]"],
      tags: { Name: "prod-s3" },
    });
    expect(wired("VpcEndpoint s3", "routeTableIds")).toEqual([
      "RouteTable private-euw1-az1",
      "RouteTable private-euw1-az2",
      "RouteTable public",
    ]);
  });

  test("interface endpoints answer by the service's own name, in private subnets, to the VPC on 443", async () => {
    const { inputs, wired } = await recordNetwork();
    expect(inputs("VpcEndpoint ecr.api")).toEqual({
      vpcId: "[unknown]",
      serviceName: "com.amazonaws.eu-west-1.ecr.api",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["[unknown]", "[unknown]"],
      securityGroupIds: ["[unknown]"],
      tags: { Name: "prod-ecr.api" },
    });
    expect(wired("VpcEndpoint ecr.api", "subnetIds")).toEqual([
      "Subnet private-euw1-az1",
      "Subnet private-euw1-az2",
    ]);
    expect(wired("VpcEndpoint ecr.api", "securityGroupIds")).toEqual(["SecurityGroup endpoints"]);
    expect(inputs("SecurityGroup endpoints")).toEqual({
      vpcId: "[unknown]",
      description: "Interface endpoints of AWS services: HTTPS from within the VPC",
      tags: { Name: "prod-endpoints" },
    });
    expect(inputs("SecurityGroupIngressRule endpoints-https")).toEqual({
      securityGroupId: "[unknown]",
      description: "HTTPS from within the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.16.0.0/16",
    });
    expect(wired("SecurityGroupIngressRule endpoints-https", "securityGroupId")).toEqual([
      "SecurityGroup endpoints",
    ]);
  });

  test("one per service, named twice or not", async () => {
    const { keys } = await recordNetwork({ interfaceEndpoints: ["sts", "logs", "sts"] });
    expect(keys("VpcEndpoint")).toEqual(["VpcEndpoint logs", "VpcEndpoint s3", "VpcEndpoint sts"]);
  });

  test("without services only S3's is left, and no security group", async () => {
    const { keys } = await recordNetwork({ interfaceEndpoints: [] });
    expect(keys("VpcEndpoint")).toEqual(["VpcEndpoint s3"]);
    expect(keys("SecurityGroup")).toEqual(["SecurityGroup game"]);
    expect(keys("SecurityGroupIngressRule")).not.toContain("SecurityGroupIngressRule endpoints-https");
  });
});
