import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { check, defaultInWords } from "./check.ts";
import { Layers } from "./layers.ts";
import type { RawMap } from "./layers.ts";
import { line, show } from "./problem.ts";
import {
  flag,
  group,
  listOf,
  named,
  oneOf,
  secret,
  secretRef,
  someOf,
  text,
  wholeNumber,
} from "./schema/setting.ts";

const schema = group(
  {
    name: text(/^[a-z]+$/, "a lower-case name", "A name."),
    count: wholeNumber(1, 9, { description: "How many.", unit: "nodes" }).default(3),
    on: flag("Whether.").default(false),
    days: z
      .union([z.literal(1), z.literal(7)])
      .meta({ description: "Days.", allowed: "1 or 7" })
      .optional(),
    version: oneOf(["1.35", "1.36"], "A version.").optional(),
    list: listOf(z.number().int(), "a list of whole numbers", "Numbers.").default([]),
    names: someOf(z.string().regex(/^\d+$/), 'a list of digits such as ["1"]', "Names.").optional(),
    deep: group({ low: wholeNumber(1, 9, "Low."), high: wholeNumber(1, 9, "High.") }, "Deep.").optional(),
    wanted: group({ a: flag("A."), b: flag("B.").default(true), c: flag("C.") }, "Wanted.").prefault({
      a: true,
      c: true,
    }),
    by: named(
      /^[a-z]+$/,
      "lower-case names",
      group({ size: wholeNumber(1, 9, "Size.") }, "One."),
      "By name.",
    ).default({}),
    secrets: named(/^[a-z]+$/, "lower-case names", secret("A secret."), "Secrets.").default({}),
  },
  "Settings.",
);

const checked = (values: RawMap, elsewhere = {}) =>
  check(schema, new Layers().add("own.yaml", values), "fallback.yaml", elsewhere);
const lines = (values: RawMap, elsewhere = {}) => checked(values, elsewhere).problems.map(line);

describe("sound settings", () => {
  test("come with their defaults", () => {
    expect(checked({ name: "a" })).toEqual({
      problems: [],
      value: {
        name: "a",
        count: 3,
        on: false,
        list: [],
        wanted: { a: true, b: true, c: true },
        by: {},
        secrets: {},
      },
    });
  });

  test("numbers and booleans that the engine has written as strings are read as the schema means them", () => {
    const { value, problems } = checked({
      name: "a",
      count: "7",
      on: "true",
      days: "7",
      version: "1.36",
      list: ["1", 2, "-3"],
      names: ["12"],
      by: { x: { size: "2" } },
    });
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      count: 7,
      on: true,
      days: 7,
      version: "1.36",
      list: [1, 2, -3],
      names: ["12"],
      by: { x: { size: 2 } },
    });
  });

  test("text that only looks like a number stays text", () => {
    expect(lines({ name: "a", count: "7.0" })).toEqual([
      "own.yaml: count 7.0 is not a whole number of nodes from 1 to 9; change it, or remove it for the default (3 nodes)",
    ]);
    expect(lines({ name: "a", count: "" })).toHaveLength(1);
    expect(lines({ name: "a", on: "TRUE" })).toHaveLength(1);
  });

  test("references to secrets pass through", () => {
    const token = secretRef("secrets", ["token"]);
    expect(checked({ name: "a", secrets: { token } }).value?.secrets.token).toBe(token);
  });
});

describe("unknown keys", () => {
  test.each([
    ["nmae", "name"],
    ["counts", "count"],
    ["ON", "on"],
  ])("%s: did you mean %s?", (key, nearest) => {
    expect(lines({ name: "a", [key]: 1 })).toEqual([
      `own.yaml: ${key} is not a setting; did you mean ${nearest}? Otherwise remove it (docs/settings.md)`,
    ]);
  });

  test("each has its line, at its place", () => {
    expect(lines({ name: "a", deep: { low: 1, high: 2, hihg: 3 }, cuont: 1 })).toEqual([
      "own.yaml: deep.hihg is not a setting; did you mean high? Otherwise remove it (docs/settings.md)",
      "own.yaml: cuont is not a setting; did you mean count? Otherwise remove it (docs/settings.md)",
    ]);
  });

  test("one that another kind of stack has says so, and counts among the nearest", () => {
    const elsewhere = { regions: "an environment stack" };
    expect(lines({ name: "a", regions: {}, regiosn: {} }, elsewhere)).toEqual([
      "own.yaml: regions is a setting of an environment stack and has no effect here; remove it",
      "own.yaml: regiosn is not a setting; did you mean regions? Otherwise remove it (docs/settings.md)",
    ]);
  });
});

