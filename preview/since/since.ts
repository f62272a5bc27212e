// What changes between a revision and the work tree, stack by stack and folded over stacks.
import { capacityOf } from "../capacity/capacity.ts";
import type { Estimates } from "../estimates.ts";
import type { StackReport } from "../report.ts";
import { effectsIn } from "./effects.ts";
import type { FoldedChange } from "./folded-changes.ts";
import { foldedChanges } from "./folded-changes.ts";
import type { BaseReport, Revision } from "./revision.ts";
import { resourceChanges } from "./resource-changes.ts";
import { changedSecrets, secretTexts } from "./secret-texts.ts";

/** What the work tree is compared with, and what only the two together show. */
export interface Since {
  /** As it was asked for. */
  name: string;
  /** 40 hex digits. */
  commit: string;
  folded: FoldedChange[];
  /** Stacks whose file is gone: no `up` destroys what they have made. */
  removed: RemovedStack[];
}

export interface RemovedStack {
  name: string;
  resources: number;
  /** That it holds at most; null where that is not known, or it has no games. */
  players: number | null;
}

/**
 * @param asked all stacks of the work tree, or those that were asked for
 * @param work names and folder of all stacks that the work tree has
 */
export function comparison(
  { name, commit, stacks: bases }: Revision,
  asked: readonly StackReport[],
  work: { folder: string; names: readonly string[] },
  estimates: Estimates,
): { since: Since; stacks: StackReport[] } {
  const stacks = asked.map((stack) => {
    const base = bases.find((each) => each.name === stack.name);
    return compared(estimated(stack, base, estimates), base, name, work.folder);
  });
  const folded = foldedChanges(stacks.map(({ changes = [], ...stack }) => ({ ...stack, changes })));
  const removed = bases
    .filter((base) => !work.names.includes(base.name))
    .map(({ name: removedName, resources, quotas }) => ({
      name: removedName,
      resources: resources.length,
      players: capacityOf({ resources }, quotas)?.players ?? null,
    }));
  return { since: { name, commit, folded, removed }, stacks };
}

/** Half a base would have cost less. */
const estimated = (stack: StackReport, base: BaseReport | undefined, estimates: Estimates): StackReport =>
  base !== undefined && base.errors.length > 0
    ? estimates.with(stack)
    : estimates.with(stack, base ?? { resources: [], quotas: {} });

/** An error in place of changes where there are none to be trusted: half a stack would look as if the rest went. */
function compared(
  stack: StackReport,
  base: BaseReport | undefined,
  revision: string,
  folder: string,
): StackReport {
  if (stack.errors.length > 0) return stack;
  if (base !== undefined && base.errors.length > 0) {
    const errors = base.errors.map((error) => `what changes is unknown, ${revision} has an error: ${error}`);
    return { ...stack, errors };
  }
  return {
    ...stack,
    changes: resourceChanges(base?.resources ?? [], stack.resources, effectsIn(stack.resources)),
    changedSecrets: base === undefined ? [] : changedSecrets(base.secrets, secretTexts(folder, stack.name)),
  };
}
