import { rfc3339 } from "../clock.ts";
import { text } from "../wire.ts";
import { arn, arnOf, nameIn } from "./account.ts";
import { capitals } from "./identifiers.ts";
import type { Kind, Scope } from "./kind.ts";

/**
 * Types of IAM. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which @pulumi/aws 7 is built, from
 * its documentation and source as of 2026-11.
 */
const ROLE = "aws:iam/role:Role";

/** IAM has no regions. */
const iamArn = ({ account }: Scope, path: string) => arn("iam", "", account.id, path);

export const IAM_KINDS: Record<string, Kind> = {
  [ROLE]: {
    id: ({ inputs }) => nameIn(inputs),
    outputs: (scope) => ({
      arn: iamArn(scope, `role/${nameIn(scope.inputs)}`),
      uniqueId: `AROA${capitals(17)}`,
      createDate: rfc3339(scope.clock.now()),
      path: "/",
      maxSessionDuration: 3600,
    }),
    autoname: "name",
    documents: ["assumeRolePolicy"],
    unique: nameIn,
    taken: { code: "EntityAlreadyExists", message: "already exists." },
    global: true,
    identifiers: arnOf,
    inUse: "DeleteConflict",
    missing: { code: "NoSuchEntity", message: (name) => `The role with name ${name} cannot be found.` },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    id: ({ inputs }) => `${text(inputs.role)}:${nameIn(inputs)}`,
    outputs: () => ({}),
    autoname: "name",
    documents: ["policy"],
    names: { role: ROLE },
    unique: ({ role, name }) => `${text(role)}:${text(name)}`,
    global: true,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
    outputs: () => ({}),
    names: { role: ROLE },
    // AWS takes the same attachment twice; that two resources own one is what the double refuses.
    unique: ({ role, policyArn }) => `${text(role)} ${text(policyArn)}`,
    taken: { code: "EntityAlreadyExists", message: "is attached already" },
    global: true,
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    id: ({ inputs }) => nameIn(inputs),
    outputs: (scope) => ({
      arn: iamArn(scope, `instance-profile/${nameIn(scope.inputs)}`),
      uniqueId: `AIPA${capitals(17)}`,
      createDate: rfc3339(scope.clock.now()),
      path: "/",
    }),
    autoname: "name",
    names: { role: ROLE },
    unique: nameIn,
    taken: { code: "EntityAlreadyExists", message: "already exists." },
    global: true,
    identifiers: arnOf,
  },
};
