import { expect, test } from "@jest/globals";
import { CI, PLATFORM, recordCluster } from "./cluster-fixture.ts";

test("makes exactly this", async () => {
  const { keys } = await recordCluster();
  expect(keys).toEqual([
    "Addon eks-pod-identity-agent",
    "Addon kube-proxy",
    "Addon vpc-cni",
    "Alias secrets",
    "Cluster cluster",
    "Key secrets",
    "LogGroup control-plane",
    "PodIdentityAssociation vpc-cni",
    "Role cluster",
    "Role vpc-cni",
    "RolePolicyAttachment cluster-AmazonEKSClusterPolicy",
    "RolePolicyAttachment vpc-cni-AmazonEKS_CNI_Policy",
  ]);
});

test("everything but the cluster itself is made by the AWS provider of the arguments", async () => {
  const { keys, find } = await recordCluster({ access: { admins: [PLATFORM], deployers: [], readOnly: [] } });
  for (const key of keys.filter((key) => key !== "Cluster cluster")) {
    expect(find(key).provider).toContain("pulumi:providers:aws::aws::");
  }
});

test("the Kubernetes provider is another one only where the API server is, and outlives nobody's access", async () => {
  const { find, inputs, waitsFor } = await recordCluster({
    access: { admins: [PLATFORM], deployers: [CI], readOnly: [] },
  });
  expect(find("kubernetes kubernetes").parent).toContain("gameplane:cluster:EksCluster::cluster");
  expect(inputs("kubernetes kubernetes")).toEqual({
    kubeconfig: "[unknown]",
    clusterIdentifier: "[unknown]",
    enableSecretMutable: "true",
  });
  expect(waitsFor("kubernetes kubernetes")).toEqual([
    "AccessEntry deploy-03383f",
    "AccessEntry platform-1f58c1",
    "AccessPolicyAssociation deploy-03383f-AmazonEKSEditPolicy",
    "AccessPolicyAssociation deploy-03383f-AmazonEKSViewPolicy",
    "AccessPolicyAssociation platform-1f58c1-AmazonEKSClusterAdminPolicy",
    "Cluster cluster",
  ]);
});

test("a transform reaches the Kubernetes provider", async () => {
  const { inputs } = await recordCluster({ transform: { provider: { suppressHelmHookWarnings: true } } });
  expect(inputs("kubernetes kubernetes")).toMatchObject({ suppressHelmHookWarnings: "true" });
});
