import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { ProviderError } from "../provider-error.ts";
import type { PropertyMap, PropertyValue } from "../wire.ts";
import {
  isKnown,
  isMap,
  list,
  map,
  referencedUrn,
  resourceReference,
  text,
  toStruct,
  UNKNOWN,
} from "../wire.ts";
import { eksKubeconfig } from "./kubeconfig.ts";
import type { Registered, Registrations } from "./registrations.ts";

/** Versions of pulumi-eks 4.3.0's own dependencies (nodejs/eks/package.json there). */
const AWS_VERSION = "7.25.0";
const KUBERNETES_VERSION = "4.19.0";

export interface Constructed {
  urn: string;
  outputs: PropertyMap;
  /** What everything that uses an output depends on. */
  dependencies: string[];
}

/**
 * The component as pulumi-eks 4.3.0 makes it with the options that gameplane sets (nodejs/eks/cluster/cluster.ts): an
 * aws:eks:Cluster and a Kubernetes provider. Options that make more are refused.
 */
export async function constructCluster(
  request: ConstructRequest,
  inputs: PropertyMap,
  registrations: Registrations,
): Promise<Constructed> {
  refuseOtherOptions(inputs);
  const component = await registrations.register(componentRequest(request));
  const roleArn = await roleArnOf(inputs.serviceRole, registrations);
  const cluster = await registrations.register(
    clusterRequest(request, component.urn, clusterInputs(request.getName(), inputs, roleArn)),
  );
  const outputs = outputsOf(cluster);
  await registrations.register(kubernetesRequest(request, component.urn, outputs, cluster.urn));
  await registrations.registerOutputs(component.urn, outputs);
  return { urn: component.urn, outputs, dependencies: [cluster.urn] };
}

/** What each of these must be, or the real component makes resources that the double does not. */
const REQUIRED_OPTIONS: Record<string, PropertyValue> = {
  authenticationMode: "API",
  bootstrapSelfManagedAddons: false,
  createInstanceRole: false,
  createOidcProvider: false,
  skipDefaultNodeGroup: true,
  skipDefaultSecurityGroups: true,
  useDefaultVpcCni: true,
};

function refuseOtherOptions(inputs: PropertyMap): void {
  const wrong = Object.entries(REQUIRED_OPTIONS).filter(([key, value]) => inputs[key] !== value);
  const addons = ["corednsAddonOptions", "kubeProxyAddonOptions"].filter(
    (key) => map(inputs[key]).enabled !== false,
  );
  const problems = [
    ...wrong.map(([key, value]) => `${key} is ${JSON.stringify(inputs[key])}, not ${JSON.stringify(value)}`),
    ...addons.map((key) => `${key}.enabled is not false`),
    ...(Object.keys(map(inputs.storageClasses)).length > 0 ? ["storageClasses is not empty"] : []),
    ...(inputs.endpointPublicAccess === false && inputs.publicAccessCidrs !== undefined
      ? ["`publicAccessCidrs` can only be set when `endpointPublicAccess` is true"]
      : []),
  ];
  if (problems.length > 0)
    throw new ProviderError(`eks:index:Cluster: the double makes no such cluster: ${problems.join("; ")}`);
}

function componentRequest(request: ConstructRequest) {
  const component = new resourcePb.RegisterResourceRequest();
  component.setType(request.getType());
  component.setName(request.getName());
  component.setParent(request.getParent());
  component.setDependenciesList(request.getDependenciesList());
  component.setAliasesList(request.getAliasesList());
  component.setProtect(request.getProtect() ?? false);
  for (const [name, provider] of request.getProvidersMap().entries())
    component.getProvidersMap().set(name, provider);
  return component;
}

async function roleArnOf(
  role: PropertyValue | undefined,
  registrations: Registrations,
): Promise<PropertyValue> {
  const urn = referencedUrn(role);
  if (urn === undefined) return UNKNOWN;
  return (await registrations.outputsOf(urn)).arn ?? UNKNOWN;
}

