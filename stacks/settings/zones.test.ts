import { describe, expect, test } from "@jest/globals";
import { usableZones, zonesOf } from "./zones.ts";
import table from "./zones.json" with { type: "json" };

const rows = Object.entries<{ zoneIds: string[]; withoutEks: string[] }>(table.regions);

describe("the table", () => {
  test("says where it is from and of which day", () => {
    expect(table.source.length).toBeGreaterThan(50);
    expect(table.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each(rows)("%s has zones of its own, each once and in order", (_, { zoneIds }) => {
    expect(zoneIds).toEqual([...new Set(zoneIds)].sort());
    const prefixes = new Set(zoneIds.map((id) => id.replace(/-az\d$/, "")));
    expect(prefixes.size).toBe(1);
  });

  test("no zone is of two regions", () => {
    const all = rows.flatMap(([, { zoneIds }]) => zoneIds);
    expect(new Set(all).size).toBe(all.length);
  });

  test("every region has two zones with EKS at least, as its control plane needs", () => {
    const short = rows.filter(([region]) => usableZones(region, { excludeZoneIds: [] }).length < 2);
    expect(short).toEqual([]);
  });
});

describe("usableZones", () => {
  const zones = (region: string, network: { zoneIds?: string[]; excludeZoneIds?: string[] } = {}) =>
    usableZones(region, { excludeZoneIds: [], ...network });

  test("leaves out the zones without EKS", () => {
    expect(zones("us-east-1")).toEqual(["use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"]);
    expect(zones("us-west-1")).toEqual(["usw1-az1", "usw1-az3"]);
    expect(zones("eu-west-1")).toEqual(["euw1-az1", "euw1-az2", "euw1-az3"]);
  });

  test("leaves out what settings exclude", () => {
    expect(zones("eu-west-1", { excludeZoneIds: ["euw1-az2", "euw9-az9"] })).toEqual([
      "euw1-az1",
      "euw1-az3",
    ]);
  });

  test("takes the settings' zones in their order, without what has no EKS", () => {
    expect(zones("us-east-1", { zoneIds: ["use1-az6", "use1-az3", "use1-az1"] })).toEqual([
      "use1-az6",
      "use1-az1",
    ]);
  });

  test("of a region that the table lacks, there are those that settings name", () => {
    expect(zones("eu-east-9")).toEqual([]);
    expect(zones("eu-east-9", { zoneIds: ["eue9-az1"] })).toEqual(["eue9-az1"]);
  });
});

test("a key of Object.prototype is no region", () => {
  expect(zonesOf("constructor")).toBeUndefined();
  expect(zonesOf("eu-west-1")?.zoneIds).toHaveLength(3);
});
