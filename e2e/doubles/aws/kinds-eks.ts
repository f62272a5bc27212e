import { KUBERNETES_VERSIONS } from "../../../stacks/settings/kubernetes-versions.ts";
import { rfc3339 } from "../clock.ts";
import { map, text, texts } from "../wire.ts";
import type { CloudResource } from "./account.ts";
import { AwsRefusal } from "./api-error.ts";
import { CLUSTER, eksArn, minor, refuse, SUBNET } from "./eks-common.ts";
import { ec2Id, hex } from "./identifiers.ts";
import type { Kind, Scope } from "./kind.ts";
import { readServerAccess } from "./kubeconfig.ts";
import { nodeGroup } from "./kinds-node-group.ts";
import type { Planes } from "./planes.ts";
import { zoneIdOf } from "./zones.ts";

/**
 * Types of EKS. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which @pulumi/aws 7 is built, from
 * its documentation and source as of 2026-11.
 */

export const eksKinds = (planes: Planes): Record<string, Kind> => ({
  [CLUSTER]: cluster(planes),
  "aws:eks/nodeGroup:NodeGroup": nodeGroup(planes),
  "aws:eks/addon:Addon": {
    id: ({ inputs }) => `${text(inputs.clusterName)}:${text(inputs.addonName)}`,
    outputs: (scope) => ({
      arn: eksArn(scope, `addon/${text(scope.inputs.clusterName)}/${text(scope.inputs.addonName)}/${hex(8)}`),
      createdAt: rfc3339(scope.clock.now()),
      modifiedAt: rfc3339(scope.clock.now()),
    }),
    names: { clusterName: CLUSTER },
    unique: ({ clusterName, addonName }) => `${text(addonName)} in ${text(clusterName)}`,
    taken: { code: "ResourceInUseException", message: "already exists" },
    verify: ({ inputs }) => {
      if (!/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(text(inputs.addonVersion)))
        throw refuse(`Addon version specified (${text(inputs.addonVersion)}) is not supported`);
      JSON.parse(text(inputs.configurationValues) || "{}");
    },
  },
  "aws:eks/accessEntry:AccessEntry": {
    id: ({ inputs }) => `${text(inputs.clusterName)}:${text(inputs.principalArn)}`,
    outputs: (scope) => ({
      accessEntryArn: eksArn(scope, `access-entry/${text(scope.inputs.clusterName)}/${hex(8)}`),
      createdAt: rfc3339(scope.clock.now()),
      modifiedAt: rfc3339(scope.clock.now()),
      userName: text(scope.inputs.userName) || text(scope.inputs.principalArn),
    }),
    names: { clusterName: CLUSTER },
    unique: ({ clusterName, principalArn }) => `${text(principalArn)} in ${text(clusterName)}`,
    taken: { code: "ResourceInUseException", message: "has an access entry on this cluster already" },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: ({ inputs }) => [inputs.clusterName, inputs.principalArn, inputs.policyArn].map(text).join("#"),
    outputs: ({ clock }) => ({ associatedAt: rfc3339(clock.now()), modifiedAt: rfc3339(clock.now()) }),
    names: { clusterName: CLUSTER },
    verify: ({ account, region, inputs }) => {
      const entry = `${text(inputs.clusterName)}:${text(inputs.principalArn)}`;
      if (account.get(region, "aws:eks/accessEntry:AccessEntry", entry) === undefined)
        throw new AwsRefusal(
          "ResourceNotFoundException",
          `The specified principalArn could not be found: ${entry}`,
        );
    },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: () => `a-${hex(17)}`,
    outputs: (scope, id) => ({
      associationId: id,
      associationArn: eksArn(scope, `podidentityassociation/${text(scope.inputs.clusterName)}/${id}`),
    }),
    names: { clusterName: CLUSTER },
    unique: ({ clusterName, namespace, serviceAccount }) =>
      `${text(namespace)}/${text(serviceAccount)} in ${text(clusterName)}`,
    taken: { code: "ResourceInUseException", message: "has an association already" },
  },
});

const cluster = (planes: Planes): Kind => ({
  id: ({ inputs }) => text(inputs.name),
  outputs: (scope) => ({
    arn: eksArn(scope, `cluster/${text(scope.inputs.name)}`),
    createdAt: rfc3339(scope.clock.now()),
    platformVersion: "eks.1",
    status: "ACTIVE",
    identities: [
      { oidcs: [{ issuer: `https://oidc.eks.${scope.region}.amazonaws.com/id/${hex(32).toUpperCase()}` }] },
    ],
    endpoint: "",
    certificateAuthority: { data: "" },
    vpcConfig: { clusterSecurityGroupId: ec2Id("sg"), vpcId: vpcOf(scope) },
  }),
  autoname: "name",
  unique: ({ name }) => text(name),
  taken: { code: "ResourceInUseException", message: "Cluster already exists with that name" },
  identifiers: ({ arn: value, vpcConfig }) => [text(value), text(map(vpcConfig).clusterSecurityGroupId)],
  inUse: "ResourceInUseException",
  missing: { code: "ResourceNotFoundException", message: (name) => `No cluster found for name: ${name}.` },
  verify: (scope) => {
    verifyVersion(text(scope.inputs.version));
    verifyClusterSubnets(scope);
  },
  verifyUpdate: ({ inputs }, current) => {
    const [from, to] = [text(current.inputs.version), text(inputs.version)];
    verifyVersion(to);
    if (from !== to && minor(to) !== minor(from) + 1)
      throw refuse(`Unsupported Kubernetes minor version update from ${from} to ${to}`);
  },
  verifyDelete: ({ id, inputs }) => {
    if (inputs.deletionProtection === true)
      throw new AwsRefusal("InvalidRequestException", `Cluster ${id} has deletion protection enabled`);
  },
  created: ({ id, region }) => {
    const { endpoint, certificateAuthority } = readServerAccess(planes.take(region, id).kubeconfig);
    return Promise.resolve({ endpoint, certificateAuthority: { data: certificateAuthority } });
  },
  deleted: ({ region }) => {
    planes.release(region);
    return Promise.resolve();
  },
});

function verifyVersion(version: string): void {
  if (!KUBERNETES_VERSIONS.some((known) => known === version))
    throw refuse(
      `unsupported Kubernetes version ${version}; the double knows ${KUBERNETES_VERSIONS.join(", ")}`,
    );
}

function subnetsOf({ account, region, inputs }: Scope): CloudResource[] {
  const ids = texts(map(inputs.vpcConfig).subnetIds);
  return ids.flatMap((id) => account.get(region, SUBNET, id) ?? []);
}

const vpcOf = (scope: Scope): string => text(subnetsOf(scope)[0]?.inputs.vpcId);

function verifyClusterSubnets(scope: Scope): void {
  const subnets = subnetsOf(scope);
  const zones = new Set(subnets.map(({ inputs }) => zoneIdOf(scope.region, inputs)));
  if (zones.size < 2) throw refuse("Subnets specified must be in at least two different AZs");
  if (new Set(subnets.map(({ inputs }) => inputs.vpcId)).size > 1)
    throw refuse("Subnets specified must belong to the same VPC");
}
