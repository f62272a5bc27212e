import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Raw, RawMap } from "./layers.ts";
import { isMap, Layers } from "./layers.ts";
import { secretRef } from "./schema/setting.ts";

/** Keys of maps and keys of values are apart, so that no layer puts a value where another has a map. */
const scalar = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom("a", "b"),
  fc.array(fc.integer(), { maxLength: 2 }),
);
const { map: withoutNulls } = fc.letrec<{ map: RawMap }>((tie) => ({
  map: fc
    .tuple(
      fc.dictionary(fc.constantFrom("x", "y", "z"), scalar, { maxKeys: 3 }),
      fc.dictionary(
        fc.constantFrom("m", "n"),
        fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constant({}), tie("map")),
        { maxKeys: 2 },
      ),
    )
    .map(([values, maps]) => ({ ...values, ...maps })),
}));

/** Any map, nulls and keys of Object.prototype included. */
const anything = fc.letrec<{ map: RawMap }>((tie) => ({
  map: fc.dictionary(
    fc.constantFrom("a", "b", "constructor", "__proto__", "toString"),
    fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constant(null), scalar, tie("map")),
    { maxKeys: 4 },
  ),
})).map;

const layered = (...layers: RawMap[]) => {
  const result = new Layers();
  layers.forEach((layer, index) => result.add(`${index}.yaml`, layer));
  return result;
};

/** Every path to something that is no map, or an empty one. */
function leaves(value: Raw, path: string[] = []): string[][] {
  if (!isMap(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

const at = (value: Raw | undefined, path: string[]): Raw | undefined =>
  path.reduce<Raw | undefined>(
    (inner, key) => (isMap(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );

describe("merging", () => {
  test("maps merge by key, lists and scalars are replaced", () => {
    const { values } = layered({ a: { x: 1, y: [1, 2] }, b: 1 }, { a: { y: [3] }, c: "new" });
    expect(values).toEqual({ a: { x: 1, y: [3] }, b: 1, c: "new" });
  });

  test("a null below the first level removes, and a later layer may set it again", () => {
    expect(layered({ a: { x: 1, y: 2 } }, { a: { x: null } }).values).toEqual({ a: { y: 2 } });
    expect(layered({ a: { x: { y: 1 } } }, { a: { x: null } }, { a: { x: { z: 2 } } }).values).toEqual({
      a: { x: { z: 2 } },
    });
  });

  test("a null removes from its own layer too, where nothing is below", () => {
    expect(layered({ a: { x: null, y: 1 } }).values).toEqual({ a: { y: 1 } });
  });

  test("a map takes the place of a value, and a value that of a map", () => {
    expect(layered({ a: 1 }, { a: { x: 1 } }).values).toEqual({ a: { x: 1 } });
    expect(layered({ a: { x: 1 } }, { a: 1 }).values).toEqual({ a: 1 });
  });

  test("a secret's reference is a value, not a map", () => {
    const ref = secretRef("a", ["x"]);
    expect(layered({ a: { x: { y: 1 } } }, { a: { x: ref } }).at(["a", "x"])).toBe(ref);
  });

  test("is associative where there are no nulls", () => {
    fc.assert(
      fc.property(withoutNulls, withoutNulls, withoutNulls, (a, b, c) => {
        const leftFirst = layered(layered(a, b).values, c).values;
        const rightFirst = layered(a, layered(b, c).values).values;
        expect(leftFirst).toEqual(rightFirst);
        expect(layered(a, b, c).values).toEqual(leftFirst);
      }),
    );
  });

  test("the later layer wins, and what it leaves out stays", () => {
    fc.assert(
      fc.property(withoutNulls, withoutNulls, (a, b) => {
        const { values } = layered(a, b);
        const own = leaves(b).filter((path) => !isMap(at(b, path)));
        for (const path of own) expect(at(values, path)).toEqual(at(b, path));
        for (const path of leaves(a).filter((path) => at(b, path) === undefined))
          expect(at(values, path)).toEqual(at(a, path));
      }),
    );
  });

  test("no null stays below the first level", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const { values } = layered(a, b);
        const nulls = leaves(values).filter((path) => path.length > 1 && at(values, path) === null);
        expect(nulls).toEqual([]);
      }),
    );
  });

  test("a layer stays as it is", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const before = JSON.stringify([a, b]);
        layered(a, b, a);
        expect(JSON.stringify([a, b])).toBe(before);
      }),
    );
  });
});

