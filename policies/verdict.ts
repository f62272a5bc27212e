import type { Violation } from "./evaluate.ts";

export const isMandatory = ({ level }: Violation): boolean => level === "mandatory";

/** Whether a command that judged this ends with 1. */
export const fails = ({ errors, violations }: { errors: string[]; violations: Violation[] }): boolean =>
  errors.length > 0 || violations.some(isMandatory);

/** `3 violations, 1 of them mandatory`. */
export function foundIn(violations: readonly Violation[]): string {
  const mandatory = violations.filter(isMandatory).length;
  return `${count(violations.length, "violation")}${mandatory > 0 ? `, ${mandatory} of them mandatory` : ""}`;
}

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
