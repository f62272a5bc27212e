import { describe, expect, test } from "@jest/globals";
import { addressesOf, nodeAddress, SLOTS } from "./addresses.ts";

const all = Array.from({ length: SLOTS }, (_, index) => addressesOf(index));

describe("addresses of planes", () => {
  test("no two planes share a port", () => {
    const ports = all.flatMap((plane) => Object.values(plane.ports));
    expect(new Set(ports).size).toBe(ports.length);
  });

  test("no two planes share a name or a range", () => {
    const names = all.flatMap((plane) => [plane.bridge, plane.gateway, plane.serviceRange, plane.podRange]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("an interface on the bridge fits Linux' 15 characters", () => {
    for (const plane of all) expect(`${plane.bridge}v254`.length).toBeLessThanOrEqual(15);
  });

  test("a slot that does not exist is an error that names those that do", () => {
    expect(() => addressesOf(10)).toThrow("slot 10 does not exist; slots are 0 to 9");
    expect(() => addressesOf(Number.NaN)).toThrow("slot NaN does not exist");
  });

  test("node addresses go on in the next /24", () => {
    expect([nodeAddress(2, 0), nodeAddress(2, 253), nodeAddress(2, 254)]).toEqual([
      "10.242.0.1",
      "10.242.0.254",
      "10.242.1.1",
    ]);
  });
});
