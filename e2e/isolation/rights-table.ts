import type { Subject } from "./access-reviews.ts";
import type { Action } from "./actions.ts";
import { ALL_NAMESPACES, ASKED_NAMESPACES } from "./actions.ts";
import { Groups } from "./groups.ts";
import type { Row } from "./markdown-table.ts";
import { cell, entries, tableBelow } from "./markdown-table.ts";

/** A row of docs/isolation.md, and what it grants. */
export interface Grant {
  /** As the page has it. */
  text: string;
  /** Or more than Agones has a use for. */
  needed: boolean;
  /** As `written`. */
  rights: string[];
}

/** `gameplane:viewers: get fleets.agones.dev in game-servers` */
export const written = (subject: Subject, { verb, resource, namespace }: Action): string =>
  `${subject.name}: ${verb} ${resource} in ${namespace}`;

/** The rights that the page says these subjects have, row by row; throws where a row names no action at all. */
export function grants(markdown: string, subjects: Subject[], actions: Action[]): Grant[] {
  const groups = new Groups(
    markdown,
    "Who asks",
    "subject",
    subjects.map(({ name }) => name),
  );
  return tableBelow(markdown, "Rights").flatMap((row) => {
    const names = groups.members(entries(row, "subject"), textOf(row));
    const some = actions.filter((action) => isNamed(row, action));
    refuseUseless(row, some);
    const rights = subjects
      .filter(({ name }) => names.has(name))
      .flatMap((subject) => some.map((action) => written(subject, action)));
    return [{ text: textOf(row), needed: isNeeded(row), rights }];
  });
}

const isNamed = (row: Row, { verb, resource, namespace }: Action): boolean =>
  entries(row, "verbs").includes(verb) &&
  entries(row, "resources").includes(resource) &&
  entries(row, "in").some((place) => isPlace(place, namespace));

function isPlace(place: string, namespace: string): boolean {
  if (place === "everywhere") return true;
  if (place === "elsewhere") return namespace !== "game-servers";
  if (![...ASKED_NAMESPACES, ALL_NAMESPACES, "cluster"].includes(place))
    throw new Error(
      `docs/isolation.md: in "${place}"? Say everywhere, elsewhere, cluster, ${ALL_NAMESPACES}, or a namespace of ${ASKED_NAMESPACES.join(", ")}`,
    );
  return place === namespace;
}

/** A misspelt verb or resource would be a row that proves nothing. */
function refuseUseless(row: Row, some: Action[]): void {
  const missing = [
    ...entries(row, "verbs").filter((name) => !some.some(({ verb }) => verb === name)),
    ...entries(row, "resources").filter((name) => !some.some(({ resource }) => resource === name)),
  ];
  if (missing.length > 0)
    throw new Error(
      `docs/isolation.md: ${textOf(row)}: nothing that can be asked is called ${missing.join(", ")}; correct it`,
    );
}

function isNeeded(row: Row): boolean {
  const needed = cell(row, "needed");
  if (needed !== "yes" && needed !== "no")
    throw new Error(`docs/isolation.md: needed "${needed}"? Say yes or no`);
  return needed === "yes";
}

const textOf = (row: Row): string => `| ${Object.values(row).join(" | ")} |`;
