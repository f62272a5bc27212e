import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { createAddon } from "./addon.ts";
import { podIdentityRole } from "./pod-identity.ts";

export interface ClusterAddonsArgs {
  clusterName: pulumi.Input<string>;
  /** Exact versions, such as v1.66.0-eksbuild.1. */
  versions: { coredns: string; ebsCsi: string; metricsServer: string };
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    addon?: Transform<aws.eks.AddonArgs>;
    podIdentityRole?: Transform<aws.iam.RoleArgs>;
  };
}

/**
 * The add-ons that run on nodes: coredns, the EBS CSI driver with its role, metrics-server. EKS calls them degraded and
 * an `up` fails while there is no node for them, so the caller makes this component after the system pool.
 *
 * Costs nothing but the room on the nodes: about 0.5 vCPU and 1 GiB at the beginning.
 *
 * @example
 * new ClusterAddons("addons", { clusterName: cluster.name, versions: ADDON_VERSIONS["1.35"] }, {
 *   providers: { aws: provider },
 *   dependsOn: [systemPool],
 * });
 */
export class ClusterAddons extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:cluster:ClusterAddons", name, {}, opts);
    createCoreDns(this, args);
    createEbsCsiDriver(this, args);
    createMetricsServer(this, args);
    this.registerOutputs({});
  }
}

function createCoreDns(parent: pulumi.Resource, args: ClusterAddonsArgs): void {
  createAddon(
    {
      name: "coredns",
      clusterName: args.clusterName,
      version: args.versions.coredns,
      values: {
        // EKS counts replicas by nodes and cores; two at least, so that a drained node takes no name with it.
        autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            // Names in one zone are better than none while the other is down.
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        // Nodes kept for system services, never those of games.
        tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
      },
      transform: args.transform?.addon,
    },
    { parent },
  );
}

function createEbsCsiDriver(parent: pulumi.Resource, args: ClusterAddonsArgs): void {
  const identity = podIdentityRole(
    "ebs-csi",
    {
      clusterName: args.clusterName,
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      // Only volumes that the driver itself made; the first version of the policy reaches others too.
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2"],
      transform: args.transform?.podIdentityRole,
    },
    { parent },
  );
  // Two controllers, a disruption budget and no storage class are the add-on's own defaults.
  createAddon(
    {
      name: "aws-ebs-csi-driver",
      clusterName: args.clusterName,
      version: args.versions.ebsCsi,
      transform: args.transform?.addon,
    },
    { parent, dependsOn: identity.all },
  );
}

/** Two replicas are the add-on's own default. It listens on 10251, where the control plane must reach its nodes. */
function createMetricsServer(parent: pulumi.Resource, args: ClusterAddonsArgs): void {
  createAddon(
    {
      name: "metrics-server",
      clusterName: args.clusterName,
      version: args.versions.metricsServer,
      transform: args.transform?.addon,
    },
    { parent },
  );
}
