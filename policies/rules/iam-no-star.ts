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
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
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
  managedPolicyArns?: string[];
  /** Of an attachment. */
  policyArn?: string;
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
    if (type === ROLE) checkRole(props, report);
    else if (type.endsWith("Attachment")) checkArn(props.policyArn, "policyArn", report);
    else checkPolicy(props.policy, "policy", report);
  },
});

function checkRole(props: PolicyProps, report: Report): void {
  each(
    [
      () =>
        each(props.inlinePolicies, ({ policy }, index) =>
          checkPolicy(policy, `inlinePolicies[${index}].policy`, report),
        ),
      () =>
        each(props.managedPolicyArns, (arn, index) => checkArn(arn, `managedPolicyArns[${index}]`, report)),
    ],
    (clause) => clause(),
  );
}

/** In every partition of AWS. */
function checkArn(arn: string | undefined, at: string, report: Report): void {
  if (arn?.endsWith(":policy/AdministratorAccess") === true)
    report({
      at,
      found: "AdministratorAccess",
      wanted: "a policy of single actions",
      fix: "attach one that names the actions that are needed",
    });
}

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
    if (isEverything(action)) report({ at: `${at}.Action`, found: action, wanted: "actions by name" });
  });
  if (statement.NotAction !== undefined)
    report({ at: `${at}.NotAction`, found: "all actions but some", wanted: "an Action that names them" });
}

/** Also of every service; a `?` beside the star leaves nothing out, as no name is that short. */
const isEverything = (action: string): boolean => {
  const parts = action.split(":");
  return parts.length <= 2 && parts.every((part) => part.includes("*") && /^[*?]+$/.test(part));
};
