import { expect, test } from "@jest/globals";
import { Layers } from "./layers.ts";
import type { RawMap } from "./layers.ts";
import { check } from "./check.ts";
import { line } from "./problem.ts";
import { group, named, wholeNumber } from "./schema/setting.ts";

const count = () => wholeNumber(1, 9, "A count.");
const schema = group(
  {
    by: named(
      /^[a-z]+$/,
      "lower-case names",
      group(
        {
          low: count(),
          deep: group({ high: count() }, "Deep."),
          more: group({ a: count(), b: count() }, "More.").optional(),
          rooms: named(
            /^[a-z]+$/,
            "lower-case names",
            group({ size: count(), doors: count() }, "A room."),
            "Rooms.",
          ).default({}),
        },
        "One.",
      ),
      "By name.",
    ),
  },
  "Settings.",
);

const WHOLE = { low: 1, deep: { high: 2 } };

/** Lines of a file that changes `by` of the one below it. */
const lines = (below: RawMap, above: RawMap) =>
  check(
    schema,
    new Layers().add("below.yaml", { by: below }).add("above.yaml", { by: above }),
    "own.yaml",
  ).problems.map(line);

const MISSING = (key: string) => `above.yaml: by.${key} is missing; set it to a whole number from 1 to 9`;

test("a name close to another's has one line, with all that it lacks", () => {
  expect(lines({ arena: WHOLE }, { arnea: {} })).toEqual([
    "above.yaml: by.arnea lacks low and deep.high; did you mean arena? Otherwise set them",
  ]);
});

test("of several the nearest is meant", () => {
  expect(lines({ arenas: WHOLE, arena: WHOLE }, { arenaz: { rooms: {} }, aren: {} })).toEqual([
    "above.yaml: by.arenaz lacks low and deep.high; did you mean arenas? Otherwise set them",
    "above.yaml: by.aren lacks low and deep.high; did you mean arena? Otherwise set them",
  ]);
});

test("a name like no other's has a line for each", () => {
  expect(lines({ arena: WHOLE }, { raid: {} })).toEqual([MISSING("raid.low"), MISSING("raid.deep.high")]);
});

test("one missing setting is no slip of the name", () => {
  expect(lines({ arena: WHOLE }, { arenb: { low: 1 } })).toEqual([MISSING("arenb.deep.high")]);
});

test("what lacks settings itself is not meant", () => {
  expect(lines({}, { arena: {}, arenb: {} })).toHaveLength(4);
});

test("what an entry may leave out altogether says nothing of its name", () => {
  expect(lines({ arena: WHOLE }, { arenb: { ...WHOLE, more: {} } })).toEqual([
    MISSING("arenb.more.a"),
    MISSING("arenb.more.b"),
  ]);
});

test("an entry within an entry has a name of its own", () => {
  const rooms = { hall: { size: 1, doors: 1 } };
  expect(lines({ arena: { ...WHOLE, rooms } }, { arena: { rooms: { hal: {} } } })).toEqual([
    "above.yaml: by.arena.rooms.hal lacks size and doors; did you mean hall? Otherwise set them",
  ]);
});
