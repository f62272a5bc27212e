import { rfc3339 } from "../clock.ts";
import type { PropertyMap } from "../wire.ts";
import { text } from "../wire.ts";
import { arn, nameIn } from "./account.ts";
import { capitals, hex } from "./identifiers.ts";
import type { Kind, Scope } from "./kind.ts";

/**
 * Types of IAM, KMS, CloudWatch, ECR, Route 53, SQS and EventBridge. Which change replaces: `ForceNew` of the Terraform
 * AWS provider 6, on which @pulumi/aws 7 is built, from its documentation and source as of 2026-11.
 */
const TAGS = ["tags"];
const ROLE = "aws:iam/role:Role";
const REPOSITORY = "aws:ecr/repository:Repository";

/** IAM has no regions. */
const iamArn = ({ account }: Scope, path: string) => arn("iam", "", account.id, path);

const registry = (id: (scope: Scope) => string) => ({
  id,
  outputs: ({ account }: Scope): PropertyMap => ({ registryId: account.id }),
});

const arnOf = ({ arn: value }: PropertyMap): string[] => [text(value)];

export const SERVICE_KINDS: Record<string, Kind> = {
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
    replaces: ["name", "namePrefix", "path"],
    updates: [
      "assumeRolePolicy",
      "description",
      "forceDetachPolicies",
      "maxSessionDuration",
      "permissionsBoundary",
      ...TAGS,
    ],
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
    replaces: ["name", "namePrefix", "role"],
    updates: ["policy"],
    unique: ({ role, name }) => `${text(role)}:${text(name)}`,
    global: true,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
    outputs: () => ({}),
    names: { role: ROLE },
    replaces: ["policyArn", "role"],
    updates: [],
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
    replaces: ["name", "namePrefix", "path"],
    updates: ["role", ...TAGS],
    unique: nameIn,
    taken: { code: "EntityAlreadyExists", message: "already exists." },
    global: true,
    identifiers: arnOf,
  },
  "aws:kms/key:Key": {
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    outputs: ({ region, account }, id) => ({
      arn: arn("kms", region, account.id, `key/${id}`),
      keyId: id,
      keyUsage: "ENCRYPT_DECRYPT",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      multiRegion: false,
    }),
    replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
    updates: ["deletionWindowInDays", "description", "enableKeyRotation", "isEnabled", "policy", ...TAGS],
    documents: ["policy"],
    identifiers: arnOf,
    inUse: "DependencyViolation",
    missing: { code: "NotFoundException", message: (name) => `Key '${name}' does not exist` },
  },
  "aws:kms/alias:Alias": {
    id: ({ inputs }) => nameIn(inputs),
    outputs: ({ region, account, inputs }) => ({
      arn: arn("kms", region, account.id, nameIn(inputs)),
      targetKeyArn: arn("kms", region, account.id, `key/${text(inputs.targetKeyId)}`),
    }),
    names: { targetKeyId: "aws:kms/key:Key" },
    replaces: ["name", "namePrefix"],
    updates: ["targetKeyId"],
    unique: nameIn,
    taken: { code: "AlreadyExistsException", message: "already exists" },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    id: ({ inputs }) => nameIn(inputs),
    outputs: ({ region, account, inputs }) => ({
      arn: arn("logs", region, account.id, `log-group:${nameIn(inputs)}`),
      logGroupClass: "STANDARD",
    }),
    autoname: "name",
    replaces: ["logGroupClass", "name", "namePrefix"],
    updates: ["kmsKeyId", "retentionInDays", "skipDestroy", ...TAGS],
    unique: nameIn,
    taken: { code: "ResourceAlreadyExistsException", message: "already exists" },
    identifiers: arnOf,
  },
  "aws:cloudwatch/eventRule:EventRule": {
    id: ({ inputs }) => nameIn(inputs),
    outputs: ({ region, account, inputs }) => ({
      arn: arn("events", region, account.id, `rule/${nameIn(inputs)}`),
      eventBusName: "default",
    }),
    autoname: "name",
    replaces: ["eventBusName", "name", "namePrefix"],
    updates: ["description", "eventPattern", "state", ...TAGS],
    unique: nameIn,
    identifiers: arnOf,
    inUse: "ValidationException",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: ({ inputs, name }) => `${text(inputs.rule)}-${text(inputs.targetId) || name}`,
    outputs: ({ name }) => ({ targetId: name, eventBusName: "default" }),
    names: { rule: "aws:cloudwatch/eventRule:EventRule" },
    replaces: ["eventBusName", "rule", "targetId"],
    updates: ["arn", "input", "roleArn"],
  },
  "aws:sqs/queue:Queue": {
    id: (scope) => queueUrl(scope),
    outputs: (scope, id) => ({
      arn: arn("sqs", scope.region, scope.account.id, nameIn(scope.inputs)),
      url: id,
    }),
    autoname: "name",
    replaces: ["fifoQueue", "name", "namePrefix"],
    updates: [
      "delaySeconds",
      "messageRetentionSeconds",
      "sqsManagedSseEnabled",
      "visibilityTimeoutSeconds",
      ...TAGS,
    ],
    unique: nameIn,
    taken: { code: "QueueAlreadyExists", message: "already exists" },
    identifiers: arnOf,
    missing: {
      code: "AWS.SimpleQueueService.NonExistentQueue",
      message: () => "The specified queue does not exist.",
    },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    id: ({ inputs }) => text(inputs.queueUrl),
    outputs: () => ({}),
    documents: ["policy"],
    names: { queueUrl: "aws:sqs/queue:Queue" },
    replaces: ["queueUrl"],
    updates: ["policy"],
  },
  [REPOSITORY]: {
    id: ({ inputs }) => nameIn(inputs),
    outputs: ({ region, account, inputs }) => ({
      arn: arn("ecr", region, account.id, `repository/${nameIn(inputs)}`),
      registryId: account.id,
      repositoryUrl: `${account.id}.dkr.ecr.${region}.amazonaws.com/${nameIn(inputs)}`,
    }),
    autoname: "name",
    replaces: ["encryptionConfigurations", "name"],
    updates: ["forceDelete", "imageScanningConfiguration", "imageTagMutability", ...TAGS],
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
    replaces: ["policy", "repository"],
    updates: [],
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    ...registry(({ inputs }) => text(inputs.prefix)),
    replaces: ["prefix"],
    updates: [
      "appliedFors",
      "customRoleArn",
      "description",
      "encryptionConfigurations",
      "imageTagMutability",
      "lifecyclePolicy",
    ],
    unique: ({ prefix }) => text(prefix),
    taken: { code: "TemplateAlreadyExistsException", message: "already exists in the registry" },
  },
  // Settings of the registry: one of each in a region, there all the time; deleting puts the defaults back.
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    ...registry(({ account }) => account.id),
    replaces: [],
    updates: ["rules", "scanType"],
    unique: () => "the registry's scanning configuration",
    taken: { code: "ValidationException", message: "belongs to another stack" },
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    ...registry(({ account }) => account.id),
    replaces: [],
    updates: ["replicationConfiguration"],
    unique: () => "the registry's replication configuration",
    taken: { code: "ValidationException", message: "belongs to another stack" },
  },
  "aws:route53/zone:Zone": {
    id: () => `Z0${capitals(19)}`,
    outputs: (_, id) => {
      // Four name servers of four domains, as Route 53 assigns them.
      const servers = ["com", "net", "org", "co.uk"].map(
        (domain, index) => `ns-${index * 512 + 17}.awsdns-0${index + 1}.${domain}`,
      );
      return {
        arn: `arn:aws:route53:::hostedzone/${id}`,
        zoneId: id,
        nameServers: servers,
        primaryNameServer: servers[0] ?? "",
      };
    },
    replaces: ["delegationSetId", "name"],
    updates: ["comment", "forceDestroy", ...TAGS],
    global: true,
  },
};

const queueUrl = ({ region, account, inputs }: Scope) =>
  `https://sqs.${region}.amazonaws.com/${account.id}/${nameIn(inputs)}`;
