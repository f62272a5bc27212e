import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { visible } from "../visible.ts";
import { html } from "./html.ts";

test("data is escaped in text and in attributes, markup is not", () => {
  const data = `<script>alert("1")</script>&'`;
  expect(html`<p title="${data}">${html`<b>${data}</b>`}</p>`.toString()).toBe(
    `<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"><b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</b></p>`,
  );
});

test("lists are joined, numbers are text, nothing is nothing", () => {
  expect(html`<p>${["a", html`<br />`, 3, undefined, [0]]}</p>`.toString()).toBe("<p>a<br />30</p>");
});

test("indentation of templates goes, that of data stays", () => {
  const data = "a\n    b";
  // prettier-ignore
  const template = html`
    <pre>${data}</pre>
  `;
  expect(template.toString()).toBe("\n<pre>a\n    b</pre>\n");
});

test("characters that hide or turn around text are shown by number", () => {
  expect(visible("a\u202Eb\u200B\u0000\u2028\u00AD\u{E0041}")).toBe(
    String.raw`a\u202eb\u200b\u0000\u2028\u00ad\ue0041`,
  );
  expect(visible("é\t\n→ 日本")).toBe("é\t\n→ 日本");
});

test("whatever is put in, no tag and no attribute comes of it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (data) => {
      const text = html`${data}`.toString();
      expect(text).not.toMatch(/[<>"']/);
      expect(text.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
    }),
  );
});
