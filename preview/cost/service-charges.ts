import { z } from "zod";
import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { controlPlaneLogs } from "./log-charges.ts";
import { hourly } from "./network-charges.ts";
import { cacheNode } from "./price-keys.ts";
import { always } from "./sizes.ts";

type ChargesOf = (resource: RecordedResource, stack: BilledStack) => Charge[];

const monthly = (
  what: string,
  key: string,
  resource: RecordedResource,
  stack: BilledStack,
  count = 1,
): Charge => {
  const region = stack.regionOf(resource);
  return {
    what: region === stack.region ? what : `${what} in ${region}`,
    key,
    region,
    quantity: always(count),
  };
};

const cluster = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  enabledClusterLogTypes: z.array(z.string()).default([]),
  upgradePolicy: z.object({ supportType: z.string().optional() }).optional(),
});

export const eksCluster: ChargesOf = (resource, stack) => {
  const { data } = cluster.safeParse(resource.inputs);
  const { version, enabledClusterLogTypes = [], upgradePolicy } = data ?? {};
  // AWS upgrades a cluster without extended support rather than charge for it.
  const isExtended =
    upgradePolicy?.supportType !== "STANDARD" && version !== undefined && isOld(version, stack);
  return [
    isExtended
      ? hourly(
          `EKS control plane, ${version} in extended support`,
          "eks cluster extended support",
          resource,
          stack,
        )
      : hourly("EKS control plane", "eks cluster", resource, stack),
    ...(enabledClusterLogTypes.length > 0 ? controlPlaneLogs(data?.name, stack) : []),
  ];
};

/** Judged on the day of the prices: a report must not change by itself. A version newer than the table is supported. */
function isOld(version: string, { prices }: BilledStack): boolean {
  const until = prices.eksStandardSupportUntil[version];
  if (until !== undefined) return until < prices.asOf;
  const minor = (text: string) => Number(text.split(".")[1]);
  return Object.keys(prices.eksStandardSupportUntil).every((known) => minor(version) < minor(known));
}

export const kmsKey: ChargesOf = (resource, stack) => [monthly("KMS keys", "kms key", resource, stack)];

export const hostedZone: ChargesOf = (resource, stack) => [
  monthly("Route 53 zones", "route53 zone", resource, stack),
];

export const secret: ChargesOf = (resource, stack) => [
  monthly("secrets in Secrets Manager", "secrets manager secret", resource, stack),
];

export const bucket: ChargesOf = (resource, stack) => {
  const { bucketGb } = stack.prices.assumptions;
  const charge = monthly("S3 buckets", "s3 storage", resource, stack, bucketGb);
  return [{ ...charge, assumes: `${bucketGb} GB in each S3 bucket` }];
};

export const queue: ChargesOf = (resource, stack) => {
  const { queueMillionRequests } = stack.prices.assumptions;
  const charge = monthly("SQS queues", "sqs requests", resource, stack, queueMillionRequests);
  return [{ ...charge, assumes: `${queueMillionRequests} million requests a month to each SQS queue` }];
};

const replication = z.object({
  replicationConfiguration: z.object({
    rules: z.array(z.object({ destinations: z.array(z.object({ region: z.string() })) })),
  }),
});

/** A repository, and the copies of its images in other regions. */
export const repository: ChargesOf = (resource, stack) => {
  const { repositoryGb, repositoryPushedGb } = stack.prices.assumptions;
  const home = monthly("ECR images", "ecr storage", resource, stack, repositoryGb);
  const regions = stack.resources
    .filter(({ type }) => type === "aws:ecr/replicationConfiguration:ReplicationConfiguration")
    .flatMap(({ inputs }) => replication.safeParse(inputs).data?.replicationConfiguration.rules ?? [])
    .flatMap(({ destinations }) => destinations.map(({ region }) => region));
  const stored = `${repositoryGb} GB of images in each repository`;
  return [
    { ...home, assumes: stored },
    ...regions.map((region) => ({ ...home, what: `ECR images in ${region}`, region, assumes: stored })),
    ...regions.map((region) => ({
      what: `replication of images to ${region}`,
      key: "inter-region transfer",
      region: home.region,
      quantity: always(repositoryPushedGb),
      assumes: `${repositoryPushedGb} GB of images a month pushed to each repository`,
    })),
  ];
};

const cache = z.object({
  engine: z.string().default("redis"),
  nodeType: z.string(),
  numCacheClusters: z.number().optional(),
  numCacheNodes: z.number().optional(),
  numNodeGroups: z.number().optional(),
  replicasPerNodeGroup: z.number().optional(),
});

/** Nodes of a cache: so many, or shards with a primary and replicas each. */
export const cacheCluster: ChargesOf = (resource, stack) => {
  const { data } = cache.safeParse(resource.inputs);
  if (data === undefined)
    return [
      {
        what: `ElastiCache ${resource.name}, whose nodes are not known`,
        key: null,
        unit: "cache",
        region: stack.regionOf(resource),
        quantity: always(1),
      },
    ];
  const { engine, nodeType, numCacheClusters, numCacheNodes, numNodeGroups, replicasPerNodeGroup = 0 } = data;
  const nodes = numCacheClusters ?? numCacheNodes ?? (numNodeGroups ?? 1) * (1 + replicasPerNodeGroup);
  return [hourly(`ElastiCache ${engine} ${nodeType}`, cacheNode(engine, nodeType), resource, stack, nodes)];
};
