import { describe, expect, test } from "@jest/globals";
import { recordNetwork, type Recorded } from "./network-fixture.ts";

/** Table of every subnet, as `kind-zone: table`. */
const tables = ({ keys, wired }: Recorded) =>
  Object.fromEntries(
    keys("RouteTableAssociation").map((key) => {
      expect(wired(key, "subnetId")).toEqual([key.replace("RouteTableAssociation", "Subnet")]);
      return [key.replace("RouteTableAssociation ", ""), wired(key, "routeTableId").join()];
    }),
  );

describe("routes", () => {
  test("public and game subnets share a way out; private ones leave by their zone's NAT; the control plane stays in", async () => {
    const network = await recordNetwork();
    expect(tables(network)).toEqual({
      "public-euw1-az1": "RouteTable public",
      "public-euw1-az2": "RouteTable public",
      "game-euw1-az1": "RouteTable public",
      "game-euw1-az2": "RouteTable public",
      "private-euw1-az1": "RouteTable private-euw1-az1",
      "private-euw1-az2": "RouteTable private-euw1-az2",
      "control-plane-euw1-az1": "RouteTable control-plane",
      "control-plane-euw1-az2": "RouteTable control-plane",
    });
    expect(network.keys("Route")).toEqual([
      "Route private-euw1-az1",
      "Route private-euw1-az2",
      "Route public",
    ]);
    expect(network.inputs("Route public")).toEqual({
      routeTableId: "[unknown]",
      gatewayId: "[unknown]",
      destinationCidrBlock: "0.0.0.0/0",
    });
    expect(network.wired("Route public", "routeTableId")).toEqual(["RouteTable public"]);
    expect(network.wired("Route public", "gatewayId")).toEqual(["InternetGateway internet"]);
    expect(network.inputs("Route private-euw1-az2")).toEqual({
      routeTableId: "[unknown]",
      natGatewayId: "[unknown]",
      destinationCidrBlock: "0.0.0.0/0",
    });
    expect(network.wired("Route private-euw1-az2", "routeTableId")).toEqual(["RouteTable private-euw1-az2"]);
    expect(network.wired("Route private-euw1-az2", "natGatewayId")).toEqual(["NatGateway euw1-az2"]);
  });

  test("with a single NAT every private subnet uses its table", async () => {
    const network = await recordNetwork({ nat: "single" });
    expect(network.keys("NatGateway")).toEqual(["NatGateway euw1-az1"]);
    expect(tables(network)).toMatchObject({
      "private-euw1-az1": "RouteTable private-euw1-az1",
      "private-euw1-az2": "RouteTable private-euw1-az1",
    });
    expect(network.keys("RouteTable")).toEqual([
      "RouteTable control-plane",
      "RouteTable private-euw1-az1",
      "RouteTable public",
    ]);
  });

  test("IPv6 comes in by the internet gateway and from private subnets only goes out", async () => {
    const network = await recordNetwork({ ipv6: true });
    expect(network.inputs("Route public-ipv6")).toEqual({
      routeTableId: "[unknown]",
      gatewayId: "[unknown]",
      destinationIpv6CidrBlock: "::/0",
    });
    expect(network.inputs("Route private-euw1-az2-ipv6")).toEqual({
      routeTableId: "[unknown]",
      egressOnlyGatewayId: "[unknown]",
      destinationIpv6CidrBlock: "::/0",
    });
    expect(network.wired("Route private-euw1-az2-ipv6", "routeTableId")).toEqual([
      "RouteTable private-euw1-az2",
    ]);
    expect(network.keys("EgressOnlyInternetGateway")).toEqual(["EgressOnlyInternetGateway egress-only"]);
  });

  test("without ipv6 there is no IPv6 way out", async () => {
    const network = await recordNetwork();
    expect(network.keys("EgressOnlyInternetGateway")).toEqual([]);
  });
});
