import { describe, expect, test } from "@jest/globals";
import { flag, group, named, wholeNumber } from "./schema/setting.ts";
import { soundParts, unlessRefused } from "./sound-parts.ts";

const schema = group(
  {
    a: wholeNumber(1, 9, "A.").default(5),
    b: wholeNumber(1, 9, "B."),
    by: named(
      /^[a-z]$/,
      "letters",
      group({ on: flag("On."), size: wholeNumber(1, 9, "Size.").default(2) }, "One."),
      "By.",
    ),
  },
  "Settings.",
);

const parts = soundParts(schema, { a: "many", by: { x: { on: true }, y: { on: "yes" } } }, [
  ["a"],
  ["b"],
  ["by", "y", "on"],
]);

/** Whether reading goes through to its end. */
const reads = (read: () => unknown) => {
  let isRead = false;
  unlessRefused(() => {
    read();
    isRead = true;
  });
  return isRead;
};

describe("settings of which a part is wrong", () => {
  test("what is sound is there, with its defaults", () => {
    expect(parts?.by.x).toEqual({ on: true, size: 2 });
    expect(parts?.by.y?.size).toBe(2);
    expect(Object.keys(parts?.by ?? {})).toEqual(["x", "y"]);
  });

  test("reading what is wrong or missing ends a check quietly", () => {
    expect([reads(() => parts?.a), reads(() => parts?.b), reads(() => parts?.by.y?.on)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(reads(() => parts?.by.x?.on)).toBe(true);
  });

  test("a default does not stand in for a wrong value", () => {
    expect(reads(() => Object.values(parts ?? {}))).toBe(false);
  });

  test("another error of a check is not swallowed", () => {
    expect(() =>
      unlessRefused(() => {
        throw new Error("mine");
      }),
    ).toThrow("mine");
  });

  test("nothing passes for sound that the schema refuses and nobody has named", () => {
    expect(soundParts(schema, { b: 1, by: { x: { on: "yes" } } }, [["a"]])).toBeUndefined();
  });
});
