import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";
import type { Json } from "../property-values.ts";
import type { PropertyChange } from "./property-changes.ts";
import { propertyChanges, shownPath } from "./property-changes.ts";

/** JSON as inputs have it: no undefined, and numbers that JSON knows. */
const JSON_VALUE = z.json();
/** A property of that name is nobody's, and no library sets one. */
const withoutPrototype = (text: string) => text.replaceAll('"__proto__"', '"prototype"');
const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value): Json => JSON_VALUE.parse(JSON.parse(withoutPrototype(JSON.stringify(value)))));
const inputs = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
  json,
);

/** The change made, as one would by hand; what goes from a list goes from its end. */
function applied(from: Json, changes: PropertyChange[]): unknown {
  const whole = { value: structuredClone(from) };
  for (const { keys, to } of changes.toReversed()) {
    const path = ["value", ...keys];
    const last = path.pop() ?? "";
    const parent = path.reduce<object>((value, key) => childOf(value, key), whole);
    if (to !== undefined) put(parent, last, to);
    else if (Array.isArray(parent)) parent.length = Number(last);
    else Reflect.deleteProperty(parent, last);
  }
  return whole.value;
}

function childOf(value: object, key: string | number): object {
  const child: unknown = Reflect.get(value, key);
  if (typeof child !== "object" || child === null) throw new Error(`${key} is no map and no list`);
  return child;
}

/** Names such as `constructor` among them. */
const put = (parent: object, key: string | number, value: Json) =>
  Reflect.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });

describe("property changes", () => {
  test("of a value and itself are none", () => {
    fc.assert(
      fc.property(json, (value) => expect(propertyChanges(value, structuredClone(value))).toEqual([])),
    );
  });

  test("made to the one give the other", () => {
    fc.assert(
      fc.property(inputs, inputs, (from, to) => {
        expect(applied(from, propertyChanges(from, to))).toEqual(to);
      }),
    );
  });

  test("the other way round are the same properties", () => {
    fc.assert(
      fc.property(inputs, inputs, (from, to) => {
        const back = propertyChanges(to, from).map(({ keys }) => shownPath(keys));
        expect(
          propertyChanges(from, to)
            .map(({ keys }) => shownPath(keys))
            .toSorted(),
        ).toEqual(back.toSorted());
      }),
    );
  });

  test("say what is there before and after, and leave out what is not", () => {
    expect(
      propertyChanges(
        { version: "1.35", tags: { a: "b" }, ports: [1, 2], gone: true },
        { version: "1.36", tags: { a: "b", "x.y/z": "c" }, ports: [1], labels: {} },
      ).map(({ keys, ...change }) => ({ path: shownPath(keys), ...change })),
    ).toEqual([
      { path: "version", from: "1.35", to: "1.36" },
      { path: 'tags["x.y/z"]', to: "c" },
      { path: "ports[1]", from: 2 },
      { path: "gone", from: true },
      { path: "labels", to: {} },
    ]);
  });
});
