import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { LONGEST_COMMENT } from "../../preview/markdown/fitting.ts";
import { commentOf, MARKER } from "./comment-body.ts";
import type { Run } from "./pull-request-of-run.ts";
import type { Report } from "./report-artifact.ts";

const RUN: Run = {
  id: 1,
  event: "pull_request",
  conclusion: "success",
  html_url: "https://github.example/run/1",
  head_sha: "0123456789abcdef0123456789abcdef01234567",
  head_branch: "change",
  head_repository: { full_name: "someone/fork", owner: { login: "someone" } },
};
const HEAD = `${MARKER}\nCommit 0123456789ab, previewed by the pull request's own code: [the run](https://github.example/run/1), with the page as an artifact.\n`;

const report = (markdown: string | undefined, outcome: Report["about"]["outcome"] = "success"): Report => ({
  about: { pullRequest: 7, outcome },
  markdown,
});
const comment = (conclusion: string | null, of: Report | string) => commentOf({ ...RUN, conclusion }, of);
const body = (conclusion: string | null, of: Report | string) => comment(conclusion, of).body;
const CUT =
  "**The preview counts as failed: its report is cut here**, as it is longer than a comment may be. What is cut may be what matters; the run has all of it.";

describe("a comment", () => {
  test("is the report below a line of ours", () => {
    expect(body("success", report("| a |\n"))).toBe(`${HEAD}\n| a |\n`);
  });

  test.each<[string | null, Report | string, string[]]>([
    [
      "failure",
      report("x", "failure"),
      ["**The preview failed** (failure): something below has to change, or could not be previewed."],
    ],
    // A run can be told that it went well by the code that it ran; the step's own word counts as well.
    [
      "success",
      report("x", "failure"),
      ["**The preview failed** (failure): something below has to change, or could not be previewed."],
    ],
    [
      "failure",
      report("x"),
      ["**The check failed** (failure), but not the preview: see the run's other steps."],
    ],
    [
      null,
      report("x"),
      ["**The check failed** (no conclusion), but not the preview: see the run's other steps."],
    ],
    [
      "success",
      report(undefined),
      ["**There is no report**: the preview left none. Nothing is known of what this changes."],
    ],
    [
      "timed_out",
      "the run has no artifact preview-comment",
      [
        "**The check failed** (timed_out).",
        "**There is no report**: the run has no artifact preview-comment. Nothing is known of what this changes.",
      ],
    ],
  ])("of a run that ended with %j says what is wrong", (conclusion, of, notes) => {
    const cautions = notes.map((note) => `\n> [!CAUTION]\n> ${note}\n`).join("");
    const rest = typeof of !== "string" && of.markdown !== undefined ? "\nx" : "\n";
    expect(body(conclusion, of)).toBe(`${HEAD}${cautions}${rest}`);
  });

  test.each([
    ["@team/ops @a-b, (@c) `@d`\n@e", "@\u200Bteam/ops @\u200Ba-b, (@\u200Bc) `@\u200Bd`\n@\u200Be"],
    // A letter or a mark of emphasis before it, markup or an entity behind it: it is shown as @team all the same.
    ["_@team_ __@team__ /@team", "_@\u200Bteam_ __@\u200Bteam__ /@\u200Bteam"],
    ["@<b>team</b> @&#116;eam \\@team @", "@\u200B<b>team</b> @\u200B&#116;eam \\@\u200Bteam @\u200B"],
    ["&#64;team &#0000064;team &#64team", "@\u200Bteam @\u200Bteam @\u200Bteam"],
    ["&#x40;team &#X0040;team &#x40team", "@\u200Bteam @\u200Bteam @\u200Bteam"],
    ["&commat;team &COMMAT;team", "@\u200Bteam @\u200Bteam"],
    // Other characters.
    ["&#640; &#x40a; &#x400; &#6; &commata; &amp;#64;", "&#640; &#x40a; &#x400; &#6; &commata; &amp;#64;"],
  ])("calls nobody by %j", (text, shown) => {
    expect(body("success", report(text)).slice(HEAD.length + 1)).toBe(shown);
  });

  test("no text leaves an @ that begins a name", () => {
    const at = fc.constantFrom(
      "@",
      "&#64;",
      "&#064",
      "&#x40;",
      "&#X040",
      "&commat;",
      "_",
      "a",
      "\n",
      ";",
      "1",
    );
    fc.assert(
      fc.property(fc.array(at), (parts) => {
        const shown = body("success", report(parts.join(""))).slice(HEAD.length + 1);
        expect(shown).not.toMatch(/@(?!\u200B)|&#0*64(?!\d)|&#x0*40(?![\da-f])|&commat;/i);
      }),
    );
  });

  test("may have 65,536 characters; a longer one is cut at a line, and is a failure, said before the report", () => {
    const most = 65_536 - HEAD.length - 1;
    expect(comment("success", report("a".repeat(most)))).toEqual({
      body: `${HEAD}\n${"a".repeat(most)}`,
      isWhole: true,
    });
    expect(comment("success", report("a".repeat(most + 1)))).toEqual({
      body: `${HEAD}\n> [!CAUTION]\n> ${CUT}\n\n`,
      isWhole: false,
    });
    expect(comment("failure", "there is none").isWhole).toBe(true);

    const lines = Array.from({ length: 9000 }, (_, index) => `line ${index}`).join("\n");
    const cut = body("success", report(lines));
    expect(cut.length).toBeLessThanOrEqual(65_536);
    expect(cut.length).toBeGreaterThan(65_500);
    expect(cut.startsWith(`${HEAD}\n> [!CAUTION]\n> ${CUT}\n\nline 0\nline 1\n`)).toBe(true);
    expect(cut.split("\n").at(-1)).toMatch(/^line \d{4}$/);
  });

  test("has room for the head, the notes and two thousand mentions of the longest report there is", () => {
    const mentions = 2000;
    const longest = `${"@".repeat(mentions)}${"a".repeat(LONGEST_COMMENT - mentions)}`;
    expect(comment("timed_out", report(longest, "failure")).isWhole).toBe(true);
    // More of them make it longer than a comment may be.
    expect(comment("success", report("@\n".repeat(LONGEST_COMMENT / 2))).isWhole).toBe(false);
  });
});
