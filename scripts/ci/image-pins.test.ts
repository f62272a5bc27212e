import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BUILT, pinned } from "./image-pins.ts";

const digest = `sha256:${"a".repeat(64)}`;
const IMAGES = [{ service: "matchmaker", tag: "1a2b", digest }];
const IS = `matchmaker:1a2b@${digest}`;

describe("pins", () => {
  test("the image by its name, with a tag, a digest or neither, and nothing else of the file", () => {
    const text = [
      "# ours: keep",
      "config:",
      "  gameplane:matchmaker: { image: matchmaker:1.0.0,  cpu: 1 } # two spaces",
      "  gameplane:games:",
      "    duel:",
      '      image: "matchmaker@sha256:bbb"   # quoted',
      "      env: { image: matchmaker }",
      "    other: { image: other/matchmaker:1.0.0 }",
      "    third: { image: 'matchmaker-v2:1.0.0', note: matchmaker:1.0.0 }",
      "",
    ].join("\n");
    expect(pinned(text, IMAGES)).toEqual({
      text: text
        .replace("image: matchmaker:1.0.0,", `image: ${IS},`)
        .replace('"matchmaker@sha256:bbb"', IS)
        .replace("image: matchmaker }", `image: ${IS} }`),
      changes: [`matchmaker:1.0.0 -> ${IS}`, `matchmaker@sha256:bbb -> ${IS}`, `matchmaker -> ${IS}`],
    });
  });

  test("nothing where it is pinned already", () => {
    const text = `a: { image: ${IS} }\n`;
    expect(pinned(text, IMAGES)).toEqual({ text, changes: [] });
  });

  test("a second time changes nothing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{0,8}$/), fc.boolean(), (tag, quoted) => {
        const image = `matchmaker${tag === "" ? "" : `:${tag}`}`;
        const { text } = pinned(`x:\n  image: ${quoted ? `"${image}"` : image}\n`, IMAGES);
        expect(text).toBe(`x:\n  image: ${IS}\n`);
        expect(pinned(text, IMAGES).changes).toEqual([]);
      }),
    );
  });
});

test.each([
  { service: "Match", tag: "1", digest },
  { service: "a/b", tag: "1", digest },
  { service: "a", tag: "1 }", digest },
  { service: "a", tag: "1", digest: `${digest}0` },
  { service: "a", tag: "1", digest, more: 1 },
])("refuses %j", (built) => {
  expect(BUILT.safeParse(built).success).toBe(false);
});
