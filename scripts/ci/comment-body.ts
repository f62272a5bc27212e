// The comment on a pull request: what we know ourselves comes first, where no report can hide or imitate it.
import { LONGEST_BODY } from "./github-api.ts";
import type { Report } from "./report-artifact.ts";
import type { Run } from "./pull-request-of-run.ts";

/** Begins the comment, invisibly; the next run finds it by this. */
export const MARKER = "<!-- gameplane-preview -->";

/** A report that has to be cut here is a failure: preview/markdown/fitting.ts leaves room for what is put before it. */
const CUT =
  "**The preview counts as failed: its report is cut here**, as it is longer than a comment may be. What is cut may be what matters; the run has all of it.";

export interface Comment {
  body: string;
  /** Whether all of the report is in it. */
  isWhole: boolean;
}

/** @param report or why there is none */
export function commentOf(run: Run, report: Report | string): Comment {
  const markdown = typeof report === "string" ? undefined : report.markdown;
  const head = (notes: string[]) =>
    [
      MARKER,
      `Commit ${run.head_sha.slice(0, 12)}, previewed by the pull request's own code: [the run](${run.html_url}), with the page as an artifact.`,
      ...notes.map((note) => `\n> [!CAUTION]\n> ${note}`),
      "\n",
    ].join("\n");
  const notes = [...verdict(run, report), ...(markdown === undefined ? [missing(report)] : [])];
  if (markdown === undefined) return { body: head(notes), isWhole: true };
  const text = withoutMentions(markdown);
  const whole = `${head(notes)}${text}`;
  if (whole.length <= LONGEST_BODY) return { body: whole, isWhole: true };
  const cut = head([...notes, CUT]);
  return { body: `${cut}${firstLines(text, LONGEST_BODY - cut.length)}`, isWhole: false };
}

function verdict({ conclusion }: Run, report: Report | string): string[] {
  const outcome = typeof report === "string" ? undefined : report.about.outcome;
  if (outcome !== undefined && outcome !== "success")
    return [`**The preview failed** (${outcome}): something below has to change, or could not be previewed.`];
  if (conclusion === "success") return [];
  return [
    outcome === "success"
      ? `**The check failed** (${conclusion ?? "no conclusion"}), but not the preview: see the run's other steps.`
      : `**The check failed** (${conclusion ?? "no conclusion"}).`,
  ];
}

const missing = (report: Report | string): string =>
  `**There is no report**: ${typeof report === "string" ? report : "the preview left none"}. Nothing is known of what this changes.`;

/**
 * A report must not call people: an invisible character follows every @, and every way to write one in HTML. What is before
 * or behind it does not matter: GitHub looks for names in what is shown, where `_@team_` and `@&#116;eam` are `@team`.
 */
const withoutMentions = (text: string): string => text.replaceAll(AT, "@\u200B");

/** HTML takes the numbers also without their semicolon. */
const AT = /@|&#0*64(?!\d);?|&#x0*40(?![\da-f]);?|&commat;/gi;

/** As many whole lines as fit. */
function firstLines(text: string, most: number): string {
  const end = text.lastIndexOf("\n", most - 1);
  return text.slice(0, Math.max(end, 0));
}
