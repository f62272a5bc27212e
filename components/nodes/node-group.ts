import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { generationName } from "./fingerprint.ts";
import { createLaunchTemplate } from "./launch-template.ts";
import { amiType, eksTaint, labels, taints, ZONE_ID_LABEL } from "./placement.ts";
import type { GenerationSpec, PoolSpec } from "./pool-spec.ts";
import { isActive, isProtected } from "./pool-spec.ts";
import type { ByZone, NodeGroupShare } from "./zones.ts";
import { offered, shares } from "./zones.ts";

export interface NodePoolArgs {
  clusterName: string;
  pool: PoolSpec;
  /** Subnets of the pool's nodes, by zone id. */
  subnetIds: ByZone<pulumi.Input<string>>;
  nodeRoleArn: pulumi.Input<string>;
  /** Every group of the nodes, the cluster's among them. */
  securityGroupIds: pulumi.Input<string>[];
  /** Further tags of instances, volumes and network interfaces. */
  tags: Record<string, string>;
  /** What must be there before a node starts. */
  dependsOn: pulumi.Resource[];
  transform:
    | {
        launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
        nodeGroup?: Transform<aws.eks.NodeGroupArgs>;
      }
    | undefined;
}

/**
 * A pool of nodes as EKS managed node groups.
 *
 * A change of image, template or version never updates a node group in place: that either fails on Agones'
 * disruption budgets or drops players. Instead a pool has generations, each with its own launch template and node
 * groups (one, or one in each zone, see zones.ts):
 *
 * 1. The names of a generation's children end in a fingerprint over every setting that decides what a node is. An
 *    edit of a generation in place therefore shows as new node groups beside a deletion, and for pools that hold
 *    sessions `protect` refuses the deletion, in production or not, unless an earlier `up` saw `drained: true`.
 * 2. The node group pins version 1 of its launch template. A change of gameplane's own template code makes a
 *    version 2 that only new generations start from.
 * 3. Cordoned: the nodes get a taint (EKS puts it on nodes that are already there), the fewest nodes are 0, the
 *    most stay, and running sessions end in their own time. Drained: also unprotected, so that its entry can go.
 */
export class NodePool extends pulumi.ComponentResource {
  /** Names of the node groups, active generation or not, in the order of generations and zones. */
  readonly nodeGroupNames: pulumi.Output<string>[];
  /** The node groups, for what must wait until there are nodes. */
  readonly nodeGroups: aws.eks.NodeGroup[];

  constructor(name: string, args: NodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:nodes:NodePool", name, {}, opts);
    this.nodeGroups = args.pool.generations.flatMap((generation) => {
      const template = createLaunchTemplate(
        this,
        { ...args, transform: args.transform?.launchTemplate },
        generation,
      );
      return shares(args.pool, offered(args.subnetIds, generation)).map((share) =>
        createNodeGroup(this, args, generation, template, share),
      );
    });
    this.nodeGroupNames = this.nodeGroups.map(({ nodeGroupName }) => nodeGroupName);
    this.registerOutputs({ nodeGroupNames: this.nodeGroupNames });
  }
}

/** On the groups of a generation whose sessions have ended: it may be removed. */
export const DRAINED_TAG = "gameplane.dev/drained";

function createNodeGroup(
  parent: pulumi.Resource,
  args: NodePoolArgs,
  generation: GenerationSpec,
  template: aws.ec2.LaunchTemplate,
  share: NodeGroupShare<pulumi.Input<string>>,
): aws.eks.NodeGroup {
  const { pool } = args;
  const generationPart = generationName(pool, generation);
  return new aws.eks.NodeGroup(
    ...transformed<aws.eks.NodeGroupArgs, pulumi.CustomResourceOptions>(
      args.transform?.nodeGroup,
      share.suffix === undefined ? generationPart : `${generationPart}-${share.suffix}`,
      {
        clusterName: args.clusterName,
        nodeRoleArn: args.nodeRoleArn,
        subnetIds: share.subnetIds,
        // A plain "1", never latestVersion: EKS would roll the nodes as soon as our template changes.
        launchTemplate: { id: template.id, version: "1" },
        instanceTypes: generation.instanceTypes,
        amiType: amiType(generation),
        version: generation.version,
        ...(generation.releaseVersion !== undefined && { releaseVersion: generation.releaseVersion }),
        capacityType: generation.capacityType === "spot" ? "SPOT" : "ON_DEMAND",
        // Nodes have it by themselves; Cluster Autoscaler has to know it of a group without nodes, for a pod that wants a zone.
        labels: {
          ...labels(pool, generation),
          ...(share.suffix !== undefined && { [ZONE_ID_LABEL]: share.suffix }),
        },
        taints: taints(pool, generation).map(eksTaint),
        scalingConfig: {
          minSize: isActive(generation) ? share.min : 0,
          desiredSize: share.desired,
          maxSize: share.max,
        },
        updateConfig: { maxUnavailable: 1 },
        // Should a node group ever be updated, then it fails on a disruption budget rather than evict players.
        forceUpdateVersion: false,
        // Repair replaces a node with whatever runs on it: never where sessions or volumes are.
        ...(pool.role === "system" && { nodeRepairConfig: { enabled: true } }),
        tags: {
          ...scaleFromZeroTags(generation),
          // Policies let an unprotected group of game servers pass by it.
          ...(generation.drained && { [DRAINED_TAG]: "true" }),
        },
      },
      {
        parent,
        dependsOn: args.dependsOn,
        protect: isProtected(pool, generation),
        // The autoscaler owns the number. A change of min or max still sends the number that the state holds: a stale
        // one ends nodes that are in use, so `up` refreshes first (Pulumi.yaml: options.refresh: always), and EKS
        // refuses one outside the new bounds: docs/operations.md says what to run before.
        ignoreChanges: ["scalingConfig.desiredSize"],
      },
    ),
  );
}

/**
 * What Cluster Autoscaler cannot know of a group without nodes. It reads labels, taints and these tags by
 * eks:DescribeNodegroup, and CPU, memory and GPUs from the instance type; tags on the auto scaling group itself,
 * which a managed node group does not let us set, are not needed.
 */
function scaleFromZeroTags({ diskGiB }: GenerationSpec): Record<string, string> {
  return { "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage": `${diskGiB}Gi` };
}
