import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { GAME_NAMESPACE } from "../isolation/namespaces.ts";
import { transformed } from "../transform.ts";
import type { EksClusterArgs } from "./eks-cluster.ts";
import { DEPLOYERS_GROUP, VIEWERS_GROUP } from "./rbac-groups.ts";

/** ARNs of IAM roles and users by what they may do in the cluster. */
export interface ClusterAccess {
  /**
   * Everything. Never whoever makes the cluster: EKS gives its creator an entry of its own and refuses a second one
   * with `ResourceInUseException`.
   */
  admins: string[];
  /** Change workloads in game-servers, Fleets included, and see those of every namespace, but no Secrets elsewhere. */
  deployers: string[];
  /** See workloads in every namespace, but no Secrets. */
  readOnly: string[];
}

/** AWS's access policies, by who gets them. */
const POLICIES = {
  admins: ["AmazonEKSClusterAdminPolicy"],
  deployers: ["AmazonEKSEditPolicy", "AmazonEKSViewPolicy"],
  readOnly: ["AmazonEKSViewPolicy"],
} as const satisfies Record<keyof ClusterAccess, readonly string[]>;

type AccessPolicy = (typeof POLICIES)[keyof ClusterAccess][number];

/**
 * Where each holds. To edit is to read Secrets and to act as service accounts: in agones-system that would be the
 * allocator's key and the controller's exceptions, in kube-system the whole cluster.
 */
const SCOPES: Record<AccessPolicy, { type: string; namespaces?: string[] }> = {
  AmazonEKSClusterAdminPolicy: { type: "cluster" },
  AmazonEKSEditPolicy: { type: "namespace", namespaces: [GAME_NAMESPACE] },
  AmazonEKSViewPolicy: { type: "cluster" },
};

/** Groups of Kubernetes RBAC: AWS's policies know nothing of custom resources, so a Role gives those (components/isolation). */
const GROUPS = {
  admins: [],
  deployers: [DEPLOYERS_GROUP, VIEWERS_GROUP],
  readOnly: [VIEWERS_GROUP],
} satisfies Record<keyof ClusterAccess, string[]>;

export interface PlannedAccess {
  name: string;
  principalArn: string;
  /** Groups of Kubernetes RBAC. */
  groups: string[];
  /** Names of access policies. */
  policies: AccessPolicy[];
}

/** One entry per principal, for EKS knows no second one: who is on several lists gets the policies of all of them. */
export function planAccess(access: ClusterAccess): PlannedAccess[] {
  const lists = ["admins", "deployers", "readOnly"] as const;
  const principals = new Set(lists.flatMap((list) => access[list]));
  return [...principals].map((principalArn) => {
    const on = lists.filter((list) => access[list].includes(principalArn));
    return {
      name: principalName(principalArn),
      principalArn,
      groups: [...new Set(on.flatMap((list) => GROUPS[list]))],
      policies: [...new Set(on.flatMap((list) => POLICIES[list]))],
    };
  });
}

/** Its own name and a hash of its whole ARN: the same whoever else is on the lists, so nobody's entry is ever renamed. */
export function principalName(arn: string): string {
  const hash = createHash("sha256").update(arn).digest("hex").slice(0, 6);
  return `${arn.split("/").at(-1) ?? ""}-${hash}`;
}

/** @returns what a principal of the lists needs in order to do anything in the cluster */
export function createAccessEntries(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  clusterName: pulumi.Output<string>,
): pulumi.Resource[] {
  return planAccess(args.access).flatMap(({ name, principalArn, groups, policies }) => {
    const entry = new aws.eks.AccessEntry(
      ...transformed<aws.eks.AccessEntryArgs, pulumi.CustomResourceOptions>(
        args.transform?.accessEntry,
        name,
        {
          clusterName,
          principalArn,
          type: "STANDARD",
          ...(groups.length > 0 && { kubernetesGroups: groups }),
        },
        { parent },
      ),
    );
    const associations = policies.map(
      (policy) =>
        new aws.eks.AccessPolicyAssociation(
          `${name}-${policy}`,
          {
            clusterName,
            // The entry's output rather than the plain ARN: the policy waits for the entry.
            principalArn: entry.principalArn,
            policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
            accessScope: SCOPES[policy],
          },
          { parent },
        ),
    );
    return [entry, ...associations];
  });
}