describe("keys of Object.prototype", () => {
  const hostile: RawMap = { a: {} };
  Object.defineProperty(hostile, "__proto__", { value: { polluted: 1 }, enumerable: true });

  test("are keys like any other", () => {
    const { values } = layered(hostile, hostile);
    expect(Object.keys(values)).toEqual(["a", "__proto__"]);
    expect(at(values, ["__proto__", "polluted"])).toBe(1);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });

  test("reach no other object", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        layered(a, b);
        expect(Object.keys(Object.getOwnPropertyDescriptors(Object.prototype))).not.toContain("a");
        expect("polluted" in {}).toBe(false);
      }),
    );
  });

  test("are not found where nobody wrote them", () => {
    expect(layered({ a: {} }).at(["a", "constructor"])).toBeUndefined();
    expect(layered({ a: {} }).at(["toString"])).toBeUndefined();
  });
});

describe("origin", () => {
  test("always names the file whose value is there", () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 4 }), (files) => {
        const layers = layered(...files);
        for (const path of leaves(layers.values)) {
          const origin = layers.origin(path);
          const index = Number(origin?.file.split(".")[0]);
          expect(origin?.key).toEqual(path);
          const inFile = at(files[index], path);
          const here = at(layers.values, path);
          // An empty map may be what nulls have left over.
          if (isMap(here)) expect(isMap(inFile)).toBe(true);
          else expect(inFile).toEqual(here);
        }
      }),
    );
  });

  test("is the nearest thing above for what is not there", () => {
    const layers = layered({ a: { x: 1 } }, { a: { y: { z: 1 } } });
    expect(layers.origin(["a", "y", "missing", "deep"])).toEqual({
      file: "1.yaml",
      key: ["a", "y", "missing", "deep"],
    });
    expect(layers.origin(["b"])).toBeUndefined();
  });

  test("is forgotten with what a null removes", () => {
    const layers = layered({ a: { x: { y: 1 } } }, { a: { x: null } });
    expect(layers.origin(["a", "x", "y"])).toEqual({ file: "1.yaml", key: ["a", "x", "y"] });
  });

  test("is forgotten with the map that a value takes the place of", () => {
    const layers = layered({ a: { x: 1 } }, { a: 5 }, { a: { y: 2 } });
    expect(layers.origin(["a", "x"])).toEqual({ file: "2.yaml", key: ["a", "x"] });
  });

  test("an item of a list is where the list is", () => {
    const layers = layered({ a: { list: [1, 2] } });
    expect(layers.origin(["a", "list", "1"])).toEqual({ file: "0.yaml", key: ["a", "list", "1"] });
    expect(layers.at(["a", "list", "1"])).toBe(2);
  });

  test("there is none for gameplane's own defaults", () => {
    const layers = new Layers().add(undefined, { pools: { game: { max: 1 } } }).add("own.yaml", { other: 1 });
    expect(layers.origin(["pools", "game", "max"])).toBeUndefined();
  });

  test("a default stays one, whatever a file sets beside it", () => {
    const layers = new Layers()
      .add(undefined, { pools: { game: { min: 0, max: 1 } } })
      .add("own.yaml", { pools: { game: { max: 2 } } });
    const places = [["pools", "game", "min"], ["pools", "game", "max"], ["pools", "game"], ["other"]];
    expect(places.map((path) => layers.isStandard(path))).toEqual([true, false, false, false]);
  });

  test("a value that is written elsewhere names that place", () => {
    const origin = { file: "prod.yaml", key: ["regions", "eu", "cidr"] };
    const layers = layered({ other: 1 }).set(["network", "cidr"], "10.0.0.0/16", origin);
    expect(layers.at(["network", "cidr"])).toBe("10.0.0.0/16");
    expect(layers.origin(["network", "cidr"])).toEqual(origin);
  });
});

