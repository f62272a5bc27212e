// The comment of a pull request as GitHub shows it: its own renderer for Markdown, and Mermaid's own for the diagram.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { before, describe, test } from "node:test";
import { execa } from "execa";
import { z } from "zod";
import { exampleChange, exampleReport, exampleStack } from "../../preview/judgement/example-report.ts";
import { HOSTILE, withText } from "../../preview/judgement/hostile-report.ts";
import { renderMarkdown } from "../../preview/markdown/markdown.ts";
import { launch, noChromium } from "../browser.ts";
import { WORK_TREE } from "../engine/program.ts";

const hasRenderer = await execa("cmark-gfm", ["--version"], { reject: false }).then(
  ({ exitCode }) => exitCode === 0,
);
const skip = !hasRenderer && "there is no cmark-gfm (Debian: apt-get install cmark-gfm)";

const REGIONS = ["prod-eu-west-1", "prod-us-east-1"];
const COMMENTS = {
  project: () =>
    execa(process.execPath, ["preview/main.ts", "--format", "markdown"], { cwd: WORK_TREE }).then(
      ({ stdout }) => stdout,
    ),
  example: () =>
    renderMarkdown(
      exampleReport(
        REGIONS.map((name) =>
          exampleStack(name, { changes: [exampleChange(name, "game-1-abc-az1", "replace")] }),
        ),
      ),
    ).text,
  hostile: () => renderMarkdown(withText(HOSTILE)).text,
};

for (const [name, comment] of Object.entries(COMMENTS))
  void describe(`the comment of the ${name} report`, { skip }, () => {
    let markdown: string;
    let html: string;
    before(async () => {
      markdown = await comment();
      html = await rendered(markdown);
    });

    test("has tables whose rows have all cells, and no row outside of them", (t) => {
      const tables = [...html.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(([, table = ""]) =>
        [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => row.match(/<t[hd]/g)?.length),
      );
      assert.ok(tables.length >= 3, html);
      for (const cells of tables) assert.equal(new Set(cells).size, 1);
      assert.doesNotMatch(html, /^\s*(<p>)?\|/m);
      t.diagnostic(`${markdown.length} characters, ${tables.length} tables`);
    });

    test("closes what it opens, and has no markup of anybody else", () => {
      for (const tag of ["details", "summary", "b"])
        assert.equal(html.split(`<${tag}>`).length, html.split(`</${tag}>`).length, tag);
      assert.doesNotMatch(html, /<(script|img|iframe|a|style|h1)\b/);
    });
  });

void describe("the diagram", { skip: noChromium }, () => {
  test("is Mermaid's, and can be drawn", async (t) => {
    await using browser = await launch();
    const page = await browser.newPage();
    await page.setContent("<!doctype html><div id=diagram></div>");
    await page.addScriptTag({ content: await readFile(MERMAID, "utf8") });
    for (const [name, comment] of Object.entries(COMMENTS)) {
      const diagram = /```mermaid\n([\s\S]*?)\n```/.exec(await comment())?.[1] ?? "";
      const drawn = z
        .object({ type: z.string(), svg: z.string() })
        .parse(await page.evaluate(`(${DRAW})(${JSON.stringify(diagram)})`));
      assert.equal(drawn.type, "flowchart-v2");
      t.diagnostic(`${name}: ${drawn.svg.split('class="node').length - 1} boxes`);
    }
  });
});

/** As GitHub's comments are: HTML in Markdown, but for the tags that it filters. */
const rendered = async (markdown: string): Promise<string> =>
  (
    await execa(
      "cmark-gfm",
      ["--unsafe", "-e", "table", "-e", "autolink", "-e", "tagfilter", "-e", "strikethrough"],
      { input: markdown },
    )
  ).stdout;

const MERMAID = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

/** Runs in the page; Mermaid throws where it does not understand. */
const DRAW = `async (diagram) => {
  const { diagramType } = await mermaid.parse(diagram);
  const { svg } = await mermaid.render("drawn" + Math.random().toString().slice(2), diagram);
  return { type: diagramType, svg };
}`;
