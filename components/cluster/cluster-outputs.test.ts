// Outputs as an `up` gives them; a preview knows none, so that this needs the SDK's mocks.
import { beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { makeCluster } from "./cluster-fixture.ts";
import type { EksCluster } from "./eks-cluster.ts";
import { kubeconfig } from "./kubeconfig.ts";

const LIVE = {
  name: "prod-eu-west-1",
  endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: { data: "LS0tLS1CRUdJTg==" },
  vpcConfig: { clusterSecurityGroupId: "sg-eks" },
  version: "1.35",
};

const registered = new Map<string, object>();
let cluster: EksCluster;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    call: () => ({}),
    newResource: ({ type, name, inputs }: { type: string; name: string; inputs: object }) => {
      const plain = { ...inputs };
      registered.set(`${type} ${name}`, plain);
      return { id: name, state: type === "eks:index:Cluster" ? { ...plain, eksCluster: LIVE } : plain };
    },
  });
  cluster = makeCluster();
  await pulumi.runtime.disconnect();
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

test("come from the cluster that EKS made", async () => {
  expect(await value(cluster.name)).toBe("prod-eu-west-1");
  expect(await value(cluster.endpoint)).toBe(LIVE.endpoint);
  expect(await value(cluster.certificateAuthority)).toBe("LS0tLS1CRUdJTg==");
  expect(await value(cluster.securityGroupId)).toBe("sg-eks");
  expect(await value(cluster.version)).toBe("1.35");
});

test("the kubeconfig says how to reach it, and is no secret", async () => {
  expect(await value(cluster.kubeconfig)).toBe(
    kubeconfig({
      name: LIVE.name,
      endpoint: LIVE.endpoint,
      certificateAuthority: LIVE.certificateAuthority.data,
      region: "eu-west-1",
    }),
  );
  expect(await pulumi.isSecret(cluster.kubeconfig)).toBe(false);
});

test("the Kubernetes provider uses that kubeconfig, and knows the cluster by its endpoint", async () => {
  expect(registered.get("pulumi:providers:kubernetes kubernetes")).toMatchObject({
    kubeconfig: await value(cluster.kubeconfig),
    clusterIdentifier: LIVE.endpoint,
    enableSecretMutable: "true",
  });
});

test("add-ons are added to that cluster", () => {
  expect(registered.get("aws:eks/addon:Addon vpc-cni")).toMatchObject({ clusterName: "prod-eu-west-1" });
});
