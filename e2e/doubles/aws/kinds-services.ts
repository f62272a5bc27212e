import { text } from "../wire.ts";
import { arn, arnOf, nameIn } from "./account.ts";
import { capitals, hex } from "./identifiers.ts";
import type { Kind, Scope } from "./kind.ts";

/**
 * Types of KMS, CloudWatch, Route 53, SQS and EventBridge. Which change replaces: `ForceNew` of the Terraform
 * AWS provider 6, on which @pulumi/aws 7 is built, from its documentation and source as of 2026-11.
 */

export const SERVICE_KINDS: Record<string, Kind> = {
  "aws:kms/key:Key": {
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    outputs: ({ region, account }, id) => ({
      arn: arn("kms", region, account.id, `key/${id}`),
      keyId: id,
      keyUsage: "ENCRYPT_DECRYPT",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      multiRegion: false,
    }),
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
    unique: nameIn,
    identifiers: arnOf,
    inUse: "ValidationException",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: ({ inputs, name }) => `${text(inputs.rule)}-${text(inputs.targetId) || name}`,
    outputs: ({ name }) => ({ targetId: name, eventBusName: "default" }),
    names: { rule: "aws:cloudwatch/eventRule:EventRule" },
  },
  "aws:sqs/queue:Queue": {
    id: (scope) => queueUrl(scope),
    outputs: (scope, id) => ({
      arn: arn("sqs", scope.region, scope.account.id, nameIn(scope.inputs)),
      url: id,
    }),
    autoname: "name",
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
    global: true,
  },
};

const queueUrl = ({ region, account, inputs }: Scope) =>
  `https://sqs.${region}.amazonaws.com/${account.id}/${nameIn(inputs)}`;
