import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { Network } from "./network.ts";
import { keyOf, PLAIN, recordNetwork } from "./network-fixture.ts";

/** Registers a resource that takes outputs, so that the record shows which resources each comes from. */
function probe(outputs: Record<string, pulumi.Output<string>>, dependsOn: pulumi.Resource[] = []) {
  const provider = new aws.Provider("probe", { region: "eu-west-1" });
  for (const [name, value] of Object.entries(outputs)) {
    new aws.ec2.Tag(name, { resourceId: "probe", key: "probe", value }, { provider, dependsOn });
  }
}

const numbered = (name: string, outputs: pulumi.Output<string>[]) =>
  Object.fromEntries(outputs.map((output, index) => [`${name} ${index}`, output]));

const byZone = (name: string, outputs: Record<string, pulumi.Output<string>>) =>
  Object.fromEntries(Object.entries(outputs).map(([zone, output]) => [`${name} ${zone}`, output]));

const PLAIN_RESOURCES = [
  "DefaultSecurityGroup default",
  "Eip euw1-az1",
  "Eip euw1-az2",
  "FlowLog flow-logs",
  "InternetGateway internet",
  "LogGroup flow-logs",
  "NatGateway euw1-az1",
  "NatGateway euw1-az2",
  "Network network",
  "Role flow-logs",
  "RolePolicy flow-logs",
  "Route private-euw1-az1",
  "Route private-euw1-az2",
  "Route public",
  "RouteTable control-plane",
  "RouteTable private-euw1-az1",
  "RouteTable private-euw1-az2",
  "RouteTable public",
  "RouteTableAssociation control-plane-euw1-az1",
  "RouteTableAssociation control-plane-euw1-az2",
  "RouteTableAssociation game-euw1-az1",
  "RouteTableAssociation game-euw1-az2",
  "RouteTableAssociation private-euw1-az1",
  "RouteTableAssociation private-euw1-az2",
  "RouteTableAssociation public-euw1-az1",
  "RouteTableAssociation public-euw1-az2",
  "SecurityGroup endpoints",
  "SecurityGroup game",
  "SecurityGroupEgressRule game-0.0.0.0-0",
  "SecurityGroupIngressRule endpoints-https",
  "SecurityGroupIngressRule game-tcp-0.0.0.0-0",
  "SecurityGroupIngressRule game-udp-0.0.0.0-0",
  "Subnet control-plane-euw1-az1",
  "Subnet control-plane-euw1-az2",
  "Subnet game-euw1-az1",
  "Subnet game-euw1-az2",
  "Subnet private-euw1-az1",
  "Subnet private-euw1-az2",
  "Subnet public-euw1-az1",
  "Subnet public-euw1-az2",
  "Vpc vpc",
  "VpcEndpoint ecr.api",
  "VpcEndpoint s3",
  "VpcEndpoint sts",
  "aws aws",
];

