// What the nightly previews found, for an issue and for the page of the run.
import { z } from "zod";
import { fitted } from "../../preview/markdown/fitting.ts";
import { errorOf } from "./errors.ts";
import type { Ended } from "./pulumi.ts";
import { inWords, isRenewal, plannedChanges } from "./planned-changes.ts";
import { LONGEST_SUMMARY } from "./runner-files.ts";

export const DRIFT = z.strictObject({
  stack: z.string(),
  /** "renewal": nothing but certificates that are due. "unknown": it could not be previewed. */
  verdict: z.enum(["none", "renewal", "drift", "unknown"]),
  /** Changes in words, or why it is unknown. */
  lines: z.array(z.string()),
});
export type Drift = z.output<typeof DRIFT>;

/** The exit code and the JSON have to agree, or nothing is known. */
export function driftOf(stack: string, { exitCode, stdout }: Ended): Drift {
  try {
    const { any, changes, whole } = plannedChanges(stdout);
    if (exitCode !== 0 && !any)
      return unknown(stack, `pulumi preview ended with ${exitCode ?? "a signal"} and counts no change`);
    if (exitCode === 0 && any)
      return unknown(stack, "pulumi preview expected no changes, counts some and ended with 0");
    if (!any) return { stack, verdict: "none", lines: [] };
    const verdict = whole && changes.every(isRenewal) ? "renewal" : "drift";
    return { stack, verdict, lines: changes.map(inWords) };
  } catch (error) {
    return unknown(stack, errorOf(error).message);
  }
}

const unknown = (stack: string, why: string): Drift => ({ stack, verdict: "unknown", lines: [why] });

/** Every stack that was to be looked at, in that order; of one without a result nothing is known. */
export const complete = (stacks: string[], found: Drift[]): Drift[] =>
  stacks.map(
    (stack) => found.find((drift) => drift.stack === stack) ?? unknown(stack, "its job left no result"),
  );

const WORDS: Record<Drift["verdict"], string> = {
  none: "as the files say",
  renewal: "certificates are due, which the scheduled up renews",
  drift: "**differs from the files**",
  unknown: "**not known**",
};

export const needsPeople = ({ verdict }: Drift): boolean => verdict === "drift" || verdict === "unknown";

/** Lines of a stack: one that lost everything must not take the room of the others. */
const SHOWN_LINES = 20;

/** @param longest characters that it may have; what does not fit is left out, and that is said */
export function driftMarkdown(drifts: Drift[], longest = LONGEST_SUMMARY): string {
  const rows = drifts.map(({ stack, verdict }) => `| ${stack} | ${WORDS[verdict]} |`);
  const table = ["| stack | what an `up` would do |", "| --- | --- |", ...rows].join("\n");
  const wrong = drifts.filter(needsPeople);
  const blocks = [
    { name: TABLE, text: table },
    ...wrong.map((drift) => ({ name: drift.stack, text: changesOf(drift) })),
  ];
  return fitted(blocks, (cut) => leftOut(cut, wrong.length), longest).text;
}

/** Not a stack's name, so that it cannot be mistaken for one. */
const TABLE = "the table of all stacks";

const leftOut = (cut: string[], wrong: number): string =>
  [
    "**Not everything fits here.** In the artifacts of the run, but not here:",
    ...(cut.includes(TABLE) ? [`${TABLE};`] : []),
    `the changes of ${cut.filter((name) => name !== TABLE).length} of the ${wrong} stacks that need people.`,
  ].join(" ");

function changesOf({ stack, lines }: Drift): string {
  return [
    `### ${stack}`,
    "",
    ...lines.slice(0, SHOWN_LINES).map((line) => `- ${code(line)}`),
    ...(lines.length > SHOWN_LINES ? [`- and ${lines.length - SHOWN_LINES} more, in the run`] : []),
  ].join("\n");
}

/** A code span that its own text cannot end. */
const code = (text: string): string =>
  `\`${text.replaceAll("`", "'").replaceAll(/\s+/g, " ").slice(0, 300)}\``;
