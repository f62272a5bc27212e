import type { IEC2NodeClassSpec } from "@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClassSpec";
import type { INodePoolSpec } from "@kubernetes-models/karpenter/karpenter.sh/v1/NodePoolSpec";
import type * as pulumi from "@pulumi/pulumi";
import { generationName } from "../fingerprint.ts";
import { volumes } from "../launch-template.ts";
import { labels, nodeTags, roleTaints } from "../placement.ts";
import type { GenerationSpec, PoolSpec } from "../pool-spec.ts";
import { holdsSessions, isActive } from "../pool-spec.ts";
import type { ByZone } from "../zones.ts";

/**
 * When and where Karpenter adds nodes of a generation.
 *
 * Game pods carry karpenter.sh/do-not-disrupt, which Karpenter respects as long as no terminationGracePeriod is set
 * here: that would end them by the clock.
 */
export function nodePoolSpec(pool: PoolSpec, generation: GenerationSpec): INodePoolSpec {
  // A cordoned generation only stops growing: Karpenter taints no node that is already there, and a change of the
  // taints here would mark them all as drifted.
  const most = isActive(generation) ? pool.max : 0;
  return {
    template: {
      metadata: { labels: labels(pool, generation) },
      spec: {
        nodeClassRef: {
          group: "karpenter.k8s.aws",
          kind: "EC2NodeClass",
          name: generationName(pool, generation),
        },
        requirements: [
          { key: "node.kubernetes.io/instance-type", operator: "In", values: generation.instanceTypes },
          { key: "kubernetes.io/arch", operator: "In", values: [generation.architecture] },
          { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
          { key: "karpenter.sh/capacity-type", operator: "In", values: [generation.capacityType] },
        ],
        taints: roleTaints(pool),
        expireAfter: "Never",
      },
    },
    // Both, because Karpenter before 1.8 knows no limit on nodes. As text: the API server makes text of numbers, which
    // would show as a change.
    limits: { nodes: String(most), cpu: String(most * generation.vcpu) },
    disruption: {
      consolidationPolicy: "WhenEmpty",
      consolidateAfter: "10m",
      budgets: holdsSessions(pool)
        ? [
            { nodes: "0", reasons: ["Drifted", "Underutilized"] },
            { nodes: "10%", reasons: ["Empty"] },
          ]
        : [{ nodes: "1", reasons: ["Drifted", "Underutilized", "Empty"] }],
    },
  };
}

export interface NodeClassArgs {
  clusterName: string;
  instanceProfile: pulumi.Input<string>;
  subnetIds: ByZone<pulumi.Input<string>>;
  securityGroupIds: pulumi.Input<string>[];
  tags: Record<string, string>;
}

/** Karpenter's own type, but for the ids of resources, which only an `up` can tell. */
export interface EC2NodeClassSpec extends Omit<
  IEC2NodeClassSpec,
  "instanceProfile" | "subnetSelectorTerms" | "securityGroupSelectorTerms"
> {
  /** Name of an instance profile, the alternative to a role from which Karpenter would make profiles by itself. */
  instanceProfile: pulumi.Input<string>;
  subnetSelectorTerms: { id: pulumi.Input<string> }[];
  securityGroupSelectorTerms: { id: pulumi.Input<string> }[];
}

/** What Karpenter makes the nodes of a generation from; the counterpart of a launch template. */
export function ec2NodeClassSpec(
  args: NodeClassArgs,
  pool: PoolSpec,
  generation: GenerationSpec,
): EC2NodeClassSpec {
  return {
    amiFamily: generation.ami === "al2023" ? "AL2023" : "Bottlerocket",
    amiSelectorTerms: [{ ssmParameter: imageParameter(generation) }],
    instanceProfile: args.instanceProfile,
    subnetSelectorTerms: Object.values(args.subnetIds).map((id) => ({ id })),
    securityGroupSelectorTerms: args.securityGroupIds.map((id) => ({ id })),
    associatePublicIPAddress: holdsSessions(pool),
    metadataOptions: {
      httpEndpoint: "enabled",
      httpProtocolIPv6: "disabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "required",
    },
    blockDeviceMappings: volumes(generation).map(({ deviceName, sizeGiB }) => ({
      deviceName,
      ebs: { volumeType: "gp3", volumeSize: `${sizeGiB}Gi`, encrypted: true, deleteOnTermination: true },
    })),
    detailedMonitoring: true,
    kubelet: { maxPods: generation.maxPods },
    tags: nodeTags(args.clusterName, pool, generation, args.tags),
  };
}

/**
 * AWS's public parameter that holds the image's id. Karpenter's shorter `alias` follows the control plane's
 * version, so that nodes would change when the cluster is upgraded.
 */
export function imageParameter({ ami, architecture, gpu, version, releaseVersion }: GenerationSpec): string {
  const arch = architecture === "amd64" ? "x86_64" : "arm64";
  // `1.35.2-20260512`: Kubernetes and date of the image for AL2023, version and commit for Bottlerocket.
  const [number, build] = releaseVersion?.split("-") ?? [];
  if (ami === "bottlerocket") {
    const variant = `aws-k8s-${version}${gpu ? "-nvidia" : ""}`;
    return `/aws/service/bottlerocket/${variant}/${arch}/${number ?? "latest"}/image_id`;
  }
  const variant = gpu ? "nvidia" : "standard";
  const image =
    build === undefined ? "recommended" : `amazon-eks-node-al2023-${arch}-${variant}-${version}-v${build}`;
  return `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${arch}/${variant}/${image}/image_id`;
}
