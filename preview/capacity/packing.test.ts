import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Load, Nodes } from "./packing.ts";
import { inOrder, nodesUsed, place, placeAll } from "./packing.ts";

const nodes = (count: number, cpu = 10, group = "a"): Nodes => ({
  ...{ group, count, used: false },
  free: { CPU: cpu },
});
const load = (servers: number, cpu: number, on = ["a"]): Load => ({
  takes: { CPU: cpu },
  servers,
  on: new Set(on),
});
const used = (placed: { nodes: Nodes[] }) => Object.fromEntries(nodesUsed(placed.nodes));

describe("one kind of server", () => {
  test("fills node after node and leaves the rest", () => {
    const placed = place([nodes(4)], load(7, 3));
    expect(placed.servers).toBe(7);
    expect(placed.nodes).toEqual([
      { group: "a", count: 2, free: { CPU: 1 }, used: true },
      { group: "a", count: 1, free: { CPU: 7 }, used: true },
      { group: "a", count: 1, free: { CPU: 10 }, used: false },
    ]);
  });

  test("goes as far as there is room", () => {
    expect(place([nodes(2)], load(7, 3)).servers).toBe(6);
    expect(place([nodes(2)], load(Infinity, 3)).servers).toBe(6);
    expect(place([nodes(2)], load(7, 11)).servers).toBe(0);
    expect(place([nodes(0)], load(1, 1)).servers).toBe(0);
  });

  test("takes no more endless nodes than it needs", () => {
    expect(used(place([nodes(Infinity)], load(7, 3)))).toEqual({ a: 3 });
  });

  test("keeps to its groups", () => {
    const placed = place([nodes(1, 10, "a"), nodes(1, 10, "b")], load(5, 5, ["b"]));
    expect([placed.servers, used(placed)]).toEqual([2, { b: 1 }]);
  });
});

describe("several kinds", () => {
  test("small ones fill what large ones leave", () => {
    const loads = [load(2, 3), load(2, 7)];
    const ordered = inOrder([nodes(1)], loads);
    expect(ordered.map(({ takes }) => takes.CPU)).toEqual([7, 3]);
    expect(used(placeAll([nodes(Infinity)], loads))).toEqual({ a: 3 });
    expect(used(placeAll([nodes(Infinity)], ordered))).toEqual({ a: 2 });
  });

  test("the pickiest come first, whatever their size", () => {
    const there = [nodes(1, 10, "a"), nodes(1, 10, "b")];
    const loads = [load(2, 5, ["a", "b"]), load(2, 3, ["a"])];
    expect(inOrder(there, loads).map(({ servers, takes }) => [servers, takes.CPU])).toEqual([
      [2, 3],
      [2, 5],
    ]);
    expect(placeAll(there, inOrder(there, loads)).servers).toBe(4);
  });
});

const loads = fc.array(
  fc.record({
    takes: fc.record({ CPU: fc.integer({ min: 1, max: 12 }), memory: fc.integer({ min: 0, max: 12 }) }),
    servers: fc.integer({ min: 0, max: 60 }),
    on: fc.constant<ReadonlySet<string>>(new Set(["a"])),
  }),
  { maxLength: 4 },
);
const free = { CPU: 10, memory: 10 };

test("more nodes never hold fewer servers, and no node is overfull", () => {
  fc.assert(
    fc.property(loads, fc.nat(20), fc.nat(5), (some, count, more) => {
      const there = (number: number): Nodes[] => [{ group: "a", count: number, free, used: false }];
      const [few, many] = [placeAll(there(count), some), placeAll(there(count + more), some)];
      expect(many.servers).toBeGreaterThanOrEqual(few.servers);
      expect(few.nodes.reduce((sum, { count: number }) => sum + number, 0)).toBe(count);
      for (const { free: left } of few.nodes)
        for (const amount of Object.values(left)) expect(amount).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("what is placed is what the nodes have lost", () => {
  fc.assert(
    fc.property(loads, fc.nat(20), (some, count) => {
      let before: Nodes[] = [{ group: "a", count, free, used: false }];
      for (const each of some) {
        const after = place(before, each);
        const cpu = (all: Nodes[]) => all.reduce((sum, one) => sum + one.count * (one.free.CPU ?? 0), 0);
        expect(cpu(before) - cpu(after.nodes)).toBe(after.servers * each.takes.CPU);
        before = after.nodes;
      }
    }),
  );
});
