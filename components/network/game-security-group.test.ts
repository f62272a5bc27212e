import { describe, expect, test } from "@jest/globals";
import { recordNetwork, type Recorded } from "./network-fixture.ts";

/** Rules of the game security group, without what they all have. */
const rules = ({ keys, inputs, wired }: Recorded) =>
  Object.fromEntries(
    [...keys("SecurityGroupIngressRule"), ...keys("SecurityGroupEgressRule")]
      .filter((key) => !key.endsWith("endpoints-https"))
      .map((key) => {
        expect(wired(key, "securityGroupId")).toEqual(["SecurityGroup game"]);
        const { securityGroupId, ...rest } = inputs(key);
        expect(securityGroupId).toBe("[unknown]");
        return [key, rest];
      }),
  );

const OUT = {
  "SecurityGroupEgressRule game-0.0.0.0-0": {
    description: "Anything to 0.0.0.0/0",
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
  },
};
const OUT_IPV6 = {
  "SecurityGroupEgressRule game-ipv6": {
    description: "Anything to ::/0",
    ipProtocol: "-1",
    cidrIpv6: "::/0",
  },
};

describe("the game security group", () => {
  test("opens the game ports by UDP and TCP to everyone, and everything outward", async () => {
    const network = await recordNetwork();
    expect(network.inputs("SecurityGroup game")).toEqual({
      vpcId: "[unknown]",
      description: "Game nodes: players on the game ports",
      tags: { Name: "prod-game" },
    });
    expect(rules(network)).toEqual({
      "SecurityGroupIngressRule game-udp-0.0.0.0-0": {
        description: "Game ports (UDP) from 0.0.0.0/0",
        ipProtocol: "udp",
        fromPort: 7000,
        toPort: 8000,
        cidrIpv4: "0.0.0.0/0",
      },
      "SecurityGroupIngressRule game-tcp-0.0.0.0-0": {
        description: "Game ports (TCP) from 0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: 7000,
        toPort: 8000,
        cidrIpv4: "0.0.0.0/0",
      },
      ...OUT,
    });
  });

  test("opens another range to the sources that are named, each once", async () => {
    const sourceCidrs = ["203.0.113.0/24", "198.51.100.0/24", "203.0.113.0/24"];
    const network = await recordNetwork({ gamePorts: { min: 20000, max: 20100, sourceCidrs } });
    const rule = (ipProtocol: string, cidrIpv4: string) => ({
      description: `Game ports (${ipProtocol.toUpperCase()}) from ${cidrIpv4}`,
      ipProtocol,
      fromPort: 20000,
      toPort: 20100,
      cidrIpv4,
    });
    expect(rules(network)).toEqual({
      "SecurityGroupIngressRule game-udp-203.0.113.0-24": rule("udp", "203.0.113.0/24"),
      "SecurityGroupIngressRule game-tcp-203.0.113.0-24": rule("tcp", "203.0.113.0/24"),
      "SecurityGroupIngressRule game-udp-198.51.100.0-24": rule("udp", "198.51.100.0/24"),
      "SecurityGroupIngressRule game-tcp-198.51.100.0-24": rule("tcp", "198.51.100.0/24"),
      ...OUT,
    });
  });

  test("with ipv6 it lets IPv6 players in where everyone may come in", async () => {
    const network = await recordNetwork({ ipv6: true });
    const rule = (ipProtocol: string) => ({
      description: `Game ports (${ipProtocol.toUpperCase()}) from ::/0`,
      ipProtocol,
      fromPort: 7000,
      toPort: 8000,
      cidrIpv6: "::/0",
    });
    expect(rules(network)).toEqual({
      "SecurityGroupIngressRule game-udp-0.0.0.0-0": expect.anything(),
      "SecurityGroupIngressRule game-tcp-0.0.0.0-0": expect.anything(),
      "SecurityGroupIngressRule game-udp-ipv6": rule("udp"),
      "SecurityGroupIngressRule game-tcp-ipv6": rule("tcp"),
      ...OUT,
      ...OUT_IPV6,
    });
  });

  test("with ipv6 and named sources no IPv6 player comes in", async () => {
    const network = await recordNetwork({
      ipv6: true,
      gamePorts: { min: 7000, max: 8000, sourceCidrs: ["203.0.113.0/24"] },
    });
    expect(Object.keys(rules(network)).toSorted()).toEqual([
      "SecurityGroupEgressRule game-0.0.0.0-0",
      "SecurityGroupEgressRule game-ipv6",
      "SecurityGroupIngressRule game-tcp-203.0.113.0-24",
      "SecurityGroupIngressRule game-udp-203.0.113.0-24",
    ]);
  });
});
