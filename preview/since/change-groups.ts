// Folded changes by the stacks that have them, and what stands beside each, the same for the terminal and the comment.
import { typeAndName } from "../../policies/urn.ts";
import type { FoldedChange } from "./folded-changes.ts";
import { countsOf, inWords } from "./operations.ts";
import type { ResourceChange } from "./resource-changes.ts";

export interface ChangeGroup {
  /** `in 2 stacks (dev, prod)`, or the one stack's name. */
  where: string;
  /** `± 1 replace, ~ 12 update`. */
  counts: string;
  changes: ResourceChange[];
}

/** In the order in which they first come. */
export const changeGroups = (folded: readonly FoldedChange[]): ChangeGroup[] =>
  [...Map.groupBy(folded, ({ stacks }) => stacks.join(", "))].map(([names, all]) => {
    const changes = all.map(({ change }) => change);
    const stacks = all[0]?.stacks.length ?? 0;
    return {
      where: stacks > 1 ? `in ${stacks} stacks (${names})` : names,
      counts: inWords(countsOf(changes)),
      changes,
    };
  });

/** ` (was TYPE::NAME; protected: the engine refuses it)`; nothing where there is nothing to say. */
export function notesOf(
  { formerUrn, refused }: ResourceChange,
  loud: (text: string) => string = String,
): string {
  const notes = [
    ...(formerUrn === undefined ? [] : [`was ${typeAndName(formerUrn)}`]),
    ...(refused ? [loud("protected: the engine refuses it")] : []),
  ];
  return notes.length > 0 ? ` (${notes.join("; ")})` : "";
}
