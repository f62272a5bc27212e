import { describe, expect, test } from "@jest/globals";
import { record } from "../../preview/record.ts";
import { makeCluster, recordCluster } from "./cluster-fixture.ts";
import { refuseOpenEndpoint } from "./control-plane.ts";

describe("the cluster", () => {
  test("has nothing that the eks package would add by itself", async () => {
    const { inputs } = await recordCluster();
    expect(inputs("Cluster cluster")).toEqual({
      name: "prod-eu-west-1",
      version: "1.35",
      upgradePolicy: { supportType: "EXTENDED" },
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      kubernetesServiceIpAddressRange: "172.20.0.0/16",
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfigKeyArn: "[unknown]",
      authenticationMode: "API",
      serviceRole: expect.anything(),
      deletionProtection: false,
      tags: { Name: "prod-eu-west-1" },
      skipDefaultNodeGroup: true,
      createInstanceRole: false,
      skipDefaultSecurityGroups: true,
      bootstrapSelfManagedAddons: false,
      useDefaultVpcCni: true,
      kubeProxyAddonOptions: expect.objectContaining({ enabled: false }),
      corednsAddonOptions: expect.objectContaining({ enabled: false }),
      createOidcProvider: false,
      storageClasses: {},
    });
  });

  test("opens its public endpoint to the named addresses alone", async () => {
    const { inputs } = await recordCluster({ endpoint: { public: true, publicCidrs: ["203.0.113.0/24"] } });
    expect(inputs("Cluster cluster")).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    });
  });

  test("names no addresses while its endpoint is not public, for the package refuses them", async () => {
    const { inputs } = await recordCluster({ endpoint: { public: false, publicCidrs: ["203.0.113.0/24"] } });
    expect(inputs("Cluster cluster")).not.toHaveProperty("publicAccessCidrs");
  });

  test("is made by the eks provider, and what is in it by the AWS provider", async () => {
    const { find } = await recordCluster();
    const { provider, options } = find("Cluster cluster");
    expect(provider).toContain("pulumi:providers:eks::eks::");
    expect(options.providers?.aws).toContain("pulumi:providers:aws::aws::");
    expect(options.remote).toBe(true);
  });

  test("comes after its log group and its rights, and goes before them", async () => {
    const { waitsFor } = await recordCluster();
    expect(waitsFor("Cluster cluster")).toEqual([
      "Key secrets",
      "LogGroup control-plane",
      "RolePolicyAttachment cluster-AmazonEKSClusterPolicy",
    ]);
  });

  test("follows settings", async () => {
    const { inputs } = await recordCluster({
      name: "dev",
      version: "1.36",
      support: "STANDARD",
      serviceCidr: "10.100.0.0/16",
      controlPlaneSubnetIds: ["subnet-3", "subnet-4"],
      vpcId: "vpc-2",
    });
    expect(inputs("Cluster cluster")).toMatchObject({
      name: "dev",
      version: "1.36",
      upgradePolicy: { supportType: "STANDARD" },
      kubernetesServiceIpAddressRange: "10.100.0.0/16",
      subnetIds: ["subnet-3", "subnet-4"],
      vpcId: "vpc-2",
      tags: { Name: "dev" },
    });
  });
});

describe("around the cluster", () => {
  test("its Secrets have a key of their own that rotates", async () => {
    const { inputs, find } = await recordCluster();
    expect(inputs("Key secrets")).toEqual({
      description: "Secrets of the EKS cluster prod-eu-west-1",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      tags: { Name: "prod-eu-west-1-secrets" },
    });
    expect(inputs("Alias secrets")).toMatchObject({ name: "alias/gameplane/prod-eu-west-1/secrets" });
    const key = find("Key secrets").urn;
    expect(find("Alias secrets").options.propertyDependencies?.targetKeyId).toEqual([key]);
    expect(find("Cluster cluster").options.propertyDependencies?.encryptionConfigKeyArn).toEqual([key]);
  });

  test("its logs go where EKS writes them, and are forgotten in time", async () => {
    const { inputs } = await recordCluster({ logRetentionDays: 30 });
    expect(inputs("LogGroup control-plane")).toEqual({
      name: "/aws/eks/prod-eu-west-1/cluster",
      retentionInDays: 30,
    });
  });

  test("EKS, and nothing else, assumes its role", async () => {
    const { inputs } = await recordCluster();
    expect(inputs("Role cluster").assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    expect(inputs("RolePolicyAttachment cluster-AmazonEKSClusterPolicy").policyArn).toBe(
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
    );
  });
});

describe("protection", () => {
  test("covers the cluster, in EKS too, and its key; logs and roles can be made again", async () => {
    const { keys, find, inputs } = await recordCluster({ protect: true });
    expect(keys.filter((key) => find(key).options.protect === true)).toEqual([
      "Cluster cluster",
      "Key secrets",
    ]);
    expect(inputs("Cluster cluster").deletionProtection).toBe(true);
  });

  test("is off by default", async () => {
    const { keys, find } = await recordCluster();
    expect(keys.filter((key) => find(key).options.protect === true)).toEqual([]);
  });
});

describe("an endpoint that EKS would open to everyone", () => {
  test("is refused", () => {
    expect(() => refuseOpenEndpoint({ public: true, publicCidrs: [] })).toThrow(
      "endpoint.publicCidrs is empty while endpoint.public is true",
    );
  });

  test("is refused by the component", async () => {
    await record(() => {
      expect(() => makeCluster({ endpoint: { public: true, publicCidrs: [] } })).toThrow(
        "would open the API server to everyone",
      );
    });
  });

  test.each([
    { public: false, publicCidrs: [] },
    { public: true, publicCidrs: ["203.0.113.0/24"] },
  ])("is not %j", (endpoint) => {
    expect(() => refuseOpenEndpoint(endpoint)).not.toThrow();
  });
});

test("transforms have the last word", async () => {
  const { inputs } = await recordCluster({
    transform: {
      cluster: { enabledClusterLogTypes: ["audit"] },
      secretsKey: { deletionWindowInDays: 7 },
      logGroup: { logGroupClass: "INFREQUENT_ACCESS" },
      clusterRole: { name: "eks-control-plane" },
    },
  });
  expect(inputs("Cluster cluster").enabledClusterLogTypes).toEqual(["audit"]);
  expect(inputs("Key secrets")).toMatchObject({ deletionWindowInDays: 7, enableKeyRotation: true });
  expect(inputs("LogGroup control-plane")).toMatchObject({
    logGroupClass: "INFREQUENT_ACCESS",
    retentionInDays: 90,
  });
  expect(inputs("Role cluster")).toMatchObject({ name: "eks-control-plane" });
});
