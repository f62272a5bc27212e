import { describe, expect, test } from "@jest/globals";
import { agonesPool, gamePool, generation, gpuPool } from "../test-pools.ts";
import { ec2NodeClassSpec, imageParameter, nodePoolSpec } from "./node-pool.ts";

describe("NodePool", () => {
  test("of a pool that holds sessions loses nodes only when they are empty, and never by age", () => {
    expect(nodePoolSpec(gamePool(), generation())).toEqual({
      template: {
        metadata: {
          labels: { "game-server": "true", "gameplane.dev/pool": "game", "gameplane.dev/generation": "1" },
        },
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "game-1-aff2f4" },
          requirements: [
            {
              key: "node.kubernetes.io/instance-type",
              operator: "In",
              values: ["c7i.4xlarge", "c6i.4xlarge"],
            },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
          ],
          taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
          expireAfter: "Never",
        },
      },
      limits: { nodes: "5", cpu: "80" },
      disruption: {
        consolidationPolicy: "WhenEmpty",
        consolidateAfter: "10m",
        budgets: [
          { nodes: "0", reasons: ["Drifted", "Underutilized"] },
          { nodes: "10%", reasons: ["Empty"] },
        ],
      },
    });
  });

  test("of GPUs has both taints, of other pools follows drift one node at a time", () => {
    expect(
      nodePoolSpec(gpuPool(), generation({ gpu: true })).template.spec.taints?.map(({ key }) => key),
    ).toEqual(["game-server", "nvidia.com/gpu"]);
    expect(nodePoolSpec(agonesPool(), generation()).disruption?.budgets).toEqual([
      { nodes: "1", reasons: ["Drifted", "Underutilized", "Empty"] },
    ]);
  });

  test.each([{ cordoned: true }, { drained: true }])("%j stops growth and touches nothing else", (state) => {
    const active = nodePoolSpec(gamePool(), generation());
    expect(nodePoolSpec(gamePool(), generation(state))).toEqual({
      ...active,
      limits: { nodes: "0", cpu: "0" },
    });
  });
});

describe("EC2NodeClass", () => {
  const args = {
    clusterName: "dev-eu-west-1",
    instanceProfile: "profile",
    subnetIds: { "euw1-az1": "subnet-1", "euw1-az2": "subnet-2" },
    securityGroupIds: ["sg-cluster", "sg-nodes", "sg-game"],
    tags: { owner: "platform" },
  };

  test("is the launch template's counterpart", () => {
    expect(ec2NodeClassSpec(args, gamePool(), generation())).toEqual({
      amiFamily: "AL2023",
      amiSelectorTerms: [
        {
          ssmParameter:
            "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id",
        },
      ],
      instanceProfile: "profile",
      subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-2" }],
      securityGroupSelectorTerms: [{ id: "sg-cluster" }, { id: "sg-nodes" }, { id: "sg-game" }],
      associatePublicIPAddress: true,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIPv6: "disabled",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
      },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeType: "gp3", volumeSize: "100Gi", encrypted: true, deleteOnTermination: true },
        },
      ],
      detailedMonitoring: true,
      kubelet: { maxPods: 110 },
      tags: {
        owner: "platform",
        Name: "dev-eu-west-1-game-1",
        "gameplane.dev/pool": "game",
        "gameplane.dev/generation": "1",
      },
    });
  });

  test("gives public addresses only where sessions are", () => {
    expect(ec2NodeClassSpec(args, agonesPool(), generation()).associatePublicIPAddress).toBe(false);
  });

  test("of Bottlerocket has two volumes", () => {
    const spec = ec2NodeClassSpec(args, gamePool(), generation({ ami: "bottlerocket" }));
    expect([spec.amiFamily, spec.blockDeviceMappings?.map(({ ebs }) => ebs?.volumeSize)]).toEqual([
      "Bottlerocket",
      ["4Gi", "100Gi"],
    ]);
  });
});

test.each([
  [{}, "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id"],
  [
    { gpu: true, releaseVersion: "1.35.2-20260512" },
    "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/nvidia/amazon-eks-node-al2023-x86_64-nvidia-1.35-v20260512/image_id",
  ],
  [
    { architecture: "arm64", releaseVersion: "1.35.2-20260512" },
    "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.35-v20260512/image_id",
  ],
  [{ ami: "bottlerocket" }, "/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id"],
  [
    { ami: "bottlerocket", gpu: true, architecture: "arm64", releaseVersion: "1.50.0-4a5b6c7d" },
    "/aws/service/bottlerocket/aws-k8s-1.35-nvidia/arm64/1.50.0/image_id",
  ],
] as const)("image of %j", (changes, parameter) => {
  expect(imageParameter(generation(changes))).toBe(parameter);
});