describe("laying one map over another", () => {
  const file = () =>
    layered({ game: { players: 2, env: { A: "1", B: "2" } } }).add("region.yaml", {
      game: { over: { players: 4, env: { B: "3" }, gpu: { type: "a10g" }, list: [1] } },
    });

  test("merges maps, replaces what is none, and empties the first", () => {
    expect(file().lay(["game", "over"], ["game"]).values).toEqual({
      game: { players: 4, env: { A: "1", B: "3" }, gpu: { type: "a10g" }, list: [1], over: {} },
    });
  });

  test("names each value, and each map that was not there, where it was written", () => {
    const layers = file().lay(["game", "over"], ["game"]);
    const over = (...path: string[]) => ({ file: "region.yaml", key: ["game", "over", ...path] });
    expect(layers.origin(["game", "players"])).toEqual(over("players"));
    expect(layers.origin(["game", "env", "B"])).toEqual(over("env", "B"));
    expect(layers.origin(["game", "env", "A"])).toEqual({ file: "0.yaml", key: ["game", "env", "A"] });
    expect(layers.origin(["game", "gpu", "count"])).toEqual(over("gpu", "count"));
    expect(layers.isStandard(["game", "gpu"])).toBe(false);
  });

  test("a null removes what is there, and is stray where nothing is", () => {
    const over = { env: { B: null, C: null }, players: null, gpu: null };
    const layers = layered({ game: { players: 2, env: { A: "1", B: "2" } }, gpu: 1 }, { game: { over } });
    expect(layers.lay(["game", "over"], ["game"]).values).toEqual({
      game: { env: { A: "1" }, over: {} },
      gpu: 1,
    });
    expect(layers.strayNulls.map(({ key }) => key)).toEqual([
      ["game", "over", "env", "C"],
      ["game", "over", "gpu"],
    ]);
    expect(layers.origin(["game", "players"])).toEqual({ file: "1.yaml", key: ["game", "players"] });
  });

  test("leaves what is to stay", () => {
    expect(file().lay(["game", "over"], ["game"], ["players", "env", "list"]).values).toEqual({
      game: {
        players: 2,
        env: { A: "1", B: "2" },
        gpu: { type: "a10g" },
        over: { players: 4, env: { B: "3" }, list: [1] },
      },
    });
  });

  test("a map takes the place of a value, and a value that of a map, with its origins", () => {
    const layers = layered({ a: 1, b: { x: 1 } }).add("over.yaml", { over: { a: { y: 2 }, b: 3 } });
    layers.lay(["over"], []);
    expect(layers.values).toEqual({ a: { y: 2 }, b: 3, over: {} });
    expect(layers.origin(["b", "x"])).toEqual({ file: "over.yaml", key: ["over", "b", "x"] });
  });

  test("what is no map changes nothing", () => {
    const layers = layered({ game: { over: 5, players: 2 } });
    expect(layers.lay(["game", "over"], ["game"]).lay(["game", "none"], ["game"]).values).toEqual({
      game: { over: 5, players: 2 },
    });
  });

  test("a key of Object.prototype reaches no other object", () => {
    const over: RawMap = {};
    Object.defineProperty(over, "__proto__", { value: { polluted: 1 }, enumerable: true });
    const { values } = layered({ game: { over } }).lay(["game", "over"], ["game"]);
    expect("polluted" in {}).toBe(false);
    expect(at(values, ["game", "__proto__", "polluted"])).toBe(1);
  });
});
