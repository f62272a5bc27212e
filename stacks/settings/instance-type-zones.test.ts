import { describe, expect, test } from "@jest/globals";
import { lists, typesNotIn, zonesWithout } from "./instance-type-zones.ts";
import table from "./instance-type-zones.json" with { type: "json" };
import { instanceTypeNames } from "./instance-types.ts";
import { zonesOf } from "./zones.ts";

const familyOf = (type: string) => type.replace(/\..*$/, "");
const zonesIn = (region: string) => zonesOf(region)?.zoneIds ?? [];
const rows = Object.entries<Record<string, string[]>>(table.regions).flatMap(([region, zones]) =>
  Object.entries(zones).map(([zone, lacks]) => ({ region, zone, lacks })),
);

describe("the table agrees with the other two", () => {
  const types = instanceTypeNames();
  const families = new Set(types.map(familyOf));

  test("every zone is one of its region's in zones.json", () => {
    expect(rows.filter(({ region, zone }) => zone !== "*" && !zonesIn(region).includes(zone))).toEqual([]);
  });

  test("every region is in zones.json, and none is both known and unknown", () => {
    const named = [...Object.keys(table.regions), ...table.unknown];
    expect(named.filter((region) => zonesOf(region) === undefined)).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  test("every entry is a family or a type of instance-types.json, once in its row", () => {
    const known = new Set([...families, ...types]);
    expect(rows.flatMap(({ lacks }) => lacks.filter((entry) => !known.has(entry)))).toEqual([]);
    expect(rows.filter(({ lacks }) => lacks.length === 0 || new Set(lacks).size < lacks.length)).toEqual([]);
  });

  test("what the whole region lacks is not repeated at its zones, nor are all zones left to say so", () => {
    for (const [region, zones] of Object.entries<Record<string, string[]>>(table.regions)) {
      const { "*": everywhere = [], ...others } = zones;
      const perZone = Object.values(others);
      expect({ region, repeated: perZone.flat().filter((entry) => lists(everywhere, entry)) }).toEqual({
        region,
        repeated: [],
      });
      const zoneCount = zonesIn(region).length;
      const inAll = (perZone[0] ?? []).filter(
        (entry) => perZone.filter((row) => row.includes(entry)).length === zoneCount,
      );
      expect({ region, inAll }).toEqual({ region, inAll: [] });
    }
  });
});

describe("zonesWithout", () => {
  const oregon = ["usw2-az1", "usw2-az2", "usw2-az3", "usw2-az4"];

  test("use1-az3 lacks every family that we know", () => {
    const zones = zonesIn("us-east-1");
    for (const type of instanceTypeNames().filter((name) => familyOf(name) !== "p3")) {
      expect(zonesWithout("us-east-1", [type], zones)).toContain("use1-az3");
    }
  });

  test.each([
    ["us-east-1", ["g5.xlarge"], ["use1-az3"]],
    ["us-east-1", ["g6e.xlarge"], ["use1-az3", "use1-az5"]],
    ["us-west-2", ["g5.xlarge"], ["usw2-az4"]],
    ["us-west-2", ["c7i.xlarge"], []],
    ["eu-west-1", ["c7i.xlarge", "c6i.xlarge", "m7i.xlarge", "m6i.xlarge", "r7i.xlarge", "g5.xlarge"], []],
    ["ap-northeast-1", ["g5.xlarge"], ["apne1-az2"]],
    ["ap-southeast-2", ["g5.xlarge"], ["apse2-az3"]],
  ])("in %s of %j the zones without are %j", (region, types, without) => {
    expect(zonesWithout(region, types, zonesIn(region))).toEqual(without);
  });

  test("one type that a zone lacks is enough, whatever the others", () => {
    expect(zonesWithout("us-west-2", ["g6.xlarge", "g5.xlarge"], oregon)).toEqual(["usw2-az4"]);
    expect(zonesWithout("us-west-2", ["g6.xlarge"], oregon)).toEqual([]);
  });

  test("each type may be lacking in another zone", () => {
    expect(zonesWithout("ap-northeast-1", ["t3a.large", "g5.xlarge"], zonesIn("ap-northeast-1"))).toEqual([
      "apne1-az1",
      "apne1-az2",
    ]);
  });

  test("only the zones asked for, in their order", () => {
    expect(zonesWithout("us-east-1", ["g6e.xlarge"], ["use1-az5", "use1-az1", "use1-az3"])).toEqual([
      "use1-az5",
      "use1-az3",
    ]);
    expect(zonesWithout("us-west-2", ["g5.xlarge"], ["usw2-az1", "usw2-az2"])).toEqual([]);
  });

  test("a type that the region lacks is lacking in all its zones", () => {
    expect(zonesWithout("us-west-2", ["p3.2xlarge"], oregon)).toEqual(oregon);
  });

  test("a family's name is not a prefix: c6i is not c6in", () => {
    expect(zonesWithout("us-west-2", ["c6in.xlarge"], oregon)).toEqual(["usw2-az4"]);
    expect(zonesWithout("us-west-2", ["c6i.xlarge"], oregon)).toEqual([]);
  });

  test("nothing is known to be lacking in an unknown region or zone, nor without types", () => {
    for (const region of [...table.unknown, "xx-nowhere-1", "constructor"]) {
      expect(zonesWithout(region, ["p3.2xlarge"], ["a-zone"])).toEqual([]);
    }
    expect(zonesWithout("us-west-2", ["g5.xlarge"], ["usw2-az9", "constructor", "*"])).toEqual([]);
    expect(zonesWithout("us-east-1", [], ["use1-az3"])).toEqual([]);
  });
});

describe("typesNotIn", () => {
  test("the types that no zone offers, in their order", () => {
    expect(typesNotIn("eu-west-1", ["g6.xlarge", "g5.xlarge", "g6e.xlarge"])).toEqual([
      "g6.xlarge",
      "g6e.xlarge",
    ]);
    expect(typesNotIn("ap-southeast-1", ["g5.xlarge", "c7i.xlarge"])).toEqual(["g5.xlarge"]);
  });

  test("a type that one zone or more offers is not among them", () => {
    expect(typesNotIn("us-east-1", ["g6e.xlarge", "c7i.large"])).toEqual([]);
    expect(typesNotIn("eu-west-2", ["c7gn.xlarge"])).toEqual([]);
  });

  test("nothing is known to be lacking in an unknown region", () => {
    for (const region of [...table.unknown, "xx-nowhere-1", "constructor"]) {
      expect(typesNotIn(region, instanceTypeNames())).toEqual([]);
    }
  });
});

test("a list of lacks covers a type by its own name or its family's", () => {
  expect(lists(["g5.xlarge"], "g5.xlarge")).toBe(true);
  expect(lists(["g5.xlarge"], "g5.2xlarge")).toBe(false);
  expect(lists(["g5"], "g5.2xlarge")).toBe(true);
});
