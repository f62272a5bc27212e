import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { planSubnets, subnetAddresses, type SubnetPlan } from "./subnets.ts";

const ZONES = ["euw1-az1", "euw1-az2", "euw1-az3", "euw1-az4"];

const vpcs = fc
  .tuple(fc.integer({ min: 16, max: 18 }), fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.nat({ max: 3 }))
  .map(([prefix, a, b, quarter]) => {
    const third = prefix === 16 ? 0 : prefix === 17 ? (quarter % 2) * 128 : quarter * 64;
    return `${a}.${b}.${third}.0/${prefix}`;
  });
const nodeZones = fc.integer({ min: 1, max: 4 });
const controlPlaneZones = fc.integer({ min: 2, max: 4 });

const plan = (cidr: string, zones: number, controlPlane: number) =>
  planSubnets(cidr, ZONES.slice(0, zones), ZONES.slice(0, controlPlane));

const all = (planned: SubnetPlan) => Object.values(planned).flat();

/** First and last address as numbers, computed apart from the code under test. */
function range(cidr: string): [number, number] {
  const [address = "", prefix = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(prefix)) - 1];
}

describe("planSubnets", () => {
  test("a /16 over two zones", () => {
    expect(plan("10.16.0.0/16", 2, 2)).toEqual({
      game: [
        { zoneId: "euw1-az1", cidr: "10.16.0.0/19", index: 0 },
        { zoneId: "euw1-az2", cidr: "10.16.32.0/19", index: 1 },
      ],
      private: [
        { zoneId: "euw1-az1", cidr: "10.16.128.0/20", index: 0 },
        { zoneId: "euw1-az2", cidr: "10.16.144.0/20", index: 1 },
      ],
      public: [
        { zoneId: "euw1-az1", cidr: "10.16.192.0/24", index: 0 },
        { zoneId: "euw1-az2", cidr: "10.16.193.0/24", index: 1 },
      ],
      controlPlane: [
        { zoneId: "euw1-az1", cidr: "10.16.255.0/28", index: 0 },
        { zoneId: "euw1-az2", cidr: "10.16.255.16/28", index: 1 },
      ],
    });
  });

  test("a /18 over four zones", () => {
    const cidrs = Object.entries(plan("10.16.64.0/18", 4, 4)).map(([kind, subnets]) => [
      kind,
      subnets.map((s) => s.cidr),
    ]);
    expect(Object.fromEntries(cidrs)).toEqual({
      game: ["10.16.64.0/21", "10.16.72.0/21", "10.16.80.0/21", "10.16.88.0/21"],
      private: ["10.16.96.0/22", "10.16.100.0/22", "10.16.104.0/22", "10.16.108.0/22"],
      public: ["10.16.112.0/24", "10.16.113.0/24", "10.16.114.0/24", "10.16.115.0/24"],
      controlPlane: ["10.16.127.0/28", "10.16.127.16/28", "10.16.127.32/28", "10.16.127.48/28"],
    });
  });

  test("subnets lie inside the VPC, at their own network address, and none overlaps another", () => {
    fc.assert(
      fc.property(vpcs, nodeZones, controlPlaneZones, (cidr, zones, controlPlane) => {
        const [vpcFirst, vpcLast] = range(cidr);
        const ranges = all(plan(cidr, zones, controlPlane)).map((subnet) => range(subnet.cidr));
        const sorted = ranges.toSorted(([a], [b]) => a - b);
        for (const [index, [first, last]] of sorted.entries()) {
          expect(first % (last - first + 1)).toBe(0);
          expect(first).toBeGreaterThanOrEqual(index === 0 ? vpcFirst : (sorted[index - 1]?.[1] ?? 0) + 1);
          expect(last).toBeLessThanOrEqual(vpcLast);
        }
        expect(ranges).toHaveLength(zones * 3 + controlPlane);
      }),
    );
  });

  test("a zone that is appended moves no other subnet", () => {
    fc.assert(
      fc.property(vpcs, nodeZones, controlPlaneZones, (cidr, zones, controlPlane) => {
        const before = plan(cidr, zones, controlPlane);
        const after = plan(cidr, Math.min(zones + 1, 4), Math.min(controlPlane + 1, 4));
        expect(after.game.slice(0, zones)).toEqual(before.game);
        expect(after.private.slice(0, zones)).toEqual(before.private);
        expect(after.public.slice(0, zones)).toEqual(before.public);
        expect(after.controlPlane.slice(0, controlPlane)).toEqual(before.controlPlane);
      }),
    );
  });

  test("subnets are as large as subnetAddresses says", () => {
    fc.assert(
      fc.property(vpcs, (cidr) => {
        const rooms = subnetAddresses(cidr);
        for (const [kind, subnets] of Object.entries(plan(cidr, 4, 4))) {
          const room = Object.entries(rooms).find(([key]) => key === kind)?.[1];
          for (const subnet of subnets) {
            const [first, last] = range(subnet.cidr);
            expect(room?.addresses).toBe(last - first + 1 - 5);
          }
        }
      }),
    );
  });

  test.each([
    [
      "no CIDR",
      "10.16.0.0",
      2,
      2,
      "cidr 10.16.0.0 is not an IPv4 range from /16 to /18; give one such as 10.16.0.0/16",
    ],
    [
      "too large",
      "10.0.0.0/15",
      2,
      2,
      "cidr 10.0.0.0/15 is not an IPv4 range from /16 to /18; give one such as 10.16.0.0/16",
    ],
    [
      "too small",
      "10.0.0.0/19",
      2,
      2,
      "cidr 10.0.0.0/19 is not an IPv4 range from /16 to /18; give one such as 10.16.0.0/16",
    ],
    [
      "host bits",
      "10.16.1.0/16",
      2,
      2,
      "cidr 10.16.1.0/16 does not begin at its own network address; give 10.16.0.0/16",
    ],
    ["no zone", "10.16.0.0/16", 0, 2, "zoneIds holds 0 zones; give 1 to 4"],
    ["one control-plane zone", "10.16.0.0/16", 1, 1, "controlPlaneZoneIds holds 1 zones; give 2 to 4"],
  ])("refuses %s", (_, cidr, zones, controlPlane, message) => {
    expect(() => plan(cidr, zones, controlPlane)).toThrow(new Error(message));
  });

  test("refuses five zones and a zone named twice", () => {
    expect(() => planSubnets("10.16.0.0/16", [...ZONES, "euw1-az5"], ZONES)).toThrow(
      new Error("zoneIds holds 5 zones; give 1 to 4"),
    );
    expect(() => planSubnets("10.16.0.0/16", ZONES, ["euw1-az1", "euw1-az2", "euw1-az1"])).toThrow(
      new Error("controlPlaneZoneIds holds euw1-az1 twice; name each zone once"),
    );
  });
});

test("subnetAddresses counts what AWS leaves, and whole /28 blocks", () => {
  expect(subnetAddresses("10.16.0.0/16")).toEqual({
    game: { addresses: 8187, prefixes: 510 },
    private: { addresses: 4091, prefixes: 254 },
    public: { addresses: 251, prefixes: 14 },
    controlPlane: { addresses: 11, prefixes: 0 },
  });
});
