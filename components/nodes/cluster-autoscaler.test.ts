import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { record } from "../../preview/record.ts";
import { ClusterAutoscaler, autoscalerStatements, expanderPriorities } from "./cluster-autoscaler.ts";
import { CHARTS, SCOPE, gamePool, generation, systemPool } from "./test-pools.ts";
import { onlyReads, plain } from "./test-statements.ts";

describe("permissions", () => {
  const statements = autoscalerStatements(SCOPE);

  test("reach no further than reading, but for groups tagged as this cluster's", () => {
    const writing = statements.filter((statement) => !onlyReads(plain(statement).actions));
    expect(writing).toEqual([
      {
        Sid: "ScaleGroupsOfThisCluster",
        Effect: "Allow",
        Resource: "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName/*",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Condition: {
          StringEquals: {
            "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
            "aws:ResourceTag/k8s.io/cluster-autoscaler/dev-eu-west-1": "owned",
          },
        },
      },
    ]);
  });

  test("have no wildcard action, and read node groups of this cluster only", () => {
    const actions = statements.flatMap((statement) => plain(statement).actions);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    const groups = statements.find((statement) => plain(statement).actions.includes("eks:DescribeNodegroup"));
    expect(groups?.Resource).toBe("arn:aws:eks:eu-west-1:111122223333:nodegroup/dev-eu-west-1/*/*");
  });
});

describe("priorities", () => {
  test("active on-demand generations grow before spot ones, cordoned ones last", () => {
    const generations = [
      generation({ id: "1", cordoned: true }),
      generation({ id: "2" }),
      generation({ id: "3", drained: true }),
    ];
    const spot = systemPool({ name: "spot", generations: [generation({ capacityType: "spot" })] });
    expect(expanderPriorities([gamePool({ generations }), spot])).toEqual({
      "1": [".*"],
      "50": [expect.stringMatching(/^\^eks-spot-1-[0-9a-f]{6}-$/)],
      "100": ["^eks-game-2-aff2f4-"],
    });
  });

  test("match the auto scaling groups that EKS makes, and no other pool's", () => {
    const [pattern = ""] = expanderPriorities([gamePool()])["100"] ?? [];
    const regex = new RegExp(pattern);
    expect(regex.test("eks-game-1-aff2f4-euw1-az1-0a1b2c3-12345678-aaaa-bbbb-cccc-1234567890ab")).toBe(true);
    expect(regex.test("eks-game-big-1-aff2f4-euw1-az1-0a1b2c3")).toBe(false);
  });
});

test("the release knows cluster and region, and never takes a node with sessions", async () => {
  const resources = await record(() => {
    const providers = {
      aws: new aws.Provider("aws", { region: "eu-west-1" }),
      kubernetes: new kubernetes.Provider("kubernetes", { kubeconfig: "{}" }),
    };
    new ClusterAutoscaler(
      "cluster-autoscaler",
      {
        ...SCOPE,
        pools: [gamePool()],
        chart: CHARTS.clusterAutoscaler,
        imageTag: "v1.36.1",
        clusterReady: [],
        dependsOn: [],
        transform: undefined,
      },
      { providers },
    );
  });
  const association = resources.find(({ type }) => type.endsWith(":PodIdentityAssociation"));
  expect(association?.inputs).toEqual({
    clusterName: "dev-eu-west-1",
    namespace: "kube-system",
    serviceAccount: "cluster-autoscaler",
    roleArn: "[unknown]",
  });
  const release = resources.find(({ type }) => type.endsWith(":Release"));
  expect(release?.inputs).toEqual(
    expect.objectContaining({
      chart: "cluster-autoscaler",
      version: "9.59.0",
      repositoryOpts: { repo: "https://kubernetes.github.io/autoscaler" },
      name: "cluster-autoscaler",
      namespace: "kube-system",
      values: {
        fullnameOverride: "cluster-autoscaler",
        cloudProvider: "aws",
        image: { tag: "v1.36.1" },
        awsRegion: "eu-west-1",
        autoDiscovery: { clusterName: "dev-eu-west-1" },
        rbac: { serviceAccount: { name: "cluster-autoscaler" } },
        dnsPolicy: "Default",
        priorityClassName: "system-cluster-critical",
        resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "600Mi" } },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          runAsGroup: 65534,
          fsGroup: 65534,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containerSecurityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        extraArgs: {
          expander: "priority,least-waste",
          "balance-similar-node-groups": true,
          "skip-nodes-with-custom-controller-pods": true,
          "skip-nodes-with-local-storage": false,
          "skip-nodes-with-system-pods": true,
          "ignore-daemonsets-utilization": true,
          "scale-down-unneeded-time": "10m",
          "scale-down-delay-after-add": "10m",
        },
        expanderPriorities: { "1": [".*"], "100": ["^eks-game-1-aff2f4-"] },
      },
    }),
  );
});
