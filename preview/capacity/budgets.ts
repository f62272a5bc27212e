// What bounds the number of nodes beside their groups' own maxima.
import type { KnownGroup } from "./node-room.ts";

/** Something that nodes share. */
export interface Budget {
  amount: number;
  /** What no node takes. */
  fixed: number;
  /** What one node of a group takes; 0 for a group that takes none. */
  perNode: (group: KnownGroup) => number;
}

/** A limit made of one budget, or of one for each subnet. */
export interface NodeBound {
  limit: string;
  budgets: Budget[];
  /** What is counted, such as "vCPUs". */
  unit: string;
  /** Where the amount of so many of its budgets comes from. */
  source: (budgets: number) => string;
  /** What to do where there have to be as many nodes, which take so much. */
  remedy: (needs: { nodes: number; amount: number }) => string;
}

/** Nodes by the name of their group. */
export type NodeCounts = ReadonlyMap<string, number>;

/** What a number of nodes takes of a budget. */
export const taken = ({ fixed, perNode }: Budget, groups: readonly KnownGroup[], nodes: NodeCounts): number =>
  groups.reduce((sum, group) => sum + perNode(group) * (nodes.get(group.name) ?? 0), fixed);

/**
 * Most nodes of some groups that budgets hold beside the others: each group up to its own maximum first, then whatever
 * else would fit, so that the figure says what the budgets alone would allow. Undefined where they do not bound them.
 */
export function nodesWithin(
  budgets: readonly Budget[],
  groups: readonly KnownGroup[],
  others: readonly KnownGroup[],
  nodesOfOthers: NodeCounts,
): Map<string, number> | undefined {
  const left = budgets.map((budget) => ({
    budget,
    left: budget.amount - taken(budget, others, nodesOfOthers),
  }));
  const room = (group: KnownGroup) =>
    Math.min(
      ...left.map((one) => {
        const each = one.budget.perNode(group);
        return each > 0 ? Math.max(0, Math.floor(one.left / each + 1e-9)) : Infinity;
      }),
    );
  if (!groups.some((group) => budgets.some(({ perNode }) => perNode(group) > 0))) return undefined;
  const nodes = new Map<string, number>();
  const add = (group: KnownGroup, number: number) => {
    nodes.set(group.name, (nodes.get(group.name) ?? 0) + number);
    for (const one of left) one.left -= one.budget.perNode(group) * number;
  };
  for (const group of groups) add(group, Math.min(group.nodes.max, room(group)));
  for (const group of groups) {
    const more = room(group);
    if (Number.isFinite(more)) add(group, more);
  }
  return nodes;
}
