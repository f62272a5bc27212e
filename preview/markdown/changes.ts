// What changes, folded over stacks that change alike.
import { count } from "../../policies/verdict.ts";
import { changeGroups, notesOf } from "../since/change-groups.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import type { ResourceChange } from "../since/resource-changes.ts";
import type { ShownLine } from "../since/shown-difference.ts";
import { shownDifference } from "../since/shown-difference.ts";
import { shortType } from "../report.ts";
import type { Block } from "./fitting.ts";
import { details, fenced, inHtml } from "./syntax.ts";

/** More resources that are new are counted by type: a new region has some two hundred. */
const MOST_NEW = 40;

/** A block for all changes that are in the same stacks. */
export const changeBlocks = ({ since }: PullRequestReport): Block[] =>
  changeGroups(since?.folded ?? []).map(({ where, counts, changes }) => ({
    name: `changes ${where}`,
    text: details(`<b>${inHtml(where)}</b>: ${inHtml(counts)}`, fenced("diff", linesOf(changes))),
  }));

/** What is replaced or goes first: a reviewer may read no further. */
function linesOf(changes: readonly ResourceChange[]): string[] {
  const of = (op: ResourceChange["op"]) => changes.filter((change) => change.op === op);
  const created = of("create");
  return [
    ...[...of("replace"), ...of("delete"), ...of("update")].flatMap(changeLines),
    ...(created.length > MOST_NEW ? byType(created) : created.flatMap(changeLines)),
  ];
}

const SIGNS = { create: "+", update: "!", replace: "-", delete: "-" } as const;

function changeLines(change: ResourceChange): string[] {
  const { op, type, name, diff } = change;
  const heading = `${SIGNS[op]} ${op} ${shortType(type)} ${name}${notesOf(change)}`;
  return [heading, ...diff.flatMap(shownDifference).map(diffLine)];
}

/** GitHub colours a line by its first character. */
const diffLine = ({ kind, text }: ShownLine): string =>
  `${kind === "before" ? "-" : kind === "after" ? "+" : " "}     ${kind === "property" ? "" : "  "}${text}`;

function byType(created: readonly ResourceChange[]): string[] {
  const types = [...Map.groupBy(created, ({ type }) => shortType(type))];
  return [
    `+ create ${count(created.length, "resource")}; each is in the page`,
    ...types
      .toSorted(([, one], [, other]) => other.length - one.length)
      .map(([type, all]) => `+     ${String(all.length).padStart(4)}  ${type}`),
  ];
}
