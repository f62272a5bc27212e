import { expect, test } from "@jest/globals";
import type { Json } from "../property-values.ts";
import { propertyDiff } from "./property-diff.ts";

const cells = (from: Json | undefined, to: Json | undefined): string[] =>
  [
    ...propertyDiff(
      [
        {
          path: "p",
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          forcesReplacement: false,
          effect: "update",
        },
      ],
      "t",
    )
      .toString()
      .matchAll(/<td>([\s\S]*?)<\/td>/g),
  ].map(([, cell = ""]) => cell);

test("what differs of two texts is marked", () => {
  expect(cells("repo/duel:1.4.1", "repo/duel:1.4.2")).toEqual([
    "<pre>repo/duel:1.4.<del>1</del></pre>",
    "<pre>repo/duel:1.4.<ins>2</ins></pre>",
    "in place",
  ]);
  expect(cells("abab", "ab").slice(0, 2)).toEqual(["<pre>ab<del>ab</del></pre>", "<pre>ab</pre>"]);
});

test("other values are JSON; what is not there, secret or unknown is said", () => {
  expect(cells(7, [{ a: 1 }]).slice(0, 2)).toEqual([
    "<pre>7</pre>",
    "<pre>[\n  {\n    &quot;a&quot;: 1\n  }\n]</pre>",
  ]);
  expect(cells(undefined, "").slice(0, 2)).toEqual([
    '<span class="note">not there</span>',
    "<pre>&quot;&quot;</pre>",
  ]);
  expect(cells("[secret]", "[unknown]").slice(0, 2)).toEqual([
    '<span class="note">secret, not shown</span>',
    '<span class="note">unknown until an up</span>',
  ]);
});

test("a pair of surrogates is not torn apart", () => {
  expect(cells("a😀", "a😁").slice(0, 2)).toEqual(["<pre>a<del>😀</del></pre>", "<pre>a<ins>😁</ins></pre>"]);
  expect(cells("😀!", "🐀!").slice(0, 2)).toEqual(["<pre><del>😀</del>!</pre>", "<pre><ins>🐀</ins>!</pre>"]);
});

test("what differs is whole, however long it is", () => {
  const [one, other] = ["x".repeat(3000), "y".repeat(3000)];
  expect(cells(one, 1).slice(0, 2)).toEqual([`<pre>${one}</pre>`, "<pre>1</pre>"]);
  expect(cells(one, other).slice(0, 2)).toEqual([
    `<pre><del>${one}</del></pre>`,
    `<pre><ins>${other}</ins></pre>`,
  ]);
});

test("what is equal is cut where it is long, and says by how much", () => {
  const [long = ""] = cells(`${"x".repeat(3000)}a`, `${"x".repeat(3000)}b`);
  expect(long).toBe(`<pre>(1000 characters before, equal) …${"x".repeat(2000)}<del>a</del></pre>`);
  const [late = ""] = cells(`a${"x".repeat(3000)}`, `b${"x".repeat(3000)}`);
  expect(late).toBe(`<pre><del>a</del>${"x".repeat(2000)}… (1000 characters after, equal)</pre>`);
});

test("effects are words", () => {
  const effect = (forcesReplacement: boolean, effect: "replace" | "may-replace" | "update") =>
    propertyDiff([{ path: "p", forcesReplacement, effect }], "t").toString();
  expect(effect(true, "replace")).toContain(">replaces<");
  expect(effect(true, "may-replace")).toContain(">may replace<");
  expect(effect(false, "update")).toContain(">in place<");
});
