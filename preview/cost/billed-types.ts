// What each resource type costs. A type that stands in neither list has no price, and the report says so.
import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { CLAIM_CHARGES } from "./claims.ts";
import { flowLog, LOG_GROUP, logGroup } from "./log-charges.ts";
import { elasticIp, helmRelease, kubernetesService, natGateway, vpcEndpoint } from "./network-charges.ts";
import { NODE_GROUP } from "./node-pools.ts";
import {
  bucket,
  cacheCluster,
  eksCluster,
  hostedZone,
  kmsKey,
  queue,
  repository,
  secret,
} from "./service-charges.ts";
import { always } from "./sizes.ts";

/** What the resource alone says of its cost. */
const CHARGED: Record<string, (resource: RecordedResource, stack: BilledStack) => Charge[]> = {
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/eip:Eip": elasticIp,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ec2/flowLog:FlowLog": flowLog,
  [LOG_GROUP]: logGroup,
  "aws:ecr/repository:Repository": repository,
  "aws:eks/cluster:Cluster": eksCluster,
  "eks:index:Cluster": eksCluster,
  "aws:elasticache/cluster:Cluster": cacheCluster,
  "aws:elasticache/replicationGroup:ReplicationGroup": cacheCluster,
  "aws:kms/key:Key": kmsKey,
  "aws:route53/zone:Zone": hostedZone,
  "aws:s3/bucket:Bucket": bucket,
  "aws:secretsmanager/secret:Secret": secret,
  "aws:sqs/queue:Queue": queue,
  "kubernetes:core/v1:Service": kubernetesService,
  "kubernetes:helm.sh/v3:Release": helmRelease,
  ...CLAIM_CHARGES,
};

/** Counted with the nodes that they make (node-charges.ts). */
const NODES = new Set([NODE_GROUP]);

/** AWS has no price for these themselves, by the price pages of their services. */
const FREE = new Set([
  "aws:cloudwatch/eventRule:EventRule", // events of AWS's own services
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/tag:Tag",
  "aws:ec2/vpc:Vpc",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", // basic scanning, see isPaidScanning
  "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/addon:Addon",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kms/alias:Alias",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]);

/** Objects of Kubernetes cost the nodes that they need, but for those for which a controller makes something of AWS's. */
const KUBERNETES_THAT_COST = [
  "kubernetes:networking.k8s.io/v1:Ingress",
  "kubernetes:gateway.networking.k8s.io/",
];

/** Inspector's scanning is charged for each image. */
const isPaidScanning = ({ type, inputs }: RecordedResource): boolean =>
  type === "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration" &&
  inputs.scanType === "ENHANCED";

export type Billing = "charged" | "with nodes" | "free" | "unknown";

export function billingOf(resource: Pick<RecordedResource, "type" | "custom" | "options">): Billing {
  const { type, custom, options } = resource;
  if (Object.hasOwn(CHARGED, type)) return "charged";
  if (NODES.has(type)) return "with nodes";
  if (FREE.has(type) || type.startsWith("pulumi:") || type.startsWith("tls:")) return "free";
  if (!custom) return options.remote === true ? "unknown" : "free";
  const isPlain =
    type.startsWith("kubernetes:") && !KUBERNETES_THAT_COST.some((each) => type.startsWith(each));
  return isPlain ? "free" : "unknown";
}

export function chargesOf(resource: RecordedResource, stack: BilledStack): Charge[] {
  const billing = isPaidScanning(resource) ? "unknown" : billingOf(resource);
  if (billing === "charged") return CHARGED[resource.type]?.(resource, stack) ?? [];
  if (billing !== "unknown") return [];
  const region = stack.regionOf(resource);
  return [
    {
      what: `${resource.type}, a type without a price`,
      key: null,
      unit: "resource",
      region,
      quantity: always(1),
    },
  ];
}
