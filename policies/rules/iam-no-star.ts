import { z } from "zod";
import { each } from "../each.ts";
import { jsonOf } from "../json-text.ts";
import type { Report } from "../rule.ts";
import { ruleForTypes } from "../rule.ts";

const ROLE = "aws:iam/role:Role";
const POLICIES = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  ROLE,
];

const ACTIONS = z.union([z.string(), z.array(z.string())]).optional();
const STATEMENT = z.looseObject({ Effect: z.string().optional(), Action: ACTIONS, NotAction: ACTIONS });
const DOCUMENT = z.looseObject({ Statement: z.union([STATEMENT, z.array(STATEMENT)]).optional() });

type Statement = z.infer<typeof STATEMENT>;

/** Text, or an object as the SDK takes it. */
type Policy = string | z.infer<typeof DOCUMENT>;

interface PolicyProps {
  policy?: Policy;
  /** Of a role. */
  inlinePolicies?: { policy?: Policy }[];
}

export const iamNoStar = ruleForTypes<PolicyProps>(POLICIES, {
  id: "iam-no-star",
  level: "mandatory",
  severity: "critical",
  statement: "No IAM policy allows every action.",
  why: "whoever takes over one pod or one login with it could delete every region",
  fix: "name the actions that are needed",
  references: ["CKV_AWS_62", "CKV_AWS_63"],
  check({ type, props }, report) {
    if (type !== ROLE) checkPolicy(props.policy, "policy", report);
    else
      each(props.inlinePolicies, ({ policy }, index) =>
        checkPolicy(policy, `inlinePolicies[${index}].policy`, report),
      );
  },
});

function checkPolicy(policy: Policy | undefined, at: string, report: Report): void {
  if (policy === undefined || policy === "") return;
  const document = typeof policy === "string" ? jsonOf(policy, DOCUMENT) : policy;
  if (document === undefined) {
    report({
      at,
      found: "another text",
      wanted: "a policy document in JSON",
      fix: "correct it; IAM would refuse it",
    });
    return;
  }
  const { Statement: statements = [] } = document;
  if (!Array.isArray(statements)) checkStatement(statements, `${at}.Statement`, report);
  else each(statements, (statement, index) => checkStatement(statement, `${at}.Statement[${index}]`, report));
}

function checkStatement(statement: Statement, at: string, report: Report): void {
  if (statement.Effect !== "Allow") return;
  const { Action: actions } = statement;
  each(typeof actions === "string" ? [actions] : actions, (action) => {
    if (EVERYTHING.test(action)) report({ at: `${at}.Action`, found: action, wanted: "actions by name" });
  });
  if (statement.NotAction !== undefined)
    report({ at: `${at}.NotAction`, found: "all actions but some", wanted: "an Action that names them" });
}

/** Also of every service. */
const EVERYTHING = /^\*+(:\*+)?$/;
