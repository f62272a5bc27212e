import type { PropertyMap } from "../wire.ts";
import { text } from "../wire.ts";
import { arn, nameIn } from "./account.ts";
import type { Kind, Scope } from "./kind.ts";

/**
 * Types of ECR. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which @pulumi/aws 7 is built, from
 * its documentation and source as of 2026-11.
 */
const REPOSITORY = "aws:ecr/repository:Repository";

const registry = (id: (scope: Scope) => string) => ({
  id,
  outputs: ({ account }: Scope): PropertyMap => ({ registryId: account.id }),
});

export const ECR_KINDS: Record<string, Kind> = {
  [REPOSITORY]: {
    id: ({ inputs }) => nameIn(inputs),
    outputs: ({ region, account, inputs }) => ({
      arn: arn("ecr", region, account.id, `repository/${nameIn(inputs)}`),
      registryId: account.id,
      repositoryUrl: `${account.id}.dkr.ecr.${region}.amazonaws.com/${nameIn(inputs)}`,
    }),
    autoname: "name",
    unique: nameIn,
    taken: { code: "RepositoryAlreadyExistsException", message: "already exists in the registry" },
    inUse: "RepositoryNotEmptyException",
    missing: {
      code: "RepositoryNotFoundException",
      message: (name) => `The repository with name '${name}' does not exist`,
    },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    ...registry(({ inputs }) => text(inputs.repository)),
    documents: ["policy"],
    names: { repository: REPOSITORY },
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    ...registry(({ inputs }) => text(inputs.prefix)),
    unique: ({ prefix }) => text(prefix),
    taken: { code: "TemplateAlreadyExistsException", message: "already exists in the registry" },
  },
  // Settings of the registry: one of each in a region, there all the time; deleting puts the defaults back.
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    ...registry(({ account }) => account.id),
    unique: () => "the registry's scanning configuration",
    taken: { code: "ValidationException", message: "belongs to another stack" },
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    ...registry(({ account }) => account.id),
    unique: () => "the registry's replication configuration",
    taken: { code: "ValidationException", message: "belongs to another stack" },
  },
};
