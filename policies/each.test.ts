import { expect, test } from "@jest/globals";
import { each } from "./each.ts";
import { UnknownValueError } from "./unknown-values.ts";

const unknown = (key: string) => () => {
  throw new UnknownValueError([key], false);
};

test("checks every item, and says the first unknown one after all of them", () => {
  const seen: number[] = [];
  const items = [unknown("first"), () => seen.push(2), unknown("third"), () => seen.push(4)];
  expect(() => each(items, (item) => item())).toThrow("value at .first can't be known");
  expect(seen).toEqual([2, 4]);
});

test("lets a check that breaks break the rule, also after an unknown value", () => {
  const breaks = () => {
    throw new TypeError("no list");
  };
  expect(() => each([unknown("first"), breaks], (item) => item())).toThrow(TypeError);
});

test("has nothing to do without a list", () => {
  each(undefined, () => expect("called").toBe("never"));
});
