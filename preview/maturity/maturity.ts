import type { EnvironmentStack } from "./environment-facts.ts";
import { environmentFacts } from "./environment-facts.ts";
import type { Criterion, Maturity } from "./maturity-report.ts";
import { LEVELS } from "./maturity-report.ts";
import { RULES } from "./rules.ts";

/** Where an environment stands on the specification's model, by what it makes; nothing counts that is only planned. */
export function maturityOf({
  name,
  stacks,
}: {
  name: string;
  stacks: readonly EnvironmentStack[];
}): Maturity {
  const facts = environmentFacts(stacks);
  const criteria = RULES.map(({ judge, ...rule }): Criterion => ({ ...rule, ...judge(facts) }));
  const failed = LEVELS.findIndex((level) => criteria.some((each) => each.level === level && !each.met));
  const reached = failed === -1 ? LEVELS.at(-1) : LEVELS[failed - 1];
  return { environment: name, level: reached ?? "none", criteria };
}
