import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform.ts";
import type { EksClusterArgs } from "./eks-cluster.ts";

/** What the real control plane says of itself; unknown until it is there. */
export interface ControlPlane {
  name: pulumi.Output<string>;
  endpoint: pulumi.Output<string>;
  certificateAuthority: pulumi.Output<string>;
  securityGroupId: pulumi.Output<string>;
  version: pulumi.Output<string>;
}

/** EKS reads an empty list of CIDRs as "from everywhere". */
export function refuseOpenEndpoint(endpoint: EksClusterArgs["endpoint"]): void {
  if (endpoint.public && endpoint.publicCidrs.length === 0) {
    throw new Error(
      "endpoint.publicCidrs is empty while endpoint.public is true, which would open the API server to everyone; name the CIDRs or set endpoint.public to false",
    );
  }
}

/** Wraps the keys of the cluster's Secrets: without it nobody reads them, not even from a backup. */
export function createSecretsKey(parent: pulumi.Resource, args: EksClusterArgs): aws.kms.Key {
  // Without a policy of its own the account's IAM decides; EKS gets its rights by a grant when it makes the cluster.
  const key = new aws.kms.Key(
    ...transformed<aws.kms.KeyArgs, pulumi.CustomResourceOptions>(
      args.transform?.secretsKey,
      "secrets",
      {
        description: `Secrets of the EKS cluster ${args.name}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        tags: { Name: `${args.name}-secrets` },
      },
      { parent, protect: args.protect ?? false },
    ),
  );
  new aws.kms.Alias(
    "secrets",
    { name: `alias/gameplane/${args.name}/secrets`, targetKeyId: key.keyId },
    { parent },
  );
  return key;
}

/** What EKS itself may do in the account, and the attachment that has to outlive the cluster. */
export function createClusterRole(
  parent: pulumi.Resource,
  args: EksClusterArgs,
): { role: aws.iam.Role; attachment: aws.iam.RolePolicyAttachment } {
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs, pulumi.CustomResourceOptions>(
      args.transform?.clusterRole,
      "cluster",
      {
        description: `Control plane of the EKS cluster ${args.name}`,
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
      },
      { parent },
    ),
  );
  const attachment = new aws.iam.RolePolicyAttachment(
    "cluster-AmazonEKSClusterPolicy",
    { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
    { parent },
  );
  return { role, attachment };
}

/** Made before the cluster, or EKS makes it without a retention. */
export function createLogGroup(parent: pulumi.Resource, args: EksClusterArgs): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs, pulumi.CustomResourceOptions>(
      args.transform?.logGroup,
      "control-plane",
      { name: `/aws/eks/${args.name}/cluster`, retentionInDays: args.logRetentionDays },
      { parent },
    ),
  );
}

/** The cluster without what the eks package adds by itself, which previews, policies and version pins cannot see. */
export function createControlPlane(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  secretsKey: aws.kms.Key,
  { role, attachment }: { role: aws.iam.Role; attachment: aws.iam.RolePolicyAttachment },
  logGroup: aws.cloudwatch.LogGroup,
): ControlPlane {
  const component = new eks.Cluster(
    ...transformed<eks.ClusterArgs, pulumi.ComponentResourceOptions>(
      args.transform?.cluster,
      "cluster",
      { ...controlPlaneArgs(args), encryptionConfigKeyArn: secretsKey.arn, serviceRole: role },
      {
        parent,
        // The package's own provider makes the component; what is inside goes by the AWS one. `provider` must not be
        // the AWS one: the package then asks for `providerCredentialOpts`.
        provider: args.eksProvider,
        providers: { aws: args.awsProvider },
        // In this order when deleting too: EKS needs its rights until its interfaces are gone.
        dependsOn: [attachment, logGroup],
        protect: args.protect ?? false,
      },
    ),
  );
  // Of the component's outputs only the cluster's own: they come from EKS, and change when it does.
  const cluster = component.eksCluster;
  return {
    name: cluster.apply(({ name }) => name),
    endpoint: cluster.apply(({ endpoint }) => endpoint),
    certificateAuthority: cluster.apply(({ certificateAuthority }) => certificateAuthority.data),
    securityGroupId: cluster.apply(({ vpcConfig }) => vpcConfig.clusterSecurityGroupId),
    version: cluster.apply(({ version }) => version),
  };
}

function controlPlaneArgs(args: EksClusterArgs): eks.ClusterArgs {
  return {
    name: args.name,
    version: args.version,
    upgradePolicy: { supportType: args.support },
    // Without it the package looks for the account's default VPC.
    vpcId: args.vpcId,
    subnetIds: args.controlPlaneSubnetIds,
    kubernetesServiceIpAddressRange: args.serviceCidr,
    endpointPrivateAccess: true,
    endpointPublicAccess: args.endpoint.public,
    // The package refuses the list, an empty one too, where the endpoint is not public.
    ...(args.endpoint.public && { publicAccessCidrs: args.endpoint.publicCidrs }),
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    // Access entries alone; the default is the aws-auth ConfigMap, which the package would write.
    authenticationMode: eks.AuthenticationMode.Api,
    deletionProtection: args.protect ?? false,
    // The package's default names the cluster after the component.
    tags: { Name: args.name },

    // Pools are node groups of our own, with roles and security groups of their own.
    skipDefaultNodeGroup: true,
    createInstanceRole: false,
    // Leaves the one group that EKS itself makes.
    skipDefaultSecurityGroups: true,
    // Add-ons are ours and pinned: neither EKS's unmanaged ones ...
    bootstrapSelfManagedAddons: false,
    // ... nor the package's: "use the default CNI" means that it adds no vpc-cni.
    useDefaultVpcCni: true,
    kubeProxyAddonOptions: { enabled: false },
    corednsAddonOptions: { enabled: false },
    // Pods get their rights by Pod Identity; making this provider asks the issuer over the network, at preview too.
    createOidcProvider: false,
    // None; a name, or a map of names, makes each of them.
    storageClasses: {},
  };
}
