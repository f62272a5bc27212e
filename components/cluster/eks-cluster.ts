import type * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { type ClusterAccess, createAccessEntries } from "./access-entries.ts";
import type { Cluster } from "./cluster.ts";
import {
  type ControlPlane,
  createClusterRole,
  createControlPlane,
  createLogGroup,
  createSecretsKey,
  refuseOpenEndpoint,
} from "./control-plane.ts";
import { createEarlyAddons } from "./early-addons.ts";
import { kubeconfig } from "./kubeconfig.ts";

export interface EksClusterArgs {
  /** Name of the cluster in EKS. Another one replaces the cluster. */
  name: string;
  /** AWS region of the provider; part of the kubeconfig. */
  region: string;
  vpcId: pulumi.Input<string>;
  /** Subnets of the control plane's interfaces, in two zones at least. */
  controlPlaneSubnetIds: pulumi.Input<string>[];
  /** Kubernetes version, such as 1.35. EKS upgrades by one minor version at a time and never back. */
  version: string;
  /** At the end of standard support EKS upgrades by itself (STANDARD) or bills extended support (EXTENDED). */
  support: "STANDARD" | "EXTENDED";
  /** Whether the API server is reached from outside the VPC too, and the IPv4 CIDRs from where; never an empty list. */
  endpoint: { public: boolean; publicCidrs: string[] };
  /** How long the control plane's logs are kept, days; a number that CloudWatch Logs knows. */
  logRetentionDays: number;
  /** IPv4 addresses of Kubernetes Services, outside the VPC's. Another range replaces the cluster. */
  serviceCidr: string;
  access: ClusterAccess;
  /** Exact versions of the add-ons that nodes need, such as v1.22.4-eksbuild.3. */
  addons: { vpcCni: string; kubeProxy: string; podIdentityAgent: string };
  /** Makes everything; the children's provider too, whatever `providers` says. */
  awsProvider: aws.Provider;
  /** The eks package is a provider of its own, which makes the cluster with the AWS provider. */
  eksProvider: eks.Provider;
  /** Refuses to delete or replace the cluster and the key of its secrets, in EKS itself as well. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    cluster?: Transform<eks.ClusterArgs>;
    clusterRole?: Transform<aws.iam.RoleArgs>;
    secretsKey?: Transform<aws.kms.KeyArgs>;
    logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    accessEntry?: Transform<aws.eks.AccessEntryArgs>;
    addon?: Transform<aws.eks.AddonArgs>;
    podIdentityRole?: Transform<aws.iam.RoleArgs>;
    provider?: Transform<k8s.ProviderArgs>;
  };
}

/**
 * An EKS control plane with encrypted secrets, all its logs, access entries and the add-ons that nodes need; no node,
 * no storage class, no OIDC provider. `pulumi preview` and `up` need the `aws` program: the eks package asks for it, and
 * the kubeconfig calls it.
 *
 * Monthly cost at us-east-1 list prices: 73 USD (438 USD in extended support) and 1 USD for the key; logs 0.50 USD
 * per GB written.
 *
 * @example
 * const cluster = new EksCluster("cluster", {
 *   name: "prod-eu-west-1",
 *   region: "eu-west-1",
 *   vpcId: network.vpcId,
 *   controlPlaneSubnetIds: network.controlPlaneSubnetIds,
 *   version: "1.35",
 *   support: "EXTENDED",
 *   endpoint: { public: false, publicCidrs: [] },
 *   logRetentionDays: 90,
 *   serviceCidr: "172.20.0.0/16",
 *   access: { admins: ["arn:aws:iam::111122223333:role/platform"], deployers: [], readOnly: [] },
 *   addons: ADDON_VERSIONS["1.35"],
 *   awsProvider,
 *   eksProvider: new eks.Provider("eks"),
 * });
 */
export class EksCluster extends pulumi.ComponentResource implements Cluster {
  readonly name: pulumi.Output<string>;
  /** URL of the API server. */
  readonly endpoint: pulumi.Output<string>;
  /** Certificate of the API server's authority, base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** Holds no credential: whoever uses it needs AWS credentials and an access entry. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: k8s.Provider;
  /** The group that EKS makes: what carries it reaches the API server, and all others that carry it. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Kubernetes version of the control plane, once it runs it: nodes upgrade after it. */
  readonly version: pulumi.Output<string>;
  /** What nodes must wait for, or they never become Ready. */
  readonly readyForNodes: pulumi.Resource[];

  constructor(name: string, args: EksClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:cluster:EksCluster", name, {}, { ...opts, providers: { aws: args.awsProvider } });
    refuseOpenEndpoint(args.endpoint);
    const secretsKey = createSecretsKey(this, args);
    const role = createClusterRole(this, args);
    const logGroup = createLogGroup(this, args);
    const cluster = createControlPlane(this, args, secretsKey, role, logGroup);
    const access = createAccessEntries(this, args, cluster.name);
    this.readyForNodes = createEarlyAddons(this, args, cluster.name);
    this.kubeconfig = createKubeconfig(args, cluster);
    this.provider = createProvider(this, args, this.kubeconfig, cluster, access);

    this.name = cluster.name;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority;
    this.securityGroupId = cluster.securityGroupId;
    this.version = cluster.version;
    this.registerOutputs({
      name: this.name,
      endpoint: this.endpoint,
      kubeconfig: this.kubeconfig,
      securityGroupId: this.securityGroupId,
    });
  }
}

function createKubeconfig(args: EksClusterArgs, cluster: ControlPlane): pulumi.Output<string> {
  return pulumi
    .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
    .apply(([name, endpoint, certificateAuthority]) =>
      kubeconfig({ name, endpoint, certificateAuthority, region: args.region }),
    );
}

function createProvider(
  parent: pulumi.Resource,
  args: EksClusterArgs,
  config: pulumi.Output<string>,
  cluster: ControlPlane,
  access: pulumi.Resource[],
): k8s.Provider {
  return new k8s.Provider(
    ...transformed<k8s.ProviderArgs, pulumi.CustomResourceOptions>(
      args.transform?.provider,
      "kubernetes",
      {
        kubeconfig: config,
        // Only another API server is another cluster; a new certificate or token command must not replace every object.
        clusterIdentifier: cluster.endpoint,
        // A Secret with another content is changed, not deleted and made again under the pods that read it.
        enableSecretMutable: true,
      },
      // Who deploys by an access entry needs it until the last Kubernetes object is gone.
      { parent, dependsOn: access },
    ),
  );
}
