import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { iamNoStar } from "./iam-no-star.ts";

const FIRST = "policy.Statement[0]";
const ALLOW_ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const text = (Statement: unknown) => ({
  set: { policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
});
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

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
    "every action of services with short names": { set: { [`${FIRST}.Action`]: "??:*" } },
    "actions with one letter": { set: { [`${FIRST}.Action`]: "*:?" } },
    "every action that begins so": { set: { [`${FIRST}.Action`]: "*:Get*" } },
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
    "every action with a ? before the star": {
      set: { [`${FIRST}.Action`]: ["?*:*", "*:?*", "*?", "**:**"] },
      finds: ["?*:*", "*:?*", "*?", "**:**"].map((action) => `${FIRST}.Action: ${action}`),
    },
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
    "every action by a policy of AWS": {
      set: { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", ADMINISTRATOR] },
      finds: "managedPolicyArns[1]: AdministratorAccess",
    },
    both: {
      set: { "inlinePolicies[0].policy": "no", managedPolicyArns: [ADMINISTRATOR] },
      finds: ["inlinePolicies[0].policy: another text", "managedPolicyArns[0]: AdministratorAccess"],
    },
  },
  unknown: ["inlinePolicies", "inlinePolicies[0].policy", "managedPolicyArns", "managedPolicyArns[0]"],
});

const attaches = (policyArn: string, type = "rolePolicyAttachment:RolePolicyAttachment") => ({
  type: `aws:iam/${type}`,
  set: { policyArn },
});
const administrator = { finds: "policyArn: AdministratorAccess" };

testRule(iamNoStar, {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  compliant: () => ({ role: UNKNOWN, policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" }),
  passes: {
    "a policy of almost that name": attaches("arn:aws:iam::aws:policy/AdministratorAccess-Amplify"),
    "a policy whose name ends so": attaches("arn:aws:iam::111122223333:policy/NoAdministratorAccess"),
  },
  fails: {
    "a role's": { ...attaches(ADMINISTRATOR), ...administrator },
    "a user's": { ...attaches(ADMINISTRATOR, "userPolicyAttachment:UserPolicyAttachment"), ...administrator },
    "a group's": {
      ...attaches(ADMINISTRATOR, "groupPolicyAttachment:GroupPolicyAttachment"),
      ...administrator,
    },
    "that of several": { ...attaches(ADMINISTRATOR, "policyAttachment:PolicyAttachment"), ...administrator },
    "one in another partition": {
      ...attaches("arn:aws-us-gov:iam::aws:policy/AdministratorAccess"),
      ...administrator,
    },
  },
  unknown: ["policyArn"],
});
