import { describe, expect, test } from "@jest/globals";
import { natZones } from "./nat.ts";
import { recordNetwork } from "./network-fixture.ts";

const zoneIds = ["euw1-az1", "euw1-az2"];

describe("natZones", () => {
  test.each([
    ["per-zone", undefined, zoneIds],
    ["per-zone", ["a", "b"], zoneIds],
    ["single", undefined, ["euw1-az1"]],
    ["single", ["a"], ["euw1-az1"]],
  ] as const)("%s with addresses %j", (nat, given, zones) => {
    expect(natZones({ zoneIds, nat, ...(given && { natAllocationIds: [...given] }) })).toEqual(zones);
  });

  test.each([
    ["single", 2, 1],
    ["per-zone", 3, 2],
    ["per-zone", 0, 2],
  ] as const)("%s refuses %i addresses", (nat, given, wanted) => {
    const natAllocationIds = Array.from({ length: given }, (_, index) => `eipalloc-${index}`);
    expect(() => natZones({ zoneIds, nat, natAllocationIds })).toThrow(
      new Error(
        `natAllocationIds holds ${given} Elastic IPs but nat "${nat}" over 2 zones makes ${wanted} NAT gateways; ` +
          `give ${wanted}, or none and the network makes its own`,
      ),
    );
  });
});

describe("NAT gateways", () => {
  test("each sits in its zone's public subnet with an address of its own", async () => {
    const { inputs, wired, keys } = await recordNetwork();
    expect(keys("NatGateway")).toEqual(["NatGateway euw1-az1", "NatGateway euw1-az2"]);
    expect(inputs("Eip euw1-az2")).toEqual({ domain: "vpc", tags: { Name: "prod-nat-euw1-az2" } });
    expect(wired("NatGateway euw1-az2", "subnetId")).toEqual(["Subnet public-euw1-az2"]);
    expect(wired("NatGateway euw1-az2", "allocationId")).toEqual(["Eip euw1-az2"]);
  });

  test("wait for the way to the internet", async () => {
    const { resources } = await recordNetwork();
    const waitsFor = resources.get("NatGateway euw1-az1")?.dependencies ?? [];
    expect(waitsFor).toContainEqual(resources.get("Route public")?.urn);
    expect(waitsFor).toContainEqual(resources.get("RouteTableAssociation public-euw1-az1")?.urn);
  });

  test("take the addresses that are given, in zone order, and make none", async () => {
    const { inputs, keys } = await recordNetwork({ natAllocationIds: ["eipalloc-1", "eipalloc-2"] });
    expect(keys("Eip")).toEqual([]);
    expect(inputs("NatGateway euw1-az1")).toMatchObject({ allocationId: "eipalloc-1" });
    expect(inputs("NatGateway euw1-az2")).toMatchObject({ allocationId: "eipalloc-2" });
  });
});
