import { expect, test } from "@jest/globals";
import zones from "../../stacks/settings/zones.json" with { type: "json" };
import { placeOf, regionMap } from "./region-map.ts";

const NOTHING = { replace: 0, delete: 0, update: 0, create: 0 };
const drawn = (changes: typeof NOTHING | undefined, region = "eu-west-1") =>
  regionMap([{ region, stacks: ["prod"], changes }]).toString();

test("every region that settings may name has a place", () => {
  expect(Object.keys(zones.regions).filter((region) => placeOf(region) === undefined)).toEqual([]);
});

test("a region is where its city is", () => {
  // Ireland: 6 degrees west, 53 north, of 360 by 130 from 78 north, at 960 / 360 a degree.
  expect(drawn(NOTHING)).toContain('<circle cx="464" cy="67" r="5" />');
});

test("each kind of change has its shape, its sign and its number", () => {
  expect(drawn({ ...NOTHING, update: 2 })).toMatch(/class="spot update"[\s\S]*<circle[\s\S]*>eu-west-1 ~2</);
  expect(drawn({ ...NOTHING, create: 3 })).toMatch(/class="spot create"[\s\S]*<rect[\s\S]*>eu-west-1 \+3</);
  expect(drawn({ replace: 1, delete: 2, update: 3, create: 4 })).toMatch(
    /class="spot replace"[\s\S]*<path[\s\S]*>eu-west-1 ±1 −2 ~3 \+4</,
  );
  expect(drawn({ ...NOTHING, delete: 1 })).toMatch(/class="spot delete"[\s\S]*<path/);
  expect(drawn(undefined)).toMatch(/class="spot none"[\s\S]*>eu-west-1</);
});

test("what the table does not know is not on the map, and its place is unknown", () => {
  expect(drawn(NOTHING, "moon-north-1")).not.toContain("moon-north-1");
  expect([placeOf("moon-north-1"), placeOf("constructor"), placeOf("local")]).toEqual(
    Array(3).fill(undefined),
  );
});
