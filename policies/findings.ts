import type { Exemption, Finding, Report, Rule } from "./rule.ts";
import { matches } from "./urn.ts";

/** One finding as people read it: what and where, both values, why, and the remedy. */
const messageOf = ({ why, fix: remedy }: Rule, { at, found, wanted, fix = remedy }: Finding): string =>
  `${at === "" ? "" : `${at}: `}${found}, must be ${wanted}, because ${why}; ${fix}`;

/** Today, UTC, as exemptions have it: YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Takes a rule's findings about a resource to `say`, unless that resource is exempt. */
export function reporting(
  rule: Rule,
  exemptions: Exemption[],
  urn: string,
  date: string,
  say: (message: string) => void,
): Report | undefined {
  const ends = exemptions.filter(({ resource }) => matches(resource, urn));
  const last = ends.toSorted((a, b) => a.until.localeCompare(b.until)).at(-1);
  if (last !== undefined && date <= last.until) return undefined;
  const past = last === undefined ? "" : ` (its exemption ended on ${last.until}: ${last.reason})`;
  return (finding) => say(messageOf(rule, finding) + past);
}
