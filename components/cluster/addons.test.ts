import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { record } from "../../preview/record.ts";
import { ClusterAddons, type ClusterAddonsArgs } from "./addons.ts";
import { recorded } from "./cluster-fixture.ts";

const ARGS: ClusterAddonsArgs = {
  clusterName: "prod",
  versions: {
    coredns: "v1.13.2-eksbuild.31",
    ebsCsi: "v1.66.0-eksbuild.1",
    metricsServer: "v0.9.0-eksbuild.11",
  },
};

async function recordAddons(changes: Partial<ClusterAddonsArgs> = {}) {
  return recorded(
    await record(() => {
      const provider = new aws.Provider("aws", { region: "eu-west-1" });
      new ClusterAddons("addons", { ...ARGS, ...changes }, { providers: { aws: provider } });
    }),
  );
}

const PINNED = {
  clusterName: "prod",
  resolveConflictsOnCreate: "OVERWRITE",
  resolveConflictsOnUpdate: "OVERWRITE",
};

test("makes exactly this", async () => {
  const { keys } = await recordAddons();
  expect(keys).toEqual([
    "Addon aws-ebs-csi-driver",
    "Addon coredns",
    "Addon metrics-server",
    "PodIdentityAssociation ebs-csi",
    "Role ebs-csi",
    "RolePolicyAttachment ebs-csi-AmazonEBSCSIDriverPolicyV2",
  ]);
});

test("each add-on is at its pinned version", async () => {
  const { inputs } = await recordAddons();
  expect(inputs("Addon aws-ebs-csi-driver")).toEqual({
    ...PINNED,
    addonName: "aws-ebs-csi-driver",
    addonVersion: "v1.66.0-eksbuild.1",
  });
  expect(inputs("Addon metrics-server")).toEqual({
    ...PINNED,
    addonName: "metrics-server",
    addonVersion: "v0.9.0-eksbuild.11",
  });
  expect(inputs("Addon coredns")).toEqual({
    ...PINNED,
    addonName: "coredns",
    addonVersion: "v1.13.2-eksbuild.31",
    configurationValues: expect.any(String),
  });
});

test("coredns has two replicas at least, in different zones, off game nodes, and never loses two at once", async () => {
  const { inputs } = await recordAddons();
  const values = {
    autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ],
    tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  };
  expect(inputs("Addon coredns").configurationValues).toBe(JSON.stringify(values));
});

test("the EBS CSI driver starts with its rights, by Pod Identity", async () => {
  const { inputs, waitsFor } = await recordAddons();
  expect(inputs("PodIdentityAssociation ebs-csi")).toMatchObject({
    clusterName: "prod",
    namespace: "kube-system",
    serviceAccount: "ebs-csi-controller-sa",
  });
  expect(inputs("RolePolicyAttachment ebs-csi-AmazonEBSCSIDriverPolicyV2").policyArn).toBe(
    "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2",
  );
  expect(waitsFor("Addon aws-ebs-csi-driver")).toEqual([
    "PodIdentityAssociation ebs-csi",
    "Role ebs-csi",
    "RolePolicyAttachment ebs-csi-AmazonEBSCSIDriverPolicyV2",
  ]);
});

test("transforms reach each add-on and the role", async () => {
  const { inputs } = await recordAddons({
    transform: {
      addon: (addon, _opts, name) => {
        if (name === "metrics-server") addon.configurationValues = '{"replicas":3}';
      },
      podIdentityRole: { path: "/gameplane/" },
    },
  });
  expect(inputs("Addon metrics-server").configurationValues).toBe('{"replicas":3}');
  expect(inputs("Addon aws-ebs-csi-driver")).not.toHaveProperty("configurationValues");
  expect(inputs("Role ebs-csi").path).toBe("/gameplane/");
});
