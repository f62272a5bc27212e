// AWS's price list: an offer file of a service and region as CSV, of which some rows are prices of price-keys.ts.
// https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
import { onDemand } from "./price-keys.ts";
import { EVERYWHERE } from "./prices.ts";

/** Columns of a row, by the names of the file's header. */
export type OfferRow = Record<string, string>;

export interface OfferPrice {
  region: string;
  key: string;
  usd: number;
}

interface Match {
  /** Usage type without the region's prefix, as the bill has it. */
  usageType: RegExp;
  columns?: OfferRow;
  /** Of the tier that starts at so many units alone. */
  startingAt?: string;
  key: string | ((usageType: string, row: OfferRow) => string);
  /** What the file's unit has of ours. */
  per?: number;
  everywhere?: true;
}

const ON_DEMAND_LINUX = {
  serviceCode: "AmazonEC2",
  "Operating System": "Linux",
  Tenancy: "Shared",
  CapacityStatus: "Used",
  "Pre Installed S/W": "NA",
  operation: "RunInstances",
};
const EC2 = { serviceCode: "AmazonEC2" };
const VPC = { serviceCode: "AmazonVPC" };
const NETWORK_LOAD_BALANCER = { serviceCode: "AWSELB", operation: "LoadBalancing:Network" };
const TRANSFER = {
  serviceCode: "AWSDataTransfer",
  "Transfer Type": "AWS Outbound",
  "To Location": "External",
};

/** The file has throughput by GiB/s. */
const MIB_PER_GIB = 1024;

const MATCHES: Match[] = [
  {
    usageType: /^BoxUsage:/,
    columns: ON_DEMAND_LINUX,
    key: (_, row) => onDemand(row["Instance Type"] ?? ""),
  },
  ...["gp2", "gp3", "io1", "io2", "st1", "sc1"].map((type) => ({
    usageType: new RegExp(`^EBS:VolumeUsage\\.${type === "io1" ? "piops" : type}$`),
    columns: EC2,
    key: `ebs ${type}`,
  })),
  { usageType: /^EBS:VolumeP-IOPS\.gp3$/, columns: EC2, key: "ebs gp3 iops" },
  { usageType: /^EBS:VolumeP-Throughput\.gp3$/, columns: EC2, key: "ebs gp3 throughput", per: MIB_PER_GIB },
  { usageType: /^EBS:VolumeP-IOPS\.piops$/, columns: EC2, key: "ebs io1 iops" },
  { usageType: /^NatGateway-Hours$/, columns: EC2, key: "nat gateway" },
  { usageType: /^NatGateway-Bytes$/, columns: EC2, key: "nat gateway data" },
  { usageType: /^PublicIPv4:InUseAddress$/, columns: VPC, key: "public ipv4" },
  { usageType: /^VpcEndpoint-Hours$/, columns: VPC, key: "vpc endpoint" },
  { usageType: /^VpcEndpoint-Bytes$/, columns: VPC, key: "vpc endpoint data" },
  { usageType: /^LoadBalancerUsage$/, columns: NETWORK_LOAD_BALANCER, key: "network load balancer" },
  { usageType: /^LCUUsage$/, columns: NETWORK_LOAD_BALANCER, key: "network load balancer capacity" },
  { usageType: /^DataTransfer-Out-Bytes$/, columns: TRANSFER, startingAt: "0", key: "internet transfer" },
  ...[10, 50, 150].map((terabytes) => ({
    usageType: /^DataTransfer-Out-Bytes$/,
    columns: TRANSFER,
    startingAt: String(terabytes * 1024),
    key: `internet transfer above ${terabytes} TB`,
  })),
  { usageType: /^AmazonEKS-Hours:perCluster$/, columns: { serviceCode: "AmazonEKS" }, key: "eks cluster" },
  { usageType: /^KMS-Keys$/, columns: { serviceCode: "awskms" }, key: "kms key" },
  { usageType: /^TimedStorage-ByteHrs$/, columns: { serviceCode: "AmazonECR" }, key: "ecr storage" },
  { usageType: /^TimedStorage-ByteHrs$/, columns: { serviceCode: "AmazonS3" }, key: "s3 storage" },
  {
    usageType: /^HostedZone$/,
    columns: { serviceCode: "AmazonRoute53" },
    key: "route53 zone",
    everywhere: true,
  },
  {
    usageType: /^DataProcessing-Bytes$/,
    columns: { serviceCode: "AmazonCloudWatch", operation: "PutLogEvents" },
    key: "cloudwatch logs ingestion",
  },
  {
    usageType: /^TimedStorage-ByteHrs$/,
    columns: { serviceCode: "AmazonCloudWatch" },
    key: "cloudwatch logs storage",
  },
  {
    usageType: /^AWSSecretsManager-Secrets$/,
    columns: { serviceCode: "AWSSecretsManager" },
    key: "secrets manager secret",
  },
  ...["valkey", "redis"].map((engine) => ({
    usageType: /^NodeUsage:/,
    columns: {
      serviceCode: "AmazonElastiCache",
      operation: `CreateCacheCluster:${engine === "redis" ? "0002" : "Valkey"}`,
    },
    key: (usageType: string) => `elasticache ${engine} ${usageType.slice("NodeUsage:".length)}`,
  })),
];

/**
 * Prefix of a usage type: none in us-east-1, else of the region, such as `EU-`, `APN1-` or, for KMS, `eu-west-1-`. What
 * has another before it is another product: `EUW2-TS-LoadBalancerUsage`, `EUW2-Outposts-LoadBalancerUsage`.
 */
const REGION_PREFIX = /^(?:EU-|[A-Z]{2,4}\d-|[a-z]{2}(?:-[a-z]+)+-\d-)/;

/** @returns what the row is the price of; nothing where it is none of ours */
export function pricesOf(row: OfferRow): OfferPrice[] {
  const usd = Number(row.PricePerUnit);
  const region = [row["Region Code"], row["From Region Code"]].find(
    (code) => code !== undefined && code !== "",
  );
  const isUsable = row.TermType === "OnDemand" && row.Currency === "USD" && usd > 0;
  if (!isUsable || (row["Location Type"] ?? "AWS Region") !== "AWS Region") return [];
  const usageType = (row.usageType ?? "").replace(REGION_PREFIX, "");
  return MATCHES.flatMap(({ usageType: pattern, columns = {}, startingAt, key, per = 1, everywhere }) => {
    const fits =
      pattern.test(usageType) &&
      Object.entries(columns).every(([column, value]) => row[column] === value) &&
      (startingAt === undefined || startingAt === row.StartingRange);
    const where = everywhere ? EVERYWHERE : region;
    if (!fits || where === undefined) return [];
    return [{ region: where, key: typeof key === "string" ? key : key(usageType, row), usd: usd / per }];
  });
}

/** Fields of a line of CSV as AWS writes it: each in quotation marks, doubled inside, or empty. */
export const fields = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = ""]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
