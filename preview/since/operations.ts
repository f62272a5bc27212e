// What an `up` does, counted, and as people read it.
import type { Operation } from "./resource-changes.ts";

/** The most dangerous first. */
export const OPERATIONS = ["replace", "delete", "update", "create"] as const satisfies readonly Operation[];

/** Pulumi's own, but for `+-`, which reads badly in small print. */
export const SIGNS = { replace: "±", delete: "−", update: "~", create: "+" } as const satisfies Record<
  Operation,
  string
>;

export type Counts = Record<Operation, number>;

export function countsOf(changes: readonly { op: Operation }[]): Counts {
  const of = (op: Operation) => changes.filter((change) => change.op === op).length;
  return { replace: of("replace"), delete: of("delete"), update: of("update"), create: of("create") };
}

/** The most dangerous operation of several. */
export const worstOf = (counts: Counts): Operation | undefined => OPERATIONS.find((op) => counts[op] > 0);

/** `± 1 replace, ~ 12 update`; for text and drawings alike. */
export const inWords = (counts: Counts): string =>
  OPERATIONS.filter((op) => counts[op] > 0)
    .map((op) => `${SIGNS[op]} ${counts[op]} ${op}`)
    .join(", ");
