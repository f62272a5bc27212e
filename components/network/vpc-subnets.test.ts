import { describe, expect, test } from "@jest/globals";
import { recordNetwork } from "./network-fixture.ts";

const CLUSTER = { "kubernetes.io/cluster/prod": "shared" };
const KARPENTER = { "karpenter.sh/discovery": "prod" };

describe("subnets", () => {
  test("each kind has its range, its public addresses or none, and its tags", async () => {
    const { inputs } = await recordNetwork();
    expect(inputs("Subnet game-euw1-az2")).toEqual({
      vpcId: "[unknown]",
      availabilityZoneId: "euw1-az2",
      cidrBlock: "10.16.32.0/19",
      mapPublicIpOnLaunch: true,
      tags: { Name: "prod-game-euw1-az2", "gameplane:subnet": "game", ...CLUSTER, ...KARPENTER },
    });
    expect(inputs("Subnet private-euw1-az2")).toEqual({
      vpcId: "[unknown]",
      availabilityZoneId: "euw1-az2",
      cidrBlock: "10.16.144.0/20",
      mapPublicIpOnLaunch: false,
      tags: {
        Name: "prod-private-euw1-az2",
        "gameplane:subnet": "private",
        "kubernetes.io/role/internal-elb": "1",
        ...CLUSTER,
        ...KARPENTER,
      },
    });
    expect(inputs("Subnet public-euw1-az2")).toEqual({
      vpcId: "[unknown]",
      availabilityZoneId: "euw1-az2",
      cidrBlock: "10.16.193.0/24",
      mapPublicIpOnLaunch: false,
      tags: {
        Name: "prod-public-euw1-az2",
        "gameplane:subnet": "public",
        "kubernetes.io/role/elb": "1",
        ...CLUSTER,
      },
    });
    expect(inputs("Subnet control-plane-euw1-az2")).toEqual({
      vpcId: "[unknown]",
      availabilityZoneId: "euw1-az2",
      cidrBlock: "10.16.255.16/28",
      mapPublicIpOnLaunch: false,
      tags: { Name: "prod-control-plane-euw1-az2", "gameplane:subnet": "control-plane" },
    });
  });

  test("the control plane may have more zones than nodes", async () => {
    const { keys } = await recordNetwork({ zoneIds: ["euw1-az1"] });
    expect(keys("Subnet")).toEqual([
      "Subnet control-plane-euw1-az1",
      "Subnet control-plane-euw1-az2",
      "Subnet game-euw1-az1",
      "Subnet private-euw1-az1",
      "Subnet public-euw1-az1",
    ]);
  });

  test("with ipv6 every kind but the control plane takes a /64 from the VPC's range", async () => {
    const { inputs, wired } = await recordNetwork({ ipv6: true });
    expect(inputs("Vpc vpc")).toMatchObject({ assignGeneratedIpv6CidrBlock: true });
    for (const kind of ["game", "private", "public"]) {
      expect(inputs(`Subnet ${kind}-euw1-az1`)).toMatchObject({
        ipv6CidrBlock: "[unknown]",
        assignIpv6AddressOnCreation: true,
      });
      expect(wired(`Subnet ${kind}-euw1-az1`, "ipv6CidrBlock")).toEqual(["Vpc vpc"]);
    }
    expect(inputs("Subnet control-plane-euw1-az1")).not.toHaveProperty("ipv6CidrBlock");
  });
});
