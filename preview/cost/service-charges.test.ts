import { describe, expect, it } from "@jest/globals";
import type { Json } from "../property-values.ts";
import { chargesOf } from "./billed-types.ts";
import { billed, resource } from "./cost-fixture.ts";

const HOURS = 100;

const chargesIn = (...resources: Parameters<typeof billed>[0]) => {
  const stack = billed(resources);
  return stack.resources.flatMap((each) => chargesOf(each, stack));
};
const brief = (charges: ReturnType<typeof chargesIn>) =>
  charges.map(({ key, region, quantity }) => [key, region, quantity.maximum]);

const cluster = (inputs: Record<string, Json>) =>
  resource("eks:index:Cluster", "cluster", { name: "play", ...inputs });

describe("what EKS costs", () => {
  it.each([
    ["a version that is newer than the table", { version: "1.36" }, "eks cluster"],
    ["the last day of standard support", { version: "1.34" }, "eks cluster"],
    ["the day after", { version: "1.33" }, "eks cluster extended support"],
    ["a version that is older than the table", { version: "1.9" }, "eks cluster extended support"],
    [
      "an old one that AWS upgrades instead",
      { version: "1.33", upgradePolicy: { supportType: "STANDARD" } },
      "eks cluster",
    ],
    ["no version", {}, "eks cluster"],
  ])("is by support: %s", (_, inputs, key) => {
    expect(brief(chargesIn(cluster(inputs)))).toStrictEqual([[key, "eu-west-1", HOURS]]);
  });

  it("is the same where no component makes the cluster", () => {
    expect(
      brief(chargesIn(resource("aws:eks/cluster:Cluster", "cluster", { version: "1.36" }))),
    ).toStrictEqual([["eks cluster", "eu-west-1", HOURS]]);
  });
});

describe("what images cost", () => {
  it("is storage in each region, and the way there", () => {
    const replication = resource("aws:ecr/replicationConfiguration:ReplicationConfiguration", "replication", {
      replicationConfiguration: { rules: [{ destinations: [{ region: "us-west-2", registryId: "1" }] }] },
    });
    expect(brief(chargesIn(resource("aws:ecr/repository:Repository", "duel"), replication))).toStrictEqual([
      ["ecr storage", "eu-west-1", 10],
      ["ecr storage", "us-west-2", 10],
      ["inter-region transfer", "eu-west-1", 5],
    ]);
  });

  it("has no price for scanning that AWS charges for each image", () => {
    const scanning = (scanType: string) =>
      resource("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "scanning", {
        scanType,
      });
    expect(chargesIn(scanning("ENHANCED"))).toMatchObject([{ key: null }]);
    expect(chargesIn(scanning("BASIC"))).toStrictEqual([]);
  });
});

describe("what other services cost", () => {
  it.each([
    ["aws:kms/key:Key", "kms key", 1],
    ["aws:route53/zone:Zone", "route53 zone", 1],
    ["aws:secretsmanager/secret:Secret", "secrets manager secret", 1],
    ["aws:s3/bucket:Bucket", "s3 storage", 100],
    ["aws:sqs/queue:Queue", "sqs requests", 0.2],
  ])("%s is a price of its own", (type, key, amount) => {
    expect(brief(chargesIn(resource(type, "one")))).toStrictEqual([[key, "eu-west-1", amount]]);
  });

  it.each([
    ["nodes", { engine: "valkey", nodeType: "cache.r7g.large", numCacheClusters: 2 }, "valkey", 2],
    [
      "shards with replicas",
      { nodeType: "cache.r7g.large", numNodeGroups: 3, replicasPerNodeGroup: 2 },
      "redis",
      9,
    ],
    ["one node", { nodeType: "cache.r7g.large" }, "redis", 1],
  ])("a cache is its %s", (_, inputs, engine, nodes) => {
    expect(
      brief(chargesIn(resource("aws:elasticache/replicationGroup:ReplicationGroup", "state", inputs))),
    ).toStrictEqual([[`elasticache ${engine} cache.r7g.large`, "eu-west-1", nodes * HOURS]]);
  });

  it("a cache of which nobody knows the nodes has no price", () => {
    expect(chargesIn(resource("aws:elasticache/cluster:Cluster", "state"))).toMatchObject([
      { key: null, what: "ElastiCache state, whose nodes are not known" },
    ]);
  });
});
