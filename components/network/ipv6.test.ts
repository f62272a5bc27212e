import { describe, expect, test } from "@jest/globals";
import { ipv6Subnet } from "./ipv6.ts";

describe("ipv6Subnet", () => {
  test.each([
    ["game", 0, "2a05:d018:1:ab00::/64"],
    ["game", 3, "2a05:d018:1:ab03::/64"],
    ["private", 0, "2a05:d018:1:ab10::/64"],
    ["public", 1, "2a05:d018:1:ab21::/64"],
  ] as const)("%s %i of 2a05:d018:1:ab00::/56 is %s", (kind, index, cidr) => {
    expect(ipv6Subnet("2a05:d018:1:ab00::/56", kind, index)).toBe(cidr);
  });

  test("no two subnets share a /64", () => {
    const kinds = ["game", "private", "public"] as const;
    const cidrs = kinds.flatMap((kind) =>
      [0, 1, 2, 3].map((index) => ipv6Subnet("2a05:d018::/56", kind, index)),
    );
    expect(new Set(cidrs).size).toBe(12);
  });

  test("refuses a block of another size", () => {
    expect(() => ipv6Subnet("2a05:d018::/48", "game", 0)).toThrow(
      "2a05:d018::/48 is not the /56 that AWS gives a VPC",
    );
  });
});