describe("what is missing", () => {
  test("is named at the fallback file where nothing is set at all", () => {
    expect(lines({})).toEqual(["fallback.yaml: name is missing; set it to a lower-case name"]);
  });

  test("is named at the file that has the group", () => {
    expect(lines({ name: "a", deep: { low: 1 } })).toEqual([
      "own.yaml: deep.high is missing; set it to a whole number from 1 to 9",
    ]);
  });
});

describe("quotes", () => {
  test("are asked for where they would mend it", () => {
    expect(lines({ name: "a", version: 1.36 })).toEqual([
      "own.yaml: version 1.36 is a number to YAML; write it in quotes",
    ]);
    expect(lines({ name: true })).toEqual(["own.yaml: name true is a boolean to YAML; write it in quotes"]);
    expect(lines({ name: "a", names: ["1", 2, 3] })).toEqual([
      "own.yaml: names holds 2, which is a number to YAML; write it in quotes",
      "own.yaml: names holds 3, which is a number to YAML; write it in quotes",
    ]);
  });

  test("are not asked for where they would not", () => {
    expect(lines({ name: "a", version: 1.2 })).toEqual([
      "own.yaml: version 1.2 is not one of 1.35, 1.36; change it",
    ]);
    expect(lines({ name: "a", on: 1 })).toEqual([
      "own.yaml: on 1 is not true or false; change it, or remove it for the default (false)",
    ]);
    expect(lines({ name: "a", deep: 5 })).toEqual([
      "own.yaml: deep 5 is not a map of settings; write its settings below it (low, high)",
    ]);
  });
});

describe("lists", () => {
  test("each wrong entry has its line", () => {
    expect(lines({ name: "a", list: [1, "x", 2.5, null] })).toEqual([
      "own.yaml: list holds x, which does not belong in a list of whole numbers; change the entry or remove it",
      "own.yaml: list holds 2.5, which does not belong in a list of whole numbers; change the entry or remove it",
      "own.yaml: list holds null, which does not belong in a list of whole numbers; change the entry or remove it",
    ]);
  });

  test("one that may not be empty", () => {
    expect(lines({ name: "a", names: [] })).toEqual([
      'own.yaml: names is empty; set it to a list of digits such as ["1"]',
    ]);
  });
});

describe("secrets", () => {
  test("a plain value is never shown", () => {
    const shown = [
      lines({ name: "a", secrets: { token: "hunter2" } }),
      lines({ name: "a", secrets: "hunter2" }),
      lines({ name: "a", secrets: ["hunter2"] }),
      lines({ name: "a", secrets: { token: { deep: "hunter2" } } }),
      lines({ name: "a", secrts: { token: "hunter2" } }),
    ];
    expect(shown.map((found) => found.length)).toEqual([1, 1, 1, 1, 1]);
    expect(shown.flat().join("\n")).not.toContain("hunter2");
  });

  test("an encrypted value in the place of a group is one mistake", () => {
    const secured = secretRef("deep", []);
    expect(lines({ name: "a", deep: secured })).toEqual([
      "own.yaml: deep is encrypted and decides what exists; write it in plain text, as a map of settings",
    ]);
    expect(lines({ name: "a", by: secretRef("by", []) })).toHaveLength(1);
    expect(lines({ name: "a", list: [secured] })).toEqual([
      "own.yaml: list holds [secret], which does not belong in a list of whole numbers; change the entry or remove it",
    ]);
  });
});

test("the default in words", () => {
  const { count, on, list, by, name, wanted } = schema.shape;
  expect([count, on, list, by, name, wanted].map(defaultInWords)).toEqual([
    "3 nodes",
    "false",
    "none",
    "none",
    undefined,
    undefined,
  ]);
});

test("a value is shown as JSON, in short", () => {
  expect([undefined, "a b", "eu-west-1", 5, null, { a: 1 }, secretRef("a", [])].map(show)).toEqual([
    "(not set)",
    '"a b"',
    "eu-west-1",
    "5",
    "null",
    '{"a":1}',
    "[secret]",
  ]);
  expect(show("x".repeat(100))).toBe(`${"x".repeat(59)}…`);
});
