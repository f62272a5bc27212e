import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { iamNoStar } from "./iam-no-star.ts";

const FIRST = "policy.Statement[0]";
const ALLOW_ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const text = (Statement: unknown) => ({
  set: { policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
});

testRule(iamNoStar, {
  type: "aws:iam/rolePolicy:RolePolicy",
  compliant: () => ({
    policy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }],
    },
    role: UNKNOWN,
  }),
  passes: {
    "every action of one service": { set: { [`${FIRST}.Action`]: "s3:*" } },
    "a denial": { set: { [FIRST]: { Effect: "Deny", Action: "*", Resource: UNKNOWN } } },
    "a denial of all but some": { set: { [FIRST]: { Effect: "Deny", NotAction: ["iam:*"], Resource: "*" } } },
    "a text": text([{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }]),
    "a policy without statements": text(undefined),
    "resources that only an up can tell": { set: { [`${FIRST}.Resource`]: UNKNOWN } },
    "a role without policies of its own": {
      type: "aws:iam/role:Role",
      set: { assumeRolePolicy: UNKNOWN, policy: undefined },
    },
  },
  fails: {
    "every action": { set: { [`${FIRST}.Action`]: "*" }, finds: `${FIRST}.Action: *` },
    "every action of every service": { set: { [`${FIRST}.Action`]: "*:*" }, finds: `${FIRST}.Action: *:*` },
    "every action among others": {
      set: { [`${FIRST}.Action`]: ["s3:GetObject", "*"] },
      finds: `${FIRST}.Action: *`,
    },
    "every action in several statements": {
      set: { [`${FIRST}.Action`]: ["*", "s3:GetObject"], "policy.Statement[1]": ALLOW_ALL },
      finds: [`${FIRST}.Action: *`, "policy.Statement[1].Action: *"],
    },
    "every action, of some resources, on a condition": {
      set: {
        [FIRST]: { ...ALLOW_ALL, Resource: "arn:aws:s3:::x", Condition: { Bool: { "aws:x": "true" } } },
      },
      finds: `${FIRST}.Action: *`,
    },
    "all but some": {
      set: { [FIRST]: { Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" } },
      finds: `${FIRST}.NotAction: all actions but some`,
    },
    "a single statement": { set: { "policy.Statement": ALLOW_ALL }, finds: "policy.Statement.Action: *" },
    "a text's": {
      ...text([{ Effect: "Deny", Action: "*" }, ALLOW_ALL]),
      finds: "policy.Statement[1].Action: *",
    },
    "a text's single statement": { ...text(ALLOW_ALL), finds: "policy.Statement.Action: *" },
    "a text that is no JSON": { set: { policy: "{ Statement: [] }" }, finds: "policy: another text" },
    "JSON that is no policy": { set: { policy: '{"Statement":["*"]}' }, finds: "policy: another text" },
    "a policy of its own": {
      type: "aws:iam/policy:Policy",
      ...text(ALLOW_ALL),
      finds: "policy.Statement.Action: *",
    },
    "a user's": {
      type: "aws:iam/userPolicy:UserPolicy",
      ...text(ALLOW_ALL),
      finds: "policy.Statement.Action: *",
    },
    "a group's": {
      type: "aws:iam/groupPolicy:GroupPolicy",
      ...text(ALLOW_ALL),
      finds: "policy.Statement.Action: *",
    },
    "one within a role": {
      type: "aws:iam/role:Role",
      set: {
        inlinePolicies: [{ name: "a" }, { name: "b", policy: JSON.stringify({ Statement: ALLOW_ALL }) }],
      },
      finds: "inlinePolicies[1].policy.Statement.Action: *",
    },
  },
  unknown: [
    "policy",
    "policy.Statement",
    FIRST,
    `${FIRST}.Effect`,
    `${FIRST}.Action`,
    `${FIRST}.Action[0]`,
    `${FIRST}.NotAction`,
  ],
});

testRule(iamNoStar, {
  type: "aws:iam/role:Role",
  compliant: () => ({ inlinePolicies: [{ name: "a", policy: JSON.stringify({ Statement: [] }) }] }),
  fails: {
    "a text that is no JSON": {
      set: { "inlinePolicies[0].policy": "no" },
      finds: "inlinePolicies[0].policy: another text",
    },
  },
  unknown: ["inlinePolicies", "inlinePolicies[0].policy"],
});
