import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { labelPlaces } from "./label-places.ts";

test("a name goes to the right, at the edge to the left", () => {
  expect(labelPlaces([{ x: 100, y: 50, width: 80 }], 960)).toEqual([{ x: 109, y: 50, anchor: "start" }]);
  expect(labelPlaces([{ x: 950, y: 50, width: 80 }], 960)).toEqual([{ x: 941, y: 50, anchor: "end" }]);
});

test("two points beside each other have their names apart", () => {
  const points = [
    { x: 100, y: 50, width: 80 },
    { x: 130, y: 50, width: 80 },
  ];
  // The second point lies where the first name would be.
  expect(labelPlaces(points, 960)).toEqual([
    { x: 91, y: 50, anchor: "end" },
    { x: 139, y: 50, anchor: "start" },
  ]);
});

test("ten points at one place have their names one above the other", () => {
  const places = labelPlaces(
    Array.from({ length: 10 }, () => ({ x: 480, y: 200, width: 100 })),
    960,
  );
  const boxes = places.map(({ x, y, anchor }) => [anchor === "start" ? x : x - 100, y] as const);
  for (const [index, [x, y]] of boxes.entries())
    for (const [otherX, otherY] of boxes.slice(index + 1))
      expect(Math.abs(y - otherY) >= 15 || Math.abs(x - otherX) >= 100).toBe(true);
});

test("there is a place for each, always the same", () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 960 }),
    y: fc.integer({ min: 0, max: 350 }),
    width: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), (points) => {
      expect(labelPlaces(points, 960)).toHaveLength(points.length);
      expect(labelPlaces(points, 960)).toEqual(labelPlaces(points, 960));
    }),
  );
});