function clusterInputs(name: string, inputs: PropertyMap, roleArn: PropertyValue): PropertyMap {
  const cidrs = inputs.publicAccessCidrs;
  return defined({
    name: inputs.name,
    roleArn,
    version: inputs.version,
    bootstrapSelfManagedAddons: inputs.bootstrapSelfManagedAddons,
    enabledClusterLogTypes: inputs.enabledClusterLogTypes,
    deletionProtection: inputs.deletionProtection,
    upgradePolicy: inputs.upgradePolicy,
    vpcConfig: defined({
      subnetIds: inputs.subnetIds,
      endpointPrivateAccess: inputs.endpointPrivateAccess,
      endpointPublicAccess: inputs.endpointPublicAccess,
      ...(list(cidrs).length > 0 && { publicAccessCidrs: cidrs }),
    }),
    kubernetesNetworkConfig: {
      ipFamily: "ipv4",
      serviceIpv4Cidr: inputs.kubernetesServiceIpAddressRange ?? null,
    },
    encryptionConfig: { provider: { keyArn: inputs.encryptionConfigKeyArn ?? null }, resources: ["secrets"] },
    accessConfig: {
      authenticationMode: inputs.authenticationMode ?? null,
      bootstrapClusterCreatorAdminPermissions: true,
    },
    tags: { Name: `${name}-eksCluster`, ...map(inputs.tags) },
  });
}

function clusterRequest(request: ConstructRequest, parent: string, inputs: PropertyMap) {
  const cluster = new resourcePb.RegisterResourceRequest();
  cluster.setCustom(true);
  cluster.setType("aws:eks/cluster:Cluster");
  cluster.setName(`${request.getName()}-eksCluster`);
  cluster.setParent(parent);
  cluster.setVersion(AWS_VERSION);
  cluster.setProvider(request.getProvidersMap().get("aws") ?? "");
  cluster.setProtect(request.getProtect() ?? false);
  cluster.setObject(toStruct(inputs));
  cluster.setIgnorechangesList([
    "accessConfig.bootstrapClusterCreatorAdminPermissions",
    "bootstrapSelfManagedAddons",
  ]);
  cluster.setDependenciesList(inputDependencies(request));
  return cluster;
}

function kubernetesRequest(request: ConstructRequest, parent: string, outputs: PropertyMap, cluster: string) {
  const provider = new resourcePb.RegisterResourceRequest();
  provider.setCustom(true);
  provider.setType("pulumi:providers:kubernetes");
  provider.setName(`${request.getName()}-eks-k8s`);
  provider.setParent(parent);
  provider.setVersion(KUBERNETES_VERSION);
  provider.setProtect(request.getProtect() ?? false);
  provider.setObject(toStruct({ kubeconfig: outputs.kubeconfigJson ?? UNKNOWN }));
  provider.setDependenciesList([cluster]);
  return provider;
}

/** URNs of everything that the inputs come from. */
const inputDependencies = (request: ConstructRequest): string[] => [
  ...new Set([...request.getInputdependenciesMap().entries()].flatMap(([, urns]) => urns.getUrnsList())),
];

function outputsOf(cluster: Registered): PropertyMap {
  const { arn, name, endpoint, certificateAuthority, vpcConfig, identities } = cluster.outputs;
  const ca = map(certificateAuthority).data;
  const securityGroup = map(vpcConfig).clusterSecurityGroupId ?? UNKNOWN;
  const issuer = isKnown(identities) ? text(map(list(map(list(identities)[0]).oidcs)[0]).issuer) : UNKNOWN;
  const known = [arn, name, endpoint, ca].every((value) => value !== undefined && isKnown(value));
  const kubeconfig = known
    ? eksKubeconfig({
        arn: text(arn),
        name: text(name),
        endpoint: text(endpoint),
        certificateAuthority: text(ca),
      })
    : UNKNOWN;
  return {
    eksCluster: resourceReference(cluster.urn, cluster.id === "" ? UNKNOWN : cluster.id),
    kubeconfig,
    kubeconfigJson: isMap(kubeconfig) ? JSON.stringify(kubeconfig) : UNKNOWN,
    instanceRoles: [],
    clusterSecurityGroupId: securityGroup,
    nodeSecurityGroupId: securityGroup,
    clusterIngressRuleId: "",
    defaultNodeGroupAsgName: "",
    fargateProfileId: "",
    fargateProfileStatus: "",
    oidcProviderArn: "",
    oidcProviderUrl: issuer,
    oidcIssuer: issuer.replace("https://", ""),
    autoModeNodeRoleName: "",
  };
}

/** Without what is not set. */
const defined = (values: Record<string, PropertyValue | undefined>): PropertyMap =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, PropertyValue][] =>
      value === undefined ? [] : [[key, value]],
    ),
  );
