import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { HelmChart } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { ClusterAutoscaler } from "./cluster-autoscaler.ts";
import { createDevicePlugin } from "./device-plugin.ts";
import { generationWarnings } from "./generation-warnings.ts";
import { Karpenter } from "./karpenter/karpenter.ts";
import { NodePool } from "./node-group.ts";
import { createNodeRole } from "./node-role.ts";
import { createNodeSecurityGroup } from "./node-security-group.ts";
import type { PoolSpec } from "./pool-spec.ts";
import { holdsSessions } from "./pool-spec.ts";
import type { ByZone } from "./zones.ts";
import { subnetsOf } from "./zones.ts";

export interface NodesArgs {
  /** The cluster's name; plain, because it is part of names, tags and policies. */
  clusterName: string;
  /** AWS region of the provider. */
  region: string;
  /** AWS account of the provider, 12 digits. */
  account: string;
  vpcId: pulumi.Input<string>;
  /** The group that EKS made for the cluster: through it nodes, pods and the API server reach each other. */
  clusterSecurityGroupId: pulumi.Input<string>;
  /** The group that opens the game ports, for pools that hold sessions. */
  gameSecurityGroupId: pulumi.Input<string>;
  /** Subnets with public addresses by zone id, for pools that hold sessions. */
  gameSubnetsByZone: ByZone<pulumi.Input<string>>;
  /** Subnets by zone id, for every other pool. */
  privateSubnetsByZone: ByZone<pulumi.Input<string>>;
  /** The pools, each with its generations. */
  pools: PoolSpec[];
  /** What adds and removes nodes. With karpenter only the system pools are node groups. */
  scaling: "cluster-autoscaler" | "karpenter";
  /** Tag of Cluster Autoscaler's image, of the cluster's Kubernetes minor version. @default the chart's own */
  clusterAutoscalerTag?: string;
  charts: { clusterAutoscaler: HelmChart; karpenter: HelmChart; nvidiaDevicePlugin: HelmChart };
  /** What must be there before a node starts: routes, endpoints, the cluster with the add-ons and roles to join with. */
  readyForNodes: pulumi.Resource[];
  /** Further tags of instances, volumes and network interfaces, which default tags of a provider do not reach. @default none */
  tags?: Record<string, string>;
  /** Refuses to delete or replace what all nodes share; sessions are protected either way. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    nodeRole?: Transform<aws.iam.RoleArgs>;
    nodeSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
    nodeGroup?: Transform<aws.eks.NodeGroupArgs>;
    clusterAutoscaler?: Transform<kubernetes.helm.v3.ReleaseArgs>;
    karpenter?: Transform<kubernetes.helm.v3.ReleaseArgs>;
    karpenterNodePool?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
    ec2NodeClass?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
    nvidiaDevicePlugin?: Transform<kubernetes.helm.v3.ReleaseArgs>;
  };
}

/**
 * The nodes of a cluster: a role and a security group that all share, the pools with their generations, what
 * scales them (Cluster Autoscaler or Karpenter), and the NVIDIA device plugin where a pool needs it.
 *
 * Costs are the instances', their volumes' and public addresses'; Karpenter's queue and rules cost next to nothing.
 *
 * @example
 * const nodes = new Nodes("nodes", {
 *   clusterName: "prod-eu-west-1",
 *   region: "eu-west-1",
 *   account: "111122223333",
 *   vpcId: network.vpcId,
 *   clusterSecurityGroupId: cluster.securityGroupId,
 *   gameSecurityGroupId: network.gameSecurityGroupId,
 *   gameSubnetsByZone: network.gameSubnetsByZone,
 *   privateSubnetsByZone: network.privateSubnetsByZone,
 *   pools,
 *   scaling: "cluster-autoscaler",
 *   charts,
 *   readyForNodes: [...network.ready, ...cluster.readyForNodes],
 * }, { providers: { aws: awsProvider, kubernetes: kubernetesProvider } });
 */
export class Nodes extends pulumi.ComponentResource {
  /** Names of the node groups by pool; a pool has one, or one in each zone, for each generation. */
  readonly nodeGroupNames: Record<string, pulumi.Output<string>[]>;
  /** Role of the node groups' nodes. */
  readonly nodeRoleArn: pulumi.Output<string>;
  /** The security group of every node, beside the cluster's. */
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  /** The system pools' node groups: add-ons with Deployments wait for them. */
  readonly systemReady: pulumi.Resource[];
  /** Every pool with what adds its nodes: whatever needs nodes of a kind waits for them, and is gone before them. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: NodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:nodes:Nodes", name, {}, opts);
    for (const warning of generationWarnings(args.pools, args.scaling)) void pulumi.log.warn(warning, this);
    const role = createNodeRole(this, "node", shared(args, args.transform?.nodeRole));
    const group = createNodeSecurityGroup(this, {
      ...args,
      ...shared(args, args.transform?.nodeSecurityGroup),
    });
    const pools = args.pools.filter(
      (pool) => args.scaling === "cluster-autoscaler" || pool.role === "system",
    );
    const nodePools = pools.map((pool) => createNodePool(this, args, pool, role, group));
    const systemReady = nodePools
      .filter(({ pool }) => pool.role === "system")
      .flatMap(({ groups }) => groups);
    const scaling = createScaling(this, args, group, systemReady);
    const devicePlugin = createDevicePlugin(this, {
      pools: args.pools,
      chart: args.charts.nvidiaDevicePlugin,
      dependsOn: systemReady,
      transform: args.transform?.nvidiaDevicePlugin,
    });

    this.nodeGroupNames = Object.fromEntries(nodePools.map(({ pool, names }) => [pool.name, names]));
    this.nodeRoleArn = role.role.arn;
    this.nodeSecurityGroupId = group.id;
    this.systemReady = systemReady;
    this.ready = [
      ...nodePools.flatMap(({ groups }) => groups),
      scaling,
      ...(devicePlugin === undefined ? [] : [devicePlugin]),
    ];
    this.registerOutputs({ nodeGroupNames: this.nodeGroupNames, nodeRoleArn: this.nodeRoleArn });
  }
}

/** What every child that all nodes share takes. */
function shared<T>(args: NodesArgs, transform: Transform<T> | undefined) {
  return { region: args.region, protect: args.protect ?? false, transform };
}

function createNodePool(
  parent: Nodes,
  args: NodesArgs,
  pool: PoolSpec,
  role: { role: aws.iam.Role; ready: pulumi.Resource[] },
  group: aws.ec2.SecurityGroup,
) {
  const { nodeGroups, nodeGroupNames } = new NodePool(
    pool.name,
    {
      clusterName: args.clusterName,
      pool,
      ...placeOf(args, pool, group),
      nodeRoleArn: role.role.arn,
      tags: args.tags ?? {},
      dependsOn: [...args.readyForNodes, ...role.ready],
      transform: args.transform,
    },
    { parent },
  );
  return { pool, groups: nodeGroups, names: nodeGroupNames };
}

/** Where a pool's nodes start, and who reaches them: players only those that hold sessions. */
function placeOf(args: NodesArgs, pool: PoolSpec, group: aws.ec2.SecurityGroup) {
  return {
    subnetIds: subnetsOf(pool, { game: args.gameSubnetsByZone, private: args.privateSubnetsByZone }),
    securityGroupIds: [
      args.clusterSecurityGroupId,
      group.id,
      ...(holdsSessions(pool) ? [args.gameSecurityGroupId] : []),
    ],
  };
}

function createScaling(
  parent: Nodes,
  args: NodesArgs,
  group: aws.ec2.SecurityGroup,
  systemReady: pulumi.Resource[],
): pulumi.Resource {
  const { clusterName, region, account, charts } = args;
  if (args.scaling === "cluster-autoscaler") {
    return new ClusterAutoscaler(
      "cluster-autoscaler",
      {
        clusterName,
        region,
        account,
        pools: args.pools,
        chart: charts.clusterAutoscaler,
        imageTag: args.clusterAutoscalerTag,
        clusterReady: args.readyForNodes,
        dependsOn: systemReady,
        transform: args.transform?.clusterAutoscaler,
      },
      { parent },
    );
  }
  return new Karpenter(
    "karpenter",
    {
      clusterName,
      region,
      account,
      pools: args.pools
        .filter(({ role }) => role !== "system")
        .map((pool) => ({ pool, ...placeOf(args, pool, group) })),
      chart: charts.karpenter,
      replicas: controllerReplicas(args.pools),
      tags: args.tags ?? {},
      protect: args.protect ?? false,
      clusterReady: args.readyForNodes,
      dependsOn: systemReady,
      transform: args.transform,
    },
    { parent },
  );
}

/** Karpenter's chart spreads its pods over nodes: a second one would wait for ever where only one node is. */
function controllerReplicas(pools: PoolSpec[]): number {
  const systemNodes = pools.filter(({ role }) => role === "system").reduce((sum, { min }) => sum + min, 0);
  return Math.min(Math.max(systemNodes, 1), 2);
}
