import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatBlock, isCidr, overlaps, parseBlock, subnet, within } from "./cidr.ts";

/** A canonical IPv4 CIDR, made without the code under test. */
const cidrs = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  const octets = [3, 2, 1, 0].map((power) => Math.floor(first / 256 ** power) % 256);
  return { text: `${octets.join(".")}/${prefix}`, first, size, prefix };
});

describe("isCidr", () => {
  test.each(["10.16.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "100.64.0.0/10"])("%s is one", (text) => {
    expect(isCidr(text)).toBe(true);
  });

  test.each([
    "10.16.0.1/16",
    "10.16.0.0",
    "10.16.0.0/33",
    "10.16/16",
    "10.16.0.0/",
    "256.0.0.0/8",
    "::/0",
    "10.16.0.0/-1",
    " 10.16.0.0/16",
    "",
  ])("%j is none", (text) => {
    expect(isCidr(text)).toBe(false);
  });

  test("every canonical block is one, and no address within it but the first", () => {
    fc.assert(
      fc.property(cidrs, fc.nat(), ({ text, first, size, prefix }, offset) => {
        expect(isCidr(text)).toBe(true);
        const inside = offset % size;
        expect(isCidr(formatBlock(first + inside, prefix))).toBe(inside === 0);
      }),
    );
  });
});

test("a block is read as numbers and written back as it was", () => {
  fc.assert(
    fc.property(cidrs, ({ text, first, size, prefix }) => {
      expect(parseBlock(text)).toEqual({ first, size, prefix });
      expect(formatBlock(first, prefix)).toBe(text);
    }),
  );
});

describe("overlaps", () => {
  test.each([
    ["10.0.0.0/8", "10.16.0.0/16", true],
    ["10.16.0.0/16", "10.17.0.0/16", false],
    ["0.0.0.0/0", "255.255.255.255/32", true],
    ["10.16.0.0/17", "10.16.128.0/17", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });

  test("is symmetric, holds for a block and itself, and means that one lies within the other", () => {
    fc.assert(
      fc.property(cidrs, cidrs, (a, b) => {
        expect(overlaps(a.text, a.text)).toBe(true);
        expect(overlaps(a.text, b.text)).toBe(overlaps(b.text, a.text));
        const [large, small] = a.size >= b.size ? [a, b] : [b, a];
        expect(overlaps(a.text, b.text)).toBe(
          Math.floor(small.first / large.size) * large.size === large.first,
        );
      }),
    );
  });
});

test.each([
  ["10.8.0.0/16", "10.0.0.0/8", true],
  ["10.0.0.0/8", "10.0.0.0/8", true],
  ["10.0.0.0/7", "10.0.0.0/8", false],
  ["11.0.0.0/8", "10.0.0.0/8", false],
  ["172.31.255.0/24", "172.16.0.0/12", true],
  ["172.32.0.0/16", "172.16.0.0/12", false],
])("%s lies within %s: %s", (cidr, outer, expected) => {
  expect(within(cidr, outer)).toBe(expected);
});

test("subnets of a block are disjoint, within it, and fill it in order", () => {
  const block = parseBlock("10.16.0.0/16");
  const parts = Array.from({ length: 8 }, (_, index) => subnet(block, 19, index));
  expect(parts[0]).toBe("10.16.0.0/19");
  expect(parts[7]).toBe("10.16.224.0/19");
  for (const [index, part] of parts.entries()) {
    expect(overlaps(part, "10.16.0.0/16")).toBe(true);
    expect(parts.filter((other, otherIndex) => otherIndex !== index && overlaps(part, other))).toEqual([]);
  }
});
