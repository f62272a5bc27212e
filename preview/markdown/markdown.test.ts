import { describe, expect, test } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { exampleChange, exampleReport, exampleStack } from "../judgement/example-report.ts";
import type { Difference } from "../since/resource-changes.ts";
import { LONGEST_COMMENT } from "./fitting.ts";
import { renderMarkdown } from "./markdown.ts";

const REGIONS = ["prod-eu-west-1", "prod-us-east-1"];
const bigger = (path = "scalingConfig.maxSize"): Difference[] => [
  { path, from: 40, to: 60, forcesReplacement: false, effect: "update" },
];
const replaced: Difference[] = [
  { path: "subnetIds", from: ["a"], to: ["b"], forcesReplacement: true, effect: "replace" },
];

const both = (changes: (stack: string) => ReturnType<typeof exampleChange>[]) =>
  exampleReport(REGIONS.map((name) => exampleStack(name, { changes: changes(name) })));

/** Tables and HTML as GitHub has them; e2e/suites/pull-request.e2e.ts takes GitHub's own renderer. */
const rendered = (markdown: string): string => new MarkdownIt({ html: true, linkify: true }).render(markdown);

const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, ""),
    ),
  );

describe("a comment", () => {
  const { text, cut } = renderMarkdown(
    both((stack) => [exampleChange(stack, "game-1-abc-az1", "update", bigger())]),
  );
  const html = rendered(text);

  test("begins with the verdict", () => {
    expect(text.split("\n").slice(0, 3)).toEqual([
      "## ✅ Nothing here breaks a rule or replaces what players are on",
      "",
      "Against `main` (`0123456789ab`).",
    ]);
    expect(cut).toEqual([]);
  });

  test("has a line a stack, in a table that is whole", () => {
    const rows = rowsOf(html);
    expect(rows.slice(0, 3)).toEqual([
      [
        "stack",
        "replace",
        "delete",
        "update",
        "create",
        "policies",
        "capacity",
        "USD a month, at most",
        "more than before",
      ],
      ["prod-eu-west-1", "", "", "1", "", "✅", "✅ 120 players", "$20,849", "+$1,000"],
      ["prod-us-east-1", "", "", "1", "", "✅", "✅ 120 players", "$20,849", "+$1,000"],
    ]);
    expect(html).not.toMatch(/\|\s*-{3}/);
  });

  test("shows equal changes of several regions once, folded", () => {
    expect(text.match(/scalingConfig\.maxSize: 40 → 60/g)).toHaveLength(1);
    expect(html).toContain("<b>in 2 stacks (prod-eu-west-1, prod-us-east-1)</b>: ~ 1 update");
    expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  });

  test("has the topology as a diagram", () => {
    expect(html).toContain('<code class="language-mermaid">flowchart LR');
  });
});

test("what players lose is loud and not folded", () => {
  const { text } = renderMarkdown(
    both((stack) => [exampleChange(stack, "game-1-abc-az1", "replace", replaced)]),
  );
  const alert = text.slice(text.indexOf("> [!CAUTION]"), text.indexOf("<details>"));
  expect(alert).toMatch(/node pool game .*is replaced in 2 stacks: up to 240 players lose their session/);
  expect(alert).toContain("because of `subnetIds` (`prod-eu-west-1`, `prod-us-east-1`)");
});

test("nothing in it is markup, ends a fence or a cell, or mentions people", () => {
  const hostile = "a | b ```\n</details> <script>alert(1)</script> @everyone `x` $$1$$";
  const { text } = renderMarkdown(
    exampleReport([
      exampleStack("prod-eu-west-1", {
        warnings: [hostile],
        errors: [hostile],
        changes: [
          exampleChange("prod-eu-west-1", "game-1-abc-az1", "update", [
            { path: hostile, from: hostile, to: `${hostile}!`, forcesReplacement: false, effect: "update" },
          ]),
        ],
        violations: [{ policy: "p|q", level: "mandatory", urn: "", message: hostile }],
      }),
    ]),
  );
  const html = rendered(text);
  expect(html).not.toContain("<script>");
  expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  // Only within code, where GitHub mentions nobody.
  const outside = html.replace(/<code[\s\S]*?<\/code>/g, "");
  expect(outside).not.toContain("@everyone");
  expect(new Set(rowsOf(html).map((row) => row.length))).toEqual(new Set([9, 8, 6, 5]));
});

test("a comment that would be too long is cut, says so, and names what is missing", () => {
  const long = Array.from({ length: 900 }, (_, index) =>
    bigger(`values.of.a.long.path.number${index}.${"x".repeat(80)}`),
  ).flat();
  const { text, cut } = renderMarkdown(
    exampleReport([
      exampleStack("prod-eu-west-1", {
        changes: [exampleChange("prod-eu-west-1", "game-1-abc-az1", "update", long)],
      }),
      exampleStack("prod-us-east-1"),
    ]),
  );
  expect(cut).toEqual(["changes prod-eu-west-1"]);
  expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(text).toContain("so that nobody takes this for the whole: changes prod\\-eu\\-west\\-1.");
});

test("a stack that could not be compared says so", () => {
  const stack = exampleStack("prod-eu-west-1", { errors: ["no"] });
  delete stack.changes;
  const [, row] = rowsOf(rendered(renderMarkdown(exampleReport([stack])).text));
  expect(row?.slice(0, 6)).toEqual(["prod-eu-west-1", "?", "?", "?", "?", "❌ errors"]);
});

test("many new resources are counted by type", () => {
  const created = Array.from({ length: 41 }, (_, index) =>
    exampleChange("prod-eu-west-1", "game-1-abc-az1", "create", [], { name: `group-${index}` }),
  );
  const { text } = renderMarkdown(exampleReport([exampleStack("prod-eu-west-1", { changes: created })]));
  expect(text).toContain("+ create 41 resources; each is in the page\n+       41  aws:eks:NodeGroup");
});
