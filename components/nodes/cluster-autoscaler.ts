import type * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { podIdentityRole } from "../cluster/pod-identity.ts";
import type { HelmChart } from "../helm-chart.ts";
import { chartSource } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { NAMESPACE } from "./namespace.ts";
import { generationName } from "./fingerprint.ts";
import { partitionOf } from "./partition.ts";
import type { PoolSpec } from "./pool-spec.ts";
import { isActive } from "./pool-spec.ts";

const NAME = "cluster-autoscaler";

export interface ClusterAutoscalerArgs {
  clusterName: string;
  region: string;
  account: string;
  pools: PoolSpec[];
  chart: HelmChart;
  /** Tag of the image, of the cluster's Kubernetes minor version: `v1.36.1`. @default the chart's own */
  imageTag: string | undefined;
  /** The cluster and its Pod Identity agent; `clusterName`, being plain, waits for neither. */
  clusterReady: pulumi.Resource[];
  /** What must be there before Helm waits for pods. */
  dependsOn: pulumi.Resource[];
  /** The last word on the release. @default as it is */
  transform: Transform<kubernetes.helm.v3.ReleaseArgs> | undefined;
}

/** Cluster Autoscaler: adds and removes nodes of the node groups, and never one with a session on it. */
export class ClusterAutoscaler extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:nodes:ClusterAutoscaler", name, {}, opts);
    const identity = createIdentity(this, args);
    createRelease(this, args, identity);
    this.registerOutputs({});
  }
}

function createIdentity(parent: pulumi.Resource, args: ClusterAutoscalerArgs): pulumi.Resource[] {
  const { all } = podIdentityRole(
    NAME,
    {
      clusterName: args.clusterName,
      namespace: NAMESPACE,
      serviceAccount: NAME,
      statements: autoscalerStatements(args),
      clusterReady: args.clusterReady,
    },
    { parent },
  );
  return all;
}

/** What the autoscaler may do: look at everything of its kind, change only this cluster's groups. */
export function autoscalerStatements({
  clusterName,
  region,
  account,
}: Pick<ClusterAutoscalerArgs, "clusterName" | "region" | "account">): aws.iam.PolicyStatement[] {
  const arn = (service: string, resource: string) =>
    `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
  return [
    {
      Sid: "ReadGroupsAndTypes",
      Effect: "Allow",
      // None of these can be narrowed to a resource.
      Resource: "*",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
    },
    {
      // Labels, taints and resources of groups without nodes: scale from zero.
      Sid: "ReadNodeGroups",
      Effect: "Allow",
      Resource: arn("eks", `nodegroup/${clusterName}/*/*`),
      Action: "eks:DescribeNodegroup",
    },
    {
      Sid: "ScaleGroupsOfThisCluster",
      Effect: "Allow",
      Resource: arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"),
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Condition: {
        // EKS tags the groups of managed node groups with both.
        StringEquals: {
          "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
          [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned",
        },
      },
    },
  ];
}

function createRelease(
  parent: pulumi.Resource,
  args: ClusterAutoscalerArgs,
  identity: pulumi.Resource[],
): void {
  new kubernetes.helm.v3.Release(
    ...transformed<kubernetes.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform,
      NAME,
      { ...chartSource(args.chart), name: NAME, namespace: NAMESPACE, values: values(args) },
      // The association first: a pod gets its credentials only when it starts.
      { parent, dependsOn: [...args.dependsOn, ...identity] },
    ),
  );
}

function values({ clusterName, region, pools, imageTag }: ClusterAutoscalerArgs) {
  return {
    fullnameOverride: NAME,
    cloudProvider: "aws",
    // It simulates the scheduler of one Kubernetes version; the chart's default is that of its own release.
    ...(imageTag !== undefined && { image: { tag: imageTag } }),
    awsRegion: region, // pods cannot ask the metadata service: its hop limit is 1
    autoDiscovery: { clusterName },
    rbac: { serviceAccount: { name: NAME } },
    // Not the cluster's DNS, which may wait for the very nodes that this adds.
    dnsPolicy: "Default",
    priorityClassName: "system-cluster-critical",
    resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "600Mi" } },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      fsGroup: 65534, // so that it can read its Pod Identity token
      seccompProfile: { type: "RuntimeDefault" },
    },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    extraArgs: {
      expander: "priority,least-waste",
      // Spreads a pool over its zones' groups.
      "balance-similar-node-groups": true,
      // Agones marks its pods safe-to-evict: "false" and owns them by a controller of its own kind: either keeps
      // their node. Local storage does not, or every pod with an emptyDir would.
      "skip-nodes-with-custom-controller-pods": true,
      "skip-nodes-with-local-storage": false,
      // CoreDNS and its like are not moved to save a node (newer versions: not within an hour).
      "skip-nodes-with-system-pods": true,
      // What runs on every node is no reason to keep one.
      "ignore-daemonsets-utilization": true,
      // Long enough for the fleets' buffers to come and go between two matches.
      "scale-down-unneeded-time": "10m",
      "scale-down-delay-after-add": "10m",
    },
    expanderPriorities: expanderPriorities(pools),
  };
}

/** Which groups grow first, by the beginning of their names: active generations, on-demand before spot. */
export function expanderPriorities(pools: PoolSpec[]): Record<string, string[]> {
  // EKS names a node group's auto scaling group eks-<node group>-<uuid>.
  const active = (capacityType: "on-demand" | "spot") =>
    pools.flatMap((pool) =>
      pool.generations
        .filter((generation) => isActive(generation) && generation.capacityType === capacityType)
        .map((generation) => `^eks-${generationName(pool, generation)}-`),
    );
  const onDemand = active("on-demand");
  const spot = active("spot");
  return {
    // The expander passes over groups that nothing matches.
    "1": [".*"],
    ...(spot.length > 0 && { "50": spot }),
    ...(onDemand.length > 0 && { "100": onDemand }),
  };
}
