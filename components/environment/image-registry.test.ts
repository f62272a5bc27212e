import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { record } from "../../preview/record.ts";
import { byKey, keyOf, providerOf, wired } from "./environment-fixture.ts";
import { ImageRegistry, type ImageRegistryArgs } from "./image-registry.ts";

const PLAIN: Omit<ImageRegistryArgs, "providers"> = {
  account: "111122223333",
  homeRegion: "us-east-1",
  regions: ["us-east-1", "eu-west-1", "ap-southeast-2"],
  repositoryPrefix: "prod",
  repositories: ["battle-royale", "matchmaker"],
  untaggedDays: 14,
};

const EXPIRE_UNTAGGED = {
  rules: [
    {
      rulePriority: 1,
      description: "Images without a tag go after 14 days",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      action: { type: "expire" },
    },
  ],
};

async function registryOf(changes: Partial<ImageRegistryArgs> = {}) {
  let hosts: Record<string, string> = {};
  const recorded = await record(() => {
    const provider = (region: string) => new aws.Provider(region, { region: "us-east-1" });
    const home = provider("us-east-1");
    const providers = { "eu-west-1": provider("eu-west-1"), "ap-southeast-2": provider("ap-southeast-2") };
    const registry = new ImageRegistry(
      "images",
      { ...PLAIN, providers, ...changes },
      { providers: { aws: home } },
    );
    hosts = registry.registryHosts;
    for (const [name, value] of Object.entries(registry.repositoryUrls)) {
      new aws.ec2.Tag(name, { resourceId: "probe", key: "probe", value }, { provider: home });
    }
  });
  return { resources: byKey(recorded), hosts };
}

const parsed = (json: unknown): unknown => (typeof json === "string" ? JSON.parse(json) : json);

describe("ImageRegistry", () => {
  test("makes exactly these resources, templates and scanning by their region's provider, the rest by the home region's", async () => {
    const { resources } = await registryOf();
    const own = [...resources].filter(([key]) => !key.startsWith("Tag "));
    expect(own.map(([key, resource]) => [key, providerOf(resource)]).toSorted()).toEqual([
      ["LifecyclePolicy battle-royale", "us-east-1"],
      ["LifecyclePolicy matchmaker", "us-east-1"],
      ["RegistryScanningConfiguration scanning", "us-east-1"],
      ["RegistryScanningConfiguration scanning-ap-southeast-2", "ap-southeast-2"],
      ["RegistryScanningConfiguration scanning-eu-west-1", "eu-west-1"],
      ["ReplicationConfiguration replication", "us-east-1"],
      ["Repository battle-royale", "us-east-1"],
      ["Repository matchmaker", "us-east-1"],
      ["RepositoryCreationTemplate ap-southeast-2", "ap-southeast-2"],
      ["RepositoryCreationTemplate eu-west-1", "eu-west-1"],
    ]);
  });

  test("repositories are scanned, encrypted, immutable, and lose untagged images", async () => {
    const { resources } = await registryOf();
    expect(resources.get("Repository matchmaker")?.inputs).toEqual({
      name: "prod/matchmaker",
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "AES256" }],
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
    });
    const policy = resources.get("LifecyclePolicy matchmaker");
    expect(wired(policy, "repository")).toEqual(["Repository matchmaker"]);
    expect(parsed(policy?.inputs.policy)).toEqual(EXPIRE_UNTAGGED);
  });

  test.each(["scanning", "scanning-eu-west-1", "scanning-ap-southeast-2"])(
    "%s scans what arrives",
    async (name) => {
      const { resources } = await registryOf();
      expect(resources.get(`RegistryScanningConfiguration ${name}`)?.inputs).toEqual({
        scanType: "BASIC",
        rules: [
          {
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter: "prod/*", filterType: "WILDCARD" }],
          },
        ],
      });
    },
  );

  test("replicas get the same settings by template", async () => {
    const { resources } = await registryOf();
    const { lifecyclePolicy, ...rest } = resources.get("RepositoryCreationTemplate eu-west-1")?.inputs ?? {};
    expect(rest).toEqual({
      prefix: "prod",
      description: "Replicas of prod from us-east-1",
      appliedFors: ["REPLICATION"],
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "AES256" }],
    });
    expect(parsed(lifecyclePolicy)).toEqual(EXPIRE_UNTAGGED);
  });

  test("replicates the prefix to every other region, once the templates are there", async () => {
    const { resources } = await registryOf();
    const replication = resources.get("ReplicationConfiguration replication");
    expect(replication?.inputs).toEqual({
      replicationConfiguration: {
        rules: [
          {
            destinations: [
              { region: "eu-west-1", registryId: "111122223333" },
              { region: "ap-southeast-2", registryId: "111122223333" },
            ],
            repositoryFilters: [{ filter: "prod/", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    });
    expect(replication?.dependencies.map(keyOf).toSorted()).toEqual([
      "RepositoryCreationTemplate ap-southeast-2",
      "RepositoryCreationTemplate eu-west-1",
    ]);
  });

  test("with the home region alone nothing is replicated", async () => {
    const { resources } = await registryOf({ regions: ["us-east-1"], providers: {} });
    expect([...resources.keys()].filter((key) => /Replication|Template|scanning-/.test(key))).toEqual([]);
  });

  test("says where to push and where to pull", async () => {
    const { resources, hosts } = await registryOf();
    expect(wired(resources.get("Tag battle-royale"), "value")).toEqual(["Repository battle-royale"]);
    expect(hosts).toEqual({
      "us-east-1": "111122223333.dkr.ecr.us-east-1.amazonaws.com",
      "eu-west-1": "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
      "ap-southeast-2": "111122223333.dkr.ecr.ap-southeast-2.amazonaws.com",
    });
  });

  test("protect guards repositories and nothing else", async () => {
    const { resources } = await registryOf({ protect: true });
    const guarded = [...resources].filter(([, resource]) => resource.options.protect).map(([key]) => key);
    expect(guarded.toSorted()).toEqual(["Repository battle-royale", "Repository matchmaker"]);
  });

  test("transforms have the last word", async () => {
    const { resources } = await registryOf({
      transform: { repository: { forceDelete: true }, creationTemplate: { customRoleArn: "role" } },
    });
    expect(resources.get("Repository matchmaker")?.inputs).toMatchObject({ forceDelete: true });
    expect(resources.get("RepositoryCreationTemplate eu-west-1")?.inputs).toMatchObject({
      customRoleArn: "role",
    });
  });

  test("refuses a region without a provider before it makes anything", async () => {
    const recorded = await record(() => {
      expect(() => new ImageRegistry("images", { ...PLAIN, providers: {} })).toThrow(
        new Error(
          "providers holds none for eu-west-1; give an aws.Provider for each region but the home region",
        ),
      );
    });
    expect(recorded.map((resource) => resource.type)).toEqual(["gameplane:environment:ImageRegistry"]);
  });
});
