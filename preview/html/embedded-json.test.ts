import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { embeddedJson } from "./embedded-json.ts";

test("a script element does not end within it, nor a comment begin", () => {
  expect(embeddedJson({ name: "</script><!--&\u2028" })).toBe(
    String.raw`{"name":"\u003c/script\u003e\u003c!--\u0026\u2028"}`,
  );
});

test("what is read is what was written", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = embeddedJson(value);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
