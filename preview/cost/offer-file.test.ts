import { describe, expect, it } from "@jest/globals";
import type { OfferRow } from "./offer-file.ts";
import { fields, pricesOf } from "./offer-file.ts";

const ROW: OfferRow = {
  TermType: "OnDemand",
  StartingRange: "0",
  PricePerUnit: "0.0480000000",
  Currency: "USD",
  serviceCode: "AmazonEC2",
  "Location Type": "AWS Region",
  "Region Code": "eu-west-1",
  usageType: "EU-NatGateway-Hours",
  operation: "NatGateway",
};

const INSTANCE: OfferRow = {
  ...ROW,
  "Instance Type": "c7i.4xlarge",
  "Operating System": "Linux",
  Tenancy: "Shared",
  CapacityStatus: "Used",
  "Pre Installed S/W": "NA",
  usageType: "EU-BoxUsage:c7i.4xlarge",
  operation: "RunInstances",
  PricePerUnit: "0.7660800000",
};

const key = (row: OfferRow) => pricesOf(row).map((price) => price.key);

describe("pricesOf", () => {
  it("reads a price", () => {
    expect(pricesOf(ROW)).toStrictEqual([{ region: "eu-west-1", key: "nat gateway", usd: 0.048 }]);
    expect(pricesOf(INSTANCE)).toStrictEqual([{ region: "eu-west-1", key: "ec2 c7i.4xlarge", usd: 0.76608 }]);
  });

  it.each([
    ["NatGateway-Hours", ["nat gateway"]],
    ["APN1-NatGateway-Hours", ["nat gateway"]],
    ["EU-NatGateway-Bytes", ["nat gateway data"]],
    ["EU-RegionalNatGateway-Hours", []],
    ["EU-NatGateway-Prvd-Hours", []],
    ["EU-EBS:VolumeUsage.gp3", ["ebs gp3"]],
    ["EU-EBS:VolumeUsage.piops", ["ebs io1"]],
    ["EU-EBS:VolumeP-IOPS.gp3", ["ebs gp3 iops"]],
  ])("knows %s by its usage type", (usageType, expected) => {
    expect(key({ ...ROW, usageType })).toStrictEqual(expected);
  });

  it("has throughput by MiB", () => {
    const row = { ...ROW, usageType: "EU-EBS:VolumeP-Throughput.gp3", PricePerUnit: "45.056" };
    expect(pricesOf(row)).toStrictEqual([{ region: "eu-west-1", key: "ebs gp3 throughput", usd: 0.044 }]);
  });

  it.each([
    ["of another system", { "Operating System": "Windows" }],
    ["of a dedicated host", { Tenancy: "Dedicated" }],
    ["with software", { "Pre Installed S/W": "SQL Web" }],
    ["of a reservation that nobody uses", { CapacityStatus: "UnusedCapacityReservation" }],
    ["reserved", { TermType: "Reserved" }],
    ["in another currency", { Currency: "CNY" }],
    ["without a price", { PricePerUnit: "0.0000000000" }],
    ["in a local zone", { "Location Type": "AWS Local Zone" }],
    ["without a region", { "Region Code": "" }],
  ])("leaves an instance %s out", (_, changed) => {
    expect(pricesOf({ ...INSTANCE, ...changed })).toStrictEqual([]);
  });

  it.each([
    ["LoadBalancerUsage", "LoadBalancing:Network", ["network load balancer"]],
    ["EU-LCUUsage", "LoadBalancing:Network", ["network load balancer capacity"]],
    ["EU-LoadBalancerUsage", "LoadBalancing:Application", []],
    ["TS-LoadBalancerUsage", "LoadBalancing:Network", []],
    ["EUW2-TS-LoadBalancerUsage", "LoadBalancing:Network", []],
    ["Outposts-LoadBalancerUsage", "LoadBalancing:Network", []],
  ])("tells load balancers apart: %s, %s", (usageType, operation, expected) => {
    expect(key({ ...ROW, serviceCode: "AWSELB", usageType, operation })).toStrictEqual(expected);
  });

  it.each([
    ["0", ["internet transfer"]],
    ["10240", ["internet transfer above 10 TB"]],
    ["51200", ["internet transfer above 50 TB"]],
    ["153600", ["internet transfer above 150 TB"]],
    ["524288", []],
  ])("tells tiers of traffic apart: from %s GB", (StartingRange, expected) => {
    const transfer = {
      "Transfer Type": "AWS Outbound",
      "To Location": "External",
      "From Region Code": "eu-west-1",
    };
    const row = { ...ROW, ...transfer, "Region Code": "", serviceCode: "AWSDataTransfer", StartingRange };
    expect(pricesOf({ ...row, usageType: "EU-DataTransfer-Out-Bytes" })).toStrictEqual(
      expected.map((each) => ({ region: "eu-west-1", key: each, usd: 0.048 })),
    );
  });

  it.each([
    ["awskms", "eu-west-1-KMS-Keys", "", ["kms key"]],
    ["AmazonECR", "EU-TimedStorage-ByteHrs", "", ["ecr storage"]],
    ["AmazonS3", "EU-TimedStorage-ByteHrs", "", ["s3 storage"]],
    ["AmazonCloudWatch", "EU-TimedStorage-ByteHrs", "", ["cloudwatch logs storage"]],
    ["AmazonCloudWatch", "EU-DataProcessing-Bytes", "PutLogEvents", ["cloudwatch logs ingestion"]],
    ["AmazonCloudWatch", "EU-DataProcessing-Bytes", "Other", []],
    ["AmazonVPC", "EU-VpcEndpoint-Hours", "VpcEndpoint", ["vpc endpoint"]],
    ["AmazonVPC", "EU-PublicIPv4:InUseAddress", "", ["public ipv4"]],
    ["AmazonVPC", "EU-PublicIPv4:IdleAddress", "", []],
    ["AmazonEKS", "EU-AmazonEKS-Hours:perCluster", "", ["eks cluster"]],
    ["AWSSecretsManager", "EU-AWSSecretsManager-Secrets", "", ["secrets manager secret"]],
    [
      "AmazonElastiCache",
      "EU-NodeUsage:cache.r7g.large",
      "CreateCacheCluster:Valkey",
      ["elasticache valkey cache.r7g.large"],
    ],
    [
      "AmazonElastiCache",
      "EU-NodeUsage:cache.r7g.large",
      "CreateCacheCluster:0002",
      ["elasticache redis cache.r7g.large"],
    ],
    ["AmazonElastiCache", "EU-SyncDurability-NodeUsage:cache.r7g.large", "CreateCacheCluster:Valkey", []],
  ])("knows %s %s", (serviceCode, usageType, operation, expected) => {
    expect(key({ ...ROW, serviceCode, usageType, operation })).toStrictEqual(expected);
  });

  it("has a zone's price everywhere", () => {
    const row = { ...ROW, serviceCode: "AmazonRoute53", usageType: "HostedZone", "Region Code": "" };
    expect(pricesOf(row)).toStrictEqual([{ region: "*", key: "route53 zone", usd: 0.048 }]);
  });
});

describe("fields", () => {
  it.each([
    ['"a","b"', ["a", "b"]],
    ['"a, b",,"c"', ["a, b", "", "c"]],
    ['"a ""b""",c', ['a "b"', "c"]],
    ['"a",', ["a", ""]],
  ])("reads %s", (line, expected) => {
    expect(fields(line)).toStrictEqual(expected);
  });
});
