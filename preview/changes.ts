// What changes, for people at a terminal: what players lose, then every change, folded over stacks that change alike.
import { harmText, removedText } from "./judgement/verdict.ts";
import type { Harm } from "./judgement/player-harm.ts";
import { folded as foldedOver } from "./folded.ts";
import type { StackReport } from "./report.ts";
import { shortType } from "./report.ts";
import type { ChangeGroup } from "./since/change-groups.ts";
import { changeGroups, notesOf } from "./since/change-groups.ts";
import type { ResourceChange } from "./since/resource-changes.ts";
import type { ShownLine } from "./since/shown-difference.ts";
import { shownDifference } from "./since/shown-difference.ts";
import type { Since } from "./since/since.ts";
import type { Paint } from "./tree.ts";

/** Loud, and before everything else. */
export function playersSection(harms: readonly Harm[], { removed }: Since, paint: Paint): string[] {
  if (harms.length + removed.length === 0) return [];
  const lines = harms.map((harm) => {
    const because = harm.because.length > 0 ? `, because of ${harm.because.join(", ")}` : "";
    return `${paint("red", "players:")} ${harmText(harm)}${because} (${harm.stacks.map(({ stack }) => stack).join(", ")})`;
  });
  const gone = removed.map((stack) => `${paint("red", "removed:")} ${removedText(stack)}`);
  return [[...lines, ...gone].join("\n")];
}

export function changesSection(
  { name, commit, folded }: Since,
  stacks: readonly StackReport[],
  paint: Paint,
): string {
  const groups = changeGroups(folded);
  const secrets = foldedOver(stacks, ({ changedSecrets = [] }) => changedSecrets).map(
    ({ thing, stacks: names }) =>
      `${paint("yellow", "secret:")} ${thing} is another one in ${names.join(", ")}; its value is not shown`,
  );
  const heading = paint("bold", `changes since ${name} (${commit.slice(0, 12)})`);
  const unknown = stacks.flatMap((stack) =>
    stack.changes === undefined ? [`${paint("red", "not compared:")} ${stack.name}`] : [],
  );
  const said = [heading, ...unknown, ...secrets];
  if (groups.length === 0)
    return [...said, unknown.length === stacks.length ? "" : "no resource changes"].join("\n").trimEnd();
  return [...said, ...groups.map((group) => groupText(group, paint))].join("\n");
}

function groupText({ where, counts, changes }: ChangeGroup, paint: Paint): string {
  const lines = changes.flatMap((change) => changeLines(change, paint));
  return ["", `${paint("bold", where)}: ${counts}`, ...lines].join("\n");
}

/** As Pulumi's own display has them. */
const SIGNS = {
  create: ["green", "+ "],
  update: ["yellow", "~ "],
  replace: ["red", "+-"],
  delete: ["red", "- "],
} as const satisfies Record<ResourceChange["op"], [Parameters<Paint>[0], string]>;

function changeLines(change: ResourceChange, paint: Paint): string[] {
  const { op, type, name, diff } = change;
  const [style, sign] = SIGNS[op];
  const note = notesOf(change, (text) => paint("red", text));
  return [
    `  ${paint(style, sign)} ${paint("dim", shortType(type))} ${name}${note}`,
    ...diff.flatMap((each) => shownDifference(each).map((line) => `       ${diffLine(line, paint)}`)),
  ];
}

function diffLine({ kind, text }: ShownLine, paint: Paint): string {
  if (kind === "before") return paint("red", `- ${text}`);
  if (kind === "after") return paint("green", `+ ${text}`);
  return kind === "both" ? `  ${text}` : text;
}
