import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { fitted } from "./fitting.ts";

const note = (cut: string[]) => `cut: ${cut.join(", ")}`;
const block = (name: string, length: number) => ({ name, text: name.repeat(length) });

test("everything that fits is there, without a note", () => {
  expect(fitted([block("a", 3), block("b", 4)], note, 9)).toEqual({ text: "aaa\n\nbbbb", cut: [] });
});

test("what does not fit is named, and what is smaller comes all the same", () => {
  expect(fitted([block("a", 3), block("b", 90), block("c", 4)], note, 40)).toEqual({
    text: "aaa\n\ncut: b\n\ncccc",
    cut: ["b"],
  });
});

test("never too long, and each block is there or named", () => {
  const blocks = fc.array(
    fc.record({ name: fc.stringMatching(/^[a-z]{1,5}$/), text: fc.string({ maxLength: 200 }) }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(blocks, fc.integer({ min: 100, max: 800 }), (all, longest) => {
      const { text, cut } = fitted(all, note, longest);
      expect(text.length).toBeLessThanOrEqual(longest);
      const kept = all.filter((each) => text.includes(each.text)).length;
      expect(kept + cut.length).toBeGreaterThanOrEqual(all.length);
      if (cut.length > 0) expect(text).toContain(note(cut));
    }),
  );
});
