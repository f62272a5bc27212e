import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface PodIdentityRoleArgs {
  clusterName: pulumi.Input<string>;
  namespace: string;
  serviceAccount: string;
  /** ARNs of managed policies. @default none */
  managedPolicyArns?: string[];
  /** What the role may do beside its managed policies. @default nothing */
  statements?: aws.iam.PolicyStatement[];
  /** What the association waits for, where `clusterName` is plain text: the cluster and its Pod Identity agent. @default nothing */
  clusterReady?: pulumi.Resource[];
  transform?: Transform<aws.iam.RoleArgs> | undefined;
}

/** Lets EKS Pod Identity, and nothing else, assume a role on behalf of pods. */
const POD_IDENTITY_TRUST: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
};

/**
 * An IAM role for the pods of one service account, by EKS Pod Identity. Who runs these pods depends on `all`: pods get
 * credentials only if the association is there before them, and keep their rights until they are gone.
 */
export function podIdentityRole(
  name: string,
  args: PodIdentityRoleArgs,
  opts: pulumi.CustomResourceOptions,
): { role: aws.iam.Role; association: aws.eks.PodIdentityAssociation; all: pulumi.Resource[] } {
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs, pulumi.CustomResourceOptions>(
      args.transform,
      name,
      {
        description: `Pods of ${args.namespace}/${args.serviceAccount}`,
        assumeRolePolicy: POD_IDENTITY_TRUST,
      },
      opts,
    ),
  );
  const attachments = (args.managedPolicyArns ?? []).map(
    (policyArn) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policyArn.split("/").pop() ?? ""}`,
        { role: role.name, policyArn },
        opts,
      ),
  );
  const policies =
    args.statements === undefined
      ? []
      : [
          new aws.iam.RolePolicy(
            name,
            { role: role.name, policy: { Version: "2012-10-17", Statement: args.statements } },
            opts,
          ),
        ];
  const association = new aws.eks.PodIdentityAssociation(
    name,
    {
      clusterName: args.clusterName,
      namespace: args.namespace,
      serviceAccount: args.serviceAccount,
      roleArn: role.arn,
    },
    { ...opts, ...(args.clusterReady !== undefined && { dependsOn: args.clusterReady }) },
  );
  return { role, association, all: [role, ...attachments, ...policies, association] };
}
