import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { partitionOf } from "./partition.ts";

/** Managed policies of a node: join the cluster, pull images, a shell by Session Manager instead of SSH. */
const POLICIES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonSSMManagedInstanceCore",
  // Not AmazonEKS_CNI_Policy: vpc-cni has a role of its own by Pod Identity, so no other pod on a node has its rights.
];

const EC2_TRUST: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** The role of nodes, and everything that must be there before a node uses it. */
export function createNodeRole(
  parent: pulumi.Resource,
  name: string,
  args: { region: string; protect: boolean; transform: Transform<aws.iam.RoleArgs> | undefined },
): { role: aws.iam.Role; ready: pulumi.Resource[] } {
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs, pulumi.CustomResourceOptions>(
      args.transform,
      name,
      { description: "Nodes of an EKS cluster", assumeRolePolicy: EC2_TRUST },
      { parent, protect: args.protect },
    ),
  );
  const attachments = POLICIES.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.name, policyArn: `arn:${partitionOf(args.region)}:iam::aws:policy/${policy}` },
        { parent },
      ),
  );
  return { role, ready: [role, ...attachments] };
}
