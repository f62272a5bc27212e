import { each } from "../each.ts";
import type { Report } from "../rule.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";
import type { Permission, SecurityGroupProps } from "../security-groups.ts";
import { EGRESS_RULE, GROUP, INGRESS_RULE, RULE } from "../security-groups.ts";

/** What providers put where nothing is said. */
const DEFAULTS = ["", "Managed by Pulumi", "Managed by Terraform"];

export const sgDescription = ruleForTypes<SecurityGroupProps>([GROUP, RULE, INGRESS_RULE, EGRESS_RULE], {
  id: "sg-description",
  level: "advisory",
  severity: "low",
  statement: "Security groups and their rules say what they are for.",
  why: "in an attack nobody can tell which of them may be closed without cutting off players",
  fix: "set `description`, and a group's from the start, since another one later replaces the group",
  references: ["CKV_AWS_23", "cdk-nag EC27"],
  check({ props }, report) {
    checkDescription(props, "", report);
    each(["ingress", "egress"] as const, (direction) =>
      each(props[direction], (rule, index) => checkDescription(rule, `${direction}[${index}].`, report)),
    );
  },
});

function checkDescription({ description }: Permission, path: string, report: Report): void {
  if (!DEFAULTS.includes(description?.trim() ?? "")) return;
  report({
    at: `${path}description`,
    found: show(description?.trim() ?? "unset"),
    wanted: "who reaches what and why",
  });
}
