import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { makeCluster, recordCluster, recorded } from "./cluster-fixture.ts";

const PINNED = {
  clusterName: "[unknown]",
  resolveConflictsOnCreate: "OVERWRITE",
  resolveConflictsOnUpdate: "OVERWRITE",
};

test("the add-ons that nodes need are there, each at its pinned version", async () => {
  const { keys, inputs } = await recordCluster();
  expect(keys.filter((key) => key.startsWith("Addon "))).toEqual([
    "Addon eks-pod-identity-agent",
    "Addon kube-proxy",
    "Addon vpc-cni",
  ]);
  expect(inputs("Addon eks-pod-identity-agent")).toEqual({
    ...PINNED,
    addonName: "eks-pod-identity-agent",
    addonVersion: "v1.3.10-eksbuild.3",
  });
  expect(inputs("Addon kube-proxy")).toEqual({
    ...PINNED,
    addonName: "kube-proxy",
    addonVersion: "v1.35.3-eksbuild.29",
  });
  expect(inputs("Addon vpc-cni")).toEqual({
    ...PINNED,
    addonName: "vpc-cni",
    addonVersion: "v1.22.4-eksbuild.3",
    configurationValues: JSON.stringify({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    }),
  });
});

test("vpc-cni starts with its rights, by Pod Identity", async () => {
  const { inputs, waitsFor } = await recordCluster();
  expect(waitsFor("Addon vpc-cni")).toEqual([
    "Cluster cluster",
    "PodIdentityAssociation vpc-cni",
    "Role vpc-cni",
    "RolePolicyAttachment vpc-cni-AmazonEKS_CNI_Policy",
  ]);
  expect(inputs("PodIdentityAssociation vpc-cni")).toMatchObject({
    namespace: "kube-system",
    serviceAccount: "aws-node",
  });
  expect(inputs("RolePolicyAttachment vpc-cni-AmazonEKS_CNI_Policy").policyArn).toBe(
    "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
  );
});

test("nodes wait for all of it", async () => {
  const { waitsFor } = recorded(
    await record(() => {
      const { readyForNodes } = makeCluster();
      new pulumi.ComponentResource("test:Nodes", "nodes", {}, { dependsOn: readyForNodes });
    }),
  );
  expect(waitsFor("Nodes nodes")).toEqual([
    "Addon eks-pod-identity-agent",
    "Addon kube-proxy",
    "Addon vpc-cni",
    "PodIdentityAssociation vpc-cni",
    "Role vpc-cni",
    "RolePolicyAttachment vpc-cni-AmazonEKS_CNI_Policy",
  ]);
});

test("transforms reach each add-on and the role", async () => {
  const { inputs } = await recordCluster({
    transform: { addon: { resolveConflictsOnUpdate: "PRESERVE" }, podIdentityRole: { path: "/gameplane/" } },
  });
  for (const name of ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]) {
    expect(inputs(`Addon ${name}`).resolveConflictsOnUpdate).toBe("PRESERVE");
  }
  expect(inputs("Role vpc-cni").path).toBe("/gameplane/");
});
