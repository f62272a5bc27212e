import { expect, test } from "@jest/globals";
import { eksRegion } from "./schema.ts";
import {
  childrenOf,
  everything,
  innermost,
  itemOf,
  namedValueOf,
  schemaAt,
  settingPath,
  settingsOf,
} from "./walk.ts";

test("the schema at a path is found through groups, names that users choose, and lists", () => {
  const at = (path: string) => schemaAt(eksRegion, path.split("."));
  expect(at("pools.arena.min")).toBe(schemaAt(eksRegion, ["pools", "*", "min"]));
  expect(at("network.zoneIds.0")).toBe(itemOf(at("network.zoneIds") ?? eksRegion));
  expect(at("network.zone")).toBeUndefined();
  expect(at("account.more")).toBeUndefined();
  expect(at("constructor")).toBeUndefined();
});

test("names that users choose give way to a star in a setting's path", () => {
  expect(settingPath(eksRegion, ["pools", "arena", "generations", "2", "labels"])).toBe(
    "pools.*.generations.*.labels",
  );
  expect(settingPath(eksRegion, ["tags", "extra", "team"])).toBe("tags.extra.*");
  expect(settingPath(eksRegion, ["network", "nope", "deep"])).toBe("network.nope.deep");
});

test("a group has children, a group by name has one value, a setting neither", () => {
  const [endpoint, pools, nat] = ["eks.endpoint", "pools", "network.nat"].map(
    (path) => schemaAt(eksRegion, path.split(".")) ?? eksRegion,
  );
  expect(endpoint && childrenOf(endpoint)?.map(([key]) => key)).toEqual(["public", "publicCidrs"]);
  expect(pools && [childrenOf(pools), namedValueOf(pools)?.def.type]).toEqual([undefined, "object"]);
  expect(nat && [childrenOf(nat), namedValueOf(nat), innermost(nat).def.type]).toEqual([
    undefined,
    undefined,
    "enum",
  ]);
});

test("everything names each group before what it holds, and settings are those that hold a value", () => {
  const paths = everything(eksRegion).map(({ path }) => path.join("."));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.indexOf("eks.endpoint")).toBeLessThan(paths.indexOf("eks.endpoint.public"));
  const settings = settingsOf(eksRegion).map(({ path }) => path.join("."));
  expect(settings).toContain("pools.*.generations.*.drained");
  expect(settings).not.toContain("pools.*");
});

test("every setting says what it changes and what is allowed", () => {
  const bare = everything(eksRegion).filter(
    ({ schema }) => innermost(schema).meta()?.description === undefined,
  );
  expect(bare.map(({ path }) => path.join("."))).toEqual([]);
});
