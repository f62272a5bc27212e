/** What the engine does to one resource. */
export interface Operation {
  op: "create" | "update" | "delete" | "replace";
  type: string;
  name: string;
  /** Inputs that change, as paths: `spec.replicas`. None where a resource comes or goes. */
  fields: string[];
}

/** Types of the resources that changes touch, by the name that people call them. */
const TYPES = {
  AccessEntry: "aws:eks/accessEntry:AccessEntry",
  AccessPolicyAssociation: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  Addon: "aws:eks/addon:Addon",
  AwsProvider: "pulumi:providers:aws",
  CertRequest: "tls:index/certRequest:CertRequest",
  Cluster: "aws:eks/cluster:Cluster",
  DefaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  Fleet: "kubernetes:agones.dev/v1:Fleet",
  FleetAutoscaler: "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
  FlowLog: "aws:ec2/flowLog:FlowLog",
  Game: "gameplane:games:Game",
  InternetGateway: "aws:ec2/internetGateway:InternetGateway",
  Key: "aws:kms/key:Key",
  LaunchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  LifecyclePolicy: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  LocallySignedCert: "tls:index/locallySignedCert:LocallySignedCert",
  LogGroup: "aws:cloudwatch/logGroup:LogGroup",
  NatGateway: "aws:ec2/natGateway:NatGateway",
  NetworkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  NodeGroup: "aws:eks/nodeGroup:NodeGroup",
  PersistentVolumeClaim: "kubernetes:core/v1:PersistentVolumeClaim",
  PodIdentityAssociation: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  PrivateKey: "tls:index/privateKey:PrivateKey",
  RegistryScanningConfiguration: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  Release: "kubernetes:helm.sh/v3:Release",
  ReplicationConfiguration: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  Repository: "aws:ecr/repository:Repository",
  RepositoryCreationTemplate: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  ResourceQuota: "kubernetes:core/v1:ResourceQuota",
  Role: "aws:iam/role:Role",
  RouteTable: "aws:ec2/routeTable:RouteTable",
  Secret: "kubernetes:core/v1:Secret",
  SecurityGroup: "aws:ec2/securityGroup:SecurityGroup",
  SecurityGroupEgressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  SecurityGroupIngressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  SelfSignedCert: "tls:index/selfSignedCert:SelfSignedCert",
  Subnet: "aws:ec2/subnet:Subnet",
  ValidatingAdmissionPolicy: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
  Vpc: "aws:ec2/vpc:Vpc",
  VpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
} as const;

export type Kind = keyof typeof TYPES;

export const create = (kind: Kind, name: string): Operation => ({
  op: "create",
  type: TYPES[kind],
  name,
  fields: [],
});

export const remove = (kind: Kind, name: string): Operation => ({
  op: "delete",
  type: TYPES[kind],
  name,
  fields: [],
});

export const update = (kind: Kind, name: string, ...fields: string[]): Operation => ({
  op: "update",
  type: TYPES[kind],
  name,
  fields,
});

/** Another one takes its place; `fields` are all that change, not only those that make it a replacement. */
export const replace = (kind: Kind, name: string, ...fields: string[]): Operation => ({
  op: "replace",
  type: TYPES[kind],
  name,
  fields,
});

/** One line each, in a stable order, so that two lists compare and a difference reads well. */
export const lines = (operations: readonly Operation[]): string[] =>
  operations
    .map(({ op, type, name, fields }) =>
      [op, type, name, ...(fields.length > 0 ? [`(${fields.toSorted().join(", ")})`] : [])].join(" "),
    )
    .toSorted();

/** `3 update, 1 create, 0 replace`: what people look for first, so a zero is said of what ends something. */
export function figures(operations: readonly Operation[]): string {
  const count = (op: Operation["op"]) => operations.filter((operation) => operation.op === op).length;
  const said = (["update", "create", "delete", "replace"] as const).filter(
    (op) => count(op) > 0 || op === "replace",
  );
  return said.map((op) => `${count(op)} ${op}`).join(", ");
}

/** Whether it ends something that was there. */
export const ends = ({ op }: Operation): boolean => op === "delete" || op === "replace";
