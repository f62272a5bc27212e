import { expect, test } from "@jest/globals";
import type { Difference } from "./resource-changes.ts";
import { shownDifference } from "./shown-difference.ts";

const lines = (difference: Partial<Difference>) =>
  shownDifference({ path: "tags.Name", forcesReplacement: false, effect: "update", ...difference }).map(
    ({ kind, text }) => `${kind}: ${text}`,
  );

test.each([
  [{ from: 1, to: 2 }, "property: tags.Name: 1 → 2"],
  [{ to: "a" }, 'property: tags.Name: none → "a"'],
  [{ from: { a: [true] } }, 'property: tags.Name: {"a":[true]} → none'],
  [{ from: 1, to: 2, effect: "replace" as const }, "property: tags.Name: 1 → 2 (forces replacement)"],
  [
    { from: 1, to: 2, effect: "may-replace" as const },
    "property: tags.Name: 1 → 2 (may force replacement: no table knows this property)",
  ],
])("%j", (difference, expected) => {
  expect(lines(difference)).toEqual([expected]);
});

test("text of several lines is compared line by line", () => {
  expect(lines({ from: "a\nb\nc\nd\n", to: "a\nb\nx\nd\n" })).toEqual([
    "property: tags.Name:",
    "both: b",
    "before: c",
    "after: x",
    "both: d",
  ]);
});

test("JSON in text is laid out first", () => {
  expect(lines({ from: '{"a":1,"b":[2]}', to: '{"a":1,"b":[3]}' })).toEqual([
    "property: tags.Name:",
    'both:   "b": [',
    "before:     2",
    "after:     3",
    "both:   ]",
  ]);
});

test("long values are shown from where they differ", () => {
  const [line = ""] = lines({ from: `${"a".repeat(300)}b`, to: `${"a".repeat(300)}c` });
  expect(line).toBe(
    `property: tags.Name: …${"a".repeat(40)}b" (of 303 characters) → …${"a".repeat(40)}c" (of 303 characters)`,
  );
});

test("long values that end differently, too", () => {
  const [line = ""] = lines({ from: "a".repeat(200), to: "b" });
  expect(line).toBe(`property: tags.Name: "${"a".repeat(159)}… (of 202 characters) → "b"`);
});
