// The names by which a price file gives prices, and what each is a price of.
import { closest } from "fastest-levenshtein";

/** Unit of each price that is one for a whole region. */
const UNITS: Record<string, string> = {
  "ec2 detailed monitoring": "instance-month",
  "ebs gp3": "GB-month",
  "ebs gp3 iops": "IOPS-month",
  "ebs gp3 throughput": "MiB/s-month",
  "ebs gp2": "GB-month",
  "ebs io1": "GB-month",
  "ebs io1 iops": "IOPS-month",
  "ebs io2": "GB-month",
  "ebs io2 iops": "IOPS-month",
  "ebs st1": "GB-month",
  "ebs sc1": "GB-month",
  "eks cluster": "hour",
  "eks cluster extended support": "hour",
  "nat gateway": "hour",
  "nat gateway data": "GB",
  "public ipv4": "hour",
  "vpc endpoint": "hour",
  "vpc endpoint data": "GB",
  "network load balancer": "hour",
  "network load balancer capacity": "NLCU-hour",
  "internet transfer": "GB",
  "internet transfer above 10 TB": "GB",
  "internet transfer above 50 TB": "GB",
  "internet transfer above 150 TB": "GB",
  "inter-zone transfer": "GB",
  "inter-region transfer": "GB",
  "kms key": "month",
  "ecr storage": "GB-month",
  "route53 zone": "month",
  "cloudwatch logs ingestion": "GB",
  "cloudwatch logs storage": "GB-month",
  "s3 storage": "GB-month",
  "secrets manager secret": "month",
  "sqs requests": "million requests",
};

/** Prices of which there is one for each type. */
const BY_TYPE = [
  /^ec2 [a-z0-9-]+\.[a-z0-9-]+$/,
  /^ec2 spot [a-z0-9-]+\.[a-z0-9-]+$/,
  /^elasticache \S+ \S+$/,
];

/** @returns undefined for a name that no price has */
export function unitOf(key: string): string | undefined {
  if (Object.hasOwn(UNITS, key)) return UNITS[key];
  return BY_TYPE.some((pattern) => pattern.test(key)) ? "hour" : undefined;
}

export const onDemand = (instanceType: string) => `ec2 ${instanceType}`;
export const spot = (instanceType: string) => `ec2 spot ${instanceType}`;
export const cacheNode = (engine: string, nodeType: string) => `elasticache ${engine} ${nodeType}`;

/** What a misspelt name may have been meant to be. */
export const closestKey = (key: string): string =>
  EXAMPLES.find(([start]) => key.startsWith(start))?.[1] ?? closest(key, Object.keys(UNITS));

const EXAMPLES = [
  ["ec2 spot", spot("c7i.large")],
  ["ec2 ", onDemand("c7i.large")],
  ["elasticache", cacheNode("valkey", "cache.r7g.large")],
] as const;
