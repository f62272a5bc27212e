// What a reviewer decides by: the verdict, a line a stack, and what players lose.
import { isMandatory } from "../../policies/verdict.ts";
import type { Judgement } from "../judgement/judgement.ts";
import { dollars, moreDollars, whole } from "../numbers.ts";
import { countsOf, OPERATIONS } from "../since/operations.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { harmText, removedText } from "../judgement/verdict.ts";
import { created } from "../report.ts";
import type { Block } from "./fitting.ts";
import { code, money, plain, table } from "./syntax.ts";
import type { StackReport } from "../report.ts";

const ICONS = { fails: "❌", careful: "⚠️", fine: "✅" } as const;

export function verdictBlock({ since }: PullRequestReport, { verdict }: Judgement): Block {
  const { level, title, reasons } = verdict;
  // What players lose has a block of its own, below the table.
  const others = reasons.filter(({ section }) => section !== "players");
  const compared =
    since === undefined
      ? "Nothing to compare with: what an `up` of new stacks makes."
      : `Against ${code(since.name)} (${code(since.commit.slice(0, 12))}).`;
  const lines = [
    `## ${ICONS[level]} ${plain(title)}`,
    "",
    compared,
    ...(others.length > 0 ? ["", ...others.map(({ text }) => `- ${plain(text)}`)] : []),
  ];
  return { name: "the summary", text: lines.join("\n") };
}

export function stacksBlock({ stacks, since }: PullRequestReport): Block {
  const operations = since === undefined ? [] : OPERATIONS;
  const heading = [
    ...["stack", ...(since === undefined ? ["resources"] : operations), "policies", "capacity"],
    ...["USD a month, at most", ...(since === undefined ? [] : ["more than before"])],
  ];
  const align = heading.map((title) =>
    ["stack", "policies", "capacity"].includes(title) ? ("left" as const) : ("right" as const),
  );
  const rows = stacks.map((stack) => {
    const counts = stack.changes === undefined ? undefined : countsOf(stack.changes);
    return [
      code(stack.name),
      ...(since === undefined
        ? [String(created(stack).length)]
        : operations.map((op) => (counts === undefined ? "?" : counts[op] === 0 ? "" : `**${counts[op]}**`))),
      policyCell(stack),
      capacityCell(stack),
      ...costCells(stack, since !== undefined),
    ];
  });
  return { name: "the stacks", text: table(heading, align, rows) };
}

function policyCell({ judged, violations, errors }: StackReport): string {
  if (!judged) return "❌ not judged";
  if (errors.length > 0) return "❌ errors";
  const mandatory = violations.filter(isMandatory).length;
  if (mandatory > 0) return `❌ ${mandatory} mandatory`;
  return violations.length > 0 ? `⚠️ ${violations.length} advisory` : "✅";
}

function capacityCell({ capacity }: StackReport): string {
  if (capacity === null) return "";
  const of = (level: string) => capacity.findings.filter((finding) => finding.level === level).length;
  const sign = of("error") > 0 ? "❌" : of("warning") > 0 ? "⚠️" : "✅";
  return `${sign} ${whole(capacity.players)} players`;
}

function costCells({ cost }: StackReport, isCompared: boolean): string[] {
  if (cost === null) return isCompared ? ["", ""] : [""];
  const { total, unpriced, difference } = cost;
  const more = difference === undefined ? "unknown" : money(moreDollars(difference.maximum));
  return [
    `${unpriced.length > 0 ? "≥ " : ""}${money(dollars(total.maximum))}`,
    ...(isCompared ? [more] : []),
  ];
}

/** Loud, and not folded. */
export function playersBlocks({ since }: PullRequestReport, { harms }: Judgement): Block[] {
  const removed = since?.removed ?? [];
  if (harms.length + removed.length === 0) return [];
  const lines = harms.map((harm) => {
    const because = harm.because.length > 0 ? `, because of ${harm.because.map(code).join(", ")}` : "";
    const where = harm.stacks.map(({ stack }) => code(stack)).join(", ");
    return `> - ${plain(harmText(harm))}${because} (${where})`;
  });
  const gone = removed.map((stack) => `> - ${plain(removedText(stack))}`);
  return [
    { name: "what players lose", text: ["> [!CAUTION]", "> **Players**", ...lines, ...gone].join("\n") },
  ];
}
