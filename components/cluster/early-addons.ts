import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createAddon } from "./addon.ts";
import type { EksClusterArgs } from "./eks-cluster.ts";
import { podIdentityRole } from "./pod-identity.ts";

/**
 * DaemonSets without which no node becomes Ready; they turn active without a node, so they come before all of them.
 * @returns everything that the first node needs
 */
export function createEarlyAddons(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  clusterName: pulumi.Output<string>,
): pulumi.Resource[] {
  const agent = createPodIdentityAgent(parent, args, clusterName);
  const network = createVpcCni(parent, args, clusterName);
  const proxy = createKubeProxy(parent, args, clusterName);
  return [agent, ...network, proxy];
}

function createPodIdentityAgent(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  clusterName: pulumi.Output<string>,
): aws.eks.Addon {
  return createAddon(
    {
      name: "eks-pod-identity-agent",
      clusterName,
      version: args.addons.podIdentityAgent,
      transform: args.transform?.addon,
    },
    { parent },
  );
}

/** Pod addresses in prefixes of 16, and NetworkPolicies enforced on every node. */
function createVpcCni(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  clusterName: pulumi.Output<string>,
): pulumi.Resource[] {
  // An association of our own rather than the add-on's `podIdentityAssociations`: all roles of pods are then made in
  // one way, and the right to hand out addresses outlives the add-on's reinstallation.
  const identity = podIdentityRole(
    "vpc-cni",
    {
      clusterName,
      namespace: "kube-system",
      serviceAccount: "aws-node",
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
      transform: args.transform?.podIdentityRole,
    },
    { parent },
  );
  const addon = createAddon(
    {
      name: "vpc-cni",
      clusterName,
      version: args.addons.vpcCni,
      values: {
        // The add-on's schema wants text here, not a boolean.
        enableNetworkPolicy: "true",
        env: {
          ENABLE_PREFIX_DELEGATION: "true",
          // Prefixes kept ready on a node: a burst of 16 pods starts without a call to EC2.
          WARM_PREFIX_TARGET: "1",
        },
      },
      transform: args.transform?.addon,
    },
    { parent, dependsOn: identity.all },
  );
  return [...identity.all, addon];
}

/** No conntrack settings: the add-on's schema takes none (aws/containers-roadmap #2318), so the node tuner sees to them. */
function createKubeProxy(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  clusterName: pulumi.Output<string>,
): aws.eks.Addon {
  return createAddon(
    {
      name: "kube-proxy",
      clusterName,
      version: args.addons.kubeProxy,
      transform: args.transform?.addon,
    },
    { parent },
  );
}