describe("Network", () => {
  test("makes exactly these resources, every one by the provider it was given", async () => {
    const { resources } = await recordNetwork();
    expect([...resources.keys()].toSorted()).toEqual(PLAIN_RESOURCES);
    for (const [key, resource] of resources) {
      if (!resource.custom || key === "aws aws") continue;
      expect([key, resource.provider]).toEqual([key, expect.stringMatching(/::pulumi:providers:aws::aws::/)]);
    }
  });

  test("the VPC resolves names, so that private names of endpoints work", async () => {
    const { inputs } = await recordNetwork();
    expect(inputs("Vpc vpc")).toEqual({
      cidrBlock: "10.16.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: "prod" },
    });
  });

  test("the default security group has no rules", async () => {
    const { inputs, wired } = await recordNetwork();
    expect(inputs("DefaultSecurityGroup default")).toMatchObject({ ingress: [], egress: [] });
    expect(wired("DefaultSecurityGroup default", "vpcId")).toEqual(["Vpc vpc"]);
  });

  test("protect guards the VPC and the addresses, and nothing else", async () => {
    const guarded = async (protect?: boolean) => {
      const { resources } = await recordNetwork(protect === undefined ? undefined : { protect });
      return [...resources]
        .filter(([, resource]) => resource.options.protect === true)
        .map(([key]) => key)
        .toSorted();
    };
    expect(await guarded(true)).toEqual(["Eip euw1-az1", "Eip euw1-az2", "Vpc vpc"]);
    expect(await guarded(false)).toEqual([]);
    expect(await guarded()).toEqual([]);
  });

  test("outputs are the subnets in zone order, by zone, and the group of game nodes", async () => {
    const { keys, wired } = await recordNetwork({ zoneIds: ["euw1-az3", "euw1-az1"] }, (network) =>
      probe({
        vpc: network.vpcId,
        ...numbered("public", network.publicSubnetIds),
        ...numbered("game", network.gameSubnetIds),
        ...numbered("private", network.privateSubnetIds),
        ...numbered("control plane", network.controlPlaneSubnetIds),
        ...byZone("game", network.gameSubnetsByZone),
        ...byZone("private", network.privateSubnetsByZone),
        gameSecurityGroup: network.gameSecurityGroupId,
        ...numbered("nat", network.natPublicIps),
      }),
    );
    const origins = keys("Tag").map((key) => [key.replace("Tag ", ""), wired(key, "value").join()]);
    expect(Object.fromEntries(origins)).toEqual({
      vpc: "Vpc vpc",
      "public 0": "Subnet public-euw1-az3",
      "public 1": "Subnet public-euw1-az1",
      "game 0": "Subnet game-euw1-az3",
      "game 1": "Subnet game-euw1-az1",
      "private 0": "Subnet private-euw1-az3",
      "private 1": "Subnet private-euw1-az1",
      "control plane 0": "Subnet control-plane-euw1-az1",
      "control plane 1": "Subnet control-plane-euw1-az2",
      "game euw1-az3": "Subnet game-euw1-az3",
      "game euw1-az1": "Subnet game-euw1-az1",
      "private euw1-az3": "Subnet private-euw1-az3",
      "private euw1-az1": "Subnet private-euw1-az1",
      gameSecurityGroup: "SecurityGroup game",
      "nat 0": "NatGateway euw1-az3",
      "nat 1": "NatGateway euw1-az1",
    });
  });

  test("nodes wait for routes, their associations, NAT gateways and endpoints", async () => {
    const { resources } = await recordNetwork({ ipv6: true }, (network) =>
      probe({ node: pulumi.output("value") }, network.ready),
    );
    expect(resources.get("Tag node")?.dependencies.map(keyOf).toSorted()).toEqual([
      "NatGateway euw1-az1",
      "NatGateway euw1-az2",
      "Route private-euw1-az1",
      "Route private-euw1-az1-ipv6",
      "Route private-euw1-az2",
      "Route private-euw1-az2-ipv6",
      "Route public",
      "Route public-ipv6",
      "RouteTableAssociation game-euw1-az1",
      "RouteTableAssociation game-euw1-az2",
      "RouteTableAssociation private-euw1-az1",
      "RouteTableAssociation private-euw1-az2",
      "RouteTableAssociation public-euw1-az1",
      "RouteTableAssociation public-euw1-az2",
      "SecurityGroupIngressRule endpoints-https",
      "VpcEndpoint ecr.api",
      "VpcEndpoint s3",
      "VpcEndpoint sts",
    ]);
  });

  test("transforms have the last word on each child they name", async () => {
    const { inputs, resources } = await recordNetwork({
      transform: {
        vpc: { instanceTenancy: "dedicated" },
        subnet: (args, _, name) => {
          args.mapPublicIpOnLaunch = name === "public-euw1-az1";
        },
        natGateway: { privateIp: "10.16.192.10" },
        natAddress: { publicIpv4Pool: "pool" },
        interfaceEndpoint: { policy: "{}" },
        flowLog: { trafficType: "REJECT" },
        flowLogGroup: { retentionInDays: 1 },
        gameSecurityGroup: (_, opts) => {
          opts.protect = true;
        },
      },
    });
    expect(inputs("Vpc vpc")).toMatchObject({ instanceTenancy: "dedicated", cidrBlock: "10.16.0.0/16" });
    expect(inputs("Subnet public-euw1-az1")).toMatchObject({ mapPublicIpOnLaunch: true });
    expect(inputs("Subnet game-euw1-az1")).toMatchObject({ mapPublicIpOnLaunch: false });
    expect(inputs("NatGateway euw1-az1")).toMatchObject({ privateIp: "10.16.192.10" });
    expect(inputs("Eip euw1-az1")).toMatchObject({ publicIpv4Pool: "pool" });
    expect(inputs("VpcEndpoint sts")).toMatchObject({ policy: "{}" });
    expect(inputs("FlowLog flow-logs")).toMatchObject({ trafficType: "REJECT" });
    expect(inputs("LogGroup flow-logs")).toMatchObject({ retentionInDays: 1 });
    expect(resources.get("SecurityGroup game")?.options.protect).toBe(true);
  });

  test("security group texts hold only characters that EC2 takes", async () => {
    const { resources } = await recordNetwork({ ipv6: true });
    const texts = [...resources.values()]
      .filter((resource) => resource.type.includes("ecurityGroup"))
      .flatMap((resource) =>
        typeof resource.inputs.description === "string" ? [resource.inputs.description] : [],
      );
    expect(texts).toHaveLength(9);
    for (const text of texts) expect(text).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });

  test("refuses wrong addresses before it makes anything", async () => {
    const resources = await record(() => {
      const refused = () => new Network("network", { ...PLAIN, natAllocationIds: ["eipalloc-1"] });
      expect(refused).toThrow("natAllocationIds holds 1 Elastic IPs");
    });
    expect(resources.map((resource) => resource.type)).toEqual(["gameplane:network:Network"]);
  });
});
