import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { podIdentityRole } from "../../cluster/pod-identity.ts";
import type { HelmChart } from "../../helm-chart.ts";
import { chartSource } from "../../helm-chart.ts";
import type { Transform } from "../../transform.ts";
import { transformed } from "../../transform.ts";
import { NAMESPACE } from "../namespace.ts";
import { generationName } from "../fingerprint.ts";
import { createNodeRole } from "../node-role.ts";
import type { GenerationSpec, PoolSpec } from "../pool-spec.ts";
import { isProtected } from "../pool-spec.ts";
import type { ByZone } from "../zones.ts";
import { createInterruptionQueue } from "./interruption-queue.ts";
import { ec2NodeClassSpec, nodePoolSpec } from "./node-pool.ts";
import { controllerStatements } from "./permissions.ts";

const NAME = "karpenter";

export interface KarpenterArgs {
  clusterName: string;
  region: string;
  account: string;
  /** Pools whose nodes Karpenter makes, each with where they start and all their security groups. */
  pools: {
    pool: PoolSpec;
    subnetIds: ByZone<pulumi.Input<string>>;
    securityGroupIds: pulumi.Input<string>[];
  }[];
  chart: HelmChart;
  /** Controllers: 2, where the system pools have two nodes to hold them. */
  replicas: number;
  /** Further tags of instances, volumes and network interfaces. */
  tags: Record<string, string>;
  /** Refuses to delete or replace the nodes' role and the release that holds the CRDs. */
  protect: boolean;
  /** The cluster and its Pod Identity agent; `clusterName`, being plain, waits for neither. */
  clusterReady: pulumi.Resource[];
  /** What must be there before Helm waits for pods. */
  dependsOn: pulumi.Resource[];
  /** The last word on children. */
  transform:
    | {
        nodeRole?: Transform<aws.iam.RoleArgs>;
        karpenter?: Transform<kubernetes.helm.v3.ReleaseArgs>;
        karpenterNodePool?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
        ec2NodeClass?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
      }
    | undefined;
}

/**
 * Karpenter: the controller with its role, the nodes' role with its access entry, the interruption queue, and for
 * each generation of each pool a NodePool with its EC2NodeClass.
 *
 * Generations work as in node-group.ts: their names end in the fingerprint, and those that hold sessions are
 * protected until drained, because deleting a NodePool ends its nodes.
 */
export class Karpenter extends pulumi.ComponentResource {
  constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:nodes:Karpenter", name, {}, opts);
    const nodes = createNodeIdentity(this, args);
    const interruptions = createInterruptionQueue(this, args);
    const identity = createControllerIdentity(this, args, nodes.role, interruptions.queue);
    const crds = createCrds(this, args);
    const controller = createController(this, args, interruptions.queue, [
      ...identity,
      ...nodes.ready,
      ...interruptions.ready,
      crds,
    ]);
    for (const pool of args.pools) {
      for (const generation of pool.pool.generations) {
        createNodePool(this, args, pool, generation, nodes.profile, controller);
      }
    }
    this.registerOutputs({});
  }
}

/**
 * A role apart from the node groups' one: EKS makes the access entry of theirs by itself and refuses another.
 * An instance profile of ours, so that Karpenter needs no right to make any, and none outlives the stack.
 */
function createNodeIdentity(parent: pulumi.Resource, args: KarpenterArgs) {
  const { role, ready } = createNodeRole(parent, "karpenter-node", {
    region: args.region,
    protect: args.protect,
    transform: args.transform?.nodeRole,
  });
  const profile = new aws.iam.InstanceProfile("karpenter-node", { role: role.name }, { parent });
  const entry = new aws.eks.AccessEntry(
    "karpenter-node",
    { clusterName: args.clusterName, principalArn: role.arn, type: "EC2_LINUX" },
    { parent, dependsOn: args.clusterReady },
  );
  return { role, profile, ready: [...ready, profile, entry] };
}

function createControllerIdentity(
  parent: pulumi.Resource,
  args: KarpenterArgs,
  nodeRole: aws.iam.Role,
  queue: aws.sqs.Queue,
): pulumi.Resource[] {
  const { clusterName, region, account, clusterReady } = args;
  const statements = controllerStatements({
    clusterName,
    region,
    account,
    nodeRoleArn: nodeRole.arn,
    queueArn: queue.arn,
  });
  return podIdentityRole(
    NAME,
    { clusterName, namespace: NAMESPACE, serviceAccount: NAME, statements, clusterReady },
    { parent },
  ).all;
}

/** A release of their own: Helm installs the CRDs that come inside a chart once and never upgrades them. */
function createCrds(parent: pulumi.Resource, args: KarpenterArgs): kubernetes.helm.v3.Release {
  return new kubernetes.helm.v3.Release(
    `${NAME}-crd`,
    {
      ...chartSource({ ...args.chart, chart: `${args.chart.chart}-crd` }),
      name: `${NAME}-crd`,
      namespace: NAMESPACE,
    },
    // With the CRDs go all NodePools, and with these their nodes.
    { parent, dependsOn: args.dependsOn, protect: args.protect },
  );
}

function createController(
  parent: pulumi.Resource,
  args: KarpenterArgs,
  queue: aws.sqs.Queue,
  ready: pulumi.Resource[],
): kubernetes.helm.v3.Release {
  return new kubernetes.helm.v3.Release(
    ...transformed<kubernetes.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform?.karpenter,
      NAME,
      {
        ...chartSource(args.chart),
        name: NAME,
        namespace: NAMESPACE,
        skipCrds: true,
        values: {
          replicas: args.replicas,
          serviceAccount: { name: NAME },
          // Not the cluster's DNS, which may wait for the very nodes that this adds.
          dnsPolicy: "Default",
          settings: {
            clusterName: args.clusterName,
            interruptionQueue: queue.name,
            eksControlPlane: true,
          },
          controller: {
            // Pods cannot ask the metadata service for it: its hop limit is 1.
            env: [{ name: "AWS_REGION", value: args.region }],
            resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
          },
        },
      },
      // The Pod Identity association first: a pod gets its credentials only when it starts.
      { parent, dependsOn: [...args.dependsOn, ...ready] },
    ),
  );
}

function createNodePool(
  parent: pulumi.Resource,
  args: KarpenterArgs,
  { pool, subnetIds, securityGroupIds }: KarpenterArgs["pools"][number],
  generation: GenerationSpec,
  profile: aws.iam.InstanceProfile,
  controller: kubernetes.helm.v3.Release,
): void {
  const name = generationName(pool, generation);
  const { clusterName, tags } = args;
  const protect = isProtected(pool, generation);
  const nodeClass = new kubernetes.apiextensions.CustomResource(
    ...transformed<kubernetes.apiextensions.CustomResourceArgs, pulumi.CustomResourceOptions>(
      args.transform?.ec2NodeClass,
      name,
      {
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name },
        spec: ec2NodeClassSpec(
          { clusterName, instanceProfile: profile.name, subnetIds, securityGroupIds, tags },
          pool,
          generation,
        ),
      },
      // It goes only after its last node, and the controller must live to see to that.
      { parent, dependsOn: [controller], protect, customTimeouts: { delete: "60m" } },
    ),
  );
  new kubernetes.apiextensions.CustomResource(
    ...transformed<kubernetes.apiextensions.CustomResourceArgs, pulumi.CustomResourceOptions>(
      args.transform?.karpenterNodePool,
      name,
      {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name },
        spec: nodePoolSpec(pool, generation),
      },
      { parent, dependsOn: [nodeClass], protect },
    ),
  );
}
