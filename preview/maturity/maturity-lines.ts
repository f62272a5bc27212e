import type { Paint } from "../tree.ts";
import type { Maturity } from "./maturity-report.ts";
import { LEVELS } from "./maturity-report.ts";

/** Where an environment stands, for people: each level, and what lacks for it. */
export function maturityLines({ environment, level, criteria }: Maturity, paint: Paint): string[] {
  const width = Math.max(...LEVELS.map(({ length }) => length));
  const lines = LEVELS.flatMap((each) => {
    const own = criteria.filter((criterion) => criterion.level === each);
    const lacking = own.filter((criterion) => !criterion.met);
    const count = `${own.length - lacking.length} of ${own.length}`;
    return [
      `  ${each.padEnd(width)}  ${paint(lacking.length === 0 ? "green" : "dim", count)}`,
      ...lacking.map(({ area, criterion, lacks }) => `    ${area}, ${criterion}. Lacks: ${lacks}`),
    ];
  });
  const reached = level === "none" ? "below Basic" : level;
  return [`maturity of ${environment}: ${paint("bold", reached)}`, ...lines];
}
