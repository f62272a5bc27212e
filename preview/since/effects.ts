// What a change of a property does to its resource, as far as dated tables know; whatever they do not know may replace.
import type { RecordedResource } from "../recorded-resource.ts";
import { AWS_EFFECTS } from "./aws-effects.ts";
import type { Effect, EffectOf } from "./resource-changes.ts";
import { urnOfProvider } from "./urn-of-provider.ts";
import { shownPath } from "./property-changes.ts";

/** Effects in a stack, whose providers say whether Secrets change in place. */
export function effectsIn(resources: readonly RecordedResource[]): EffectOf {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return (resource, keys) => {
    const { type } = resource;
    const path = shownPath(keys);
    // Components have no life of their own, but that of the eks package: its cluster is AWS's.
    if (type === "eks:index:Cluster") return EKS_COMPONENT(path);
    if (!resource.custom) return "update";
    if (type.startsWith("pulumi:providers:")) return ofProvider(path);
    if (path === "tagsAll") return "update";
    if (type.startsWith("aws:")) return ofTable(AWS_EFFECTS[type], path);
    // Keys and certificates are made anew for whatever else they are to say.
    if (type.startsWith("tls:")) return path === "earlyRenewalHours" ? "update" : "replace";
    if (type === "kubernetes:helm.sh/v3:Release") return ofRelease(path);
    if (type.startsWith("kubernetes:"))
      return ofObject(resource, path, byUrn.get(urnOfProvider(resource.provider)));
    return "may-replace";
  };
}

/** Those of aws:eks/cluster:Cluster by the names that the component has for them (pulumi-eks 4.3). */
const EKS_COMPONENT = (path: string): Effect =>
  ofTable(
    {
      replaces: [
        "name",
        "encryptionConfigKeyArn",
        "kubernetesServiceIpAddressRange",
        "ipFamily",
        "serviceRole",
        // A cluster stays in its VPC; subnets of it may change (EKS: "Update cluster", vpcConfig).
        "vpcId",
      ],
      updates: [
        ...["version", "tags", "endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs"],
        ...[
          "enabledClusterLogTypes",
          "deletionProtection",
          "subnetIds",
          "upgradePolicy",
          "authenticationMode",
        ],
      ],
    },
    path,
  );

/** Another place is another provider, and with it go all its resources. */
const ofProvider = (path: string): Effect =>
  ofTable(
    {
      replaces: ["region", "kubeconfig", "context", "cluster"],
      updates: ["defaultTags", "version", "skipCredentialsValidation", "allowedAccountIds", "assumeRoles"],
    },
    path,
  );

/** A release is upgraded in place, but for its own name (pulumi-kubernetes 4.34). */
const ofRelease = (path: string): Effect => (["name", "namespace"].includes(path) ? "replace" : "update");

/** Fields whose change replaces an object, by kind (pulumi-kubernetes 4.34, provider/pkg/provider/diff.go). */
const IMMUTABLE: Record<string, string[]> = {
  "apps/v1:Deployment": ["spec.selector"],
  "apps/v1:DaemonSet": ["spec.selector"],
  "apps/v1:StatefulSet": [
    ...["spec.selector", "spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.serviceName"],
    "spec.volumeClaimTemplates",
  ],
  "batch/v1:Job": ["spec.selector", "spec.completions", "spec.parallelism", "spec.template"],
  "core/v1:PersistentVolumeClaim": [
    ...["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  ],
  "core/v1:PersistentVolume": ["spec"],
  "core/v1:Pod": ["spec"],
  "core/v1:ResourceQuota": ["spec.scopes"],
  "core/v1:Service": ["spec.clusterIP"],
  "rbac.authorization.k8s.io/v1:RoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1:ClusterRoleBinding": ["roleRef"],
  "storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};

const IDENTITY = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

function ofObject({ type, inputs }: RecordedResource, path: string, provider?: RecordedResource): Effect {
  const kind = type.replace(/^kubernetes:/, "");
  const isOn = (key: string) => provider?.inputs[key] === "true" && inputs.immutable !== true;
  const replaces = [
    ...IDENTITY,
    ...(IMMUTABLE[kind] ?? []),
    ...(kind === "core/v1:Secret"
      ? ["type", ...(isOn("enableSecretMutable") ? [] : ["data", "stringData"])]
      : []),
    ...(kind === "core/v1:ConfigMap" && !isOn("enableConfigMapMutable") ? ["data", "binaryData"] : []),
  ];
  return longest(replaces, path) > 0 ? "replace" : "update";
}

function ofTable(effects: { updates: string[]; replaces: string[] } | undefined, path: string): Effect {
  const replaces = longest(effects?.replaces ?? [], path);
  const updates = longest(effects?.updates ?? [], path);
  if (replaces === 0 && updates === 0) return "may-replace";
  return replaces > updates ? "replace" : "update";
}

/** Length of the longest of `known` that is the path or above it; 0 for none. */
const longest = (known: string[], path: string): number =>
  Math.max(
    0,
    ...known
      .filter((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`))
      .map(({ length }) => length),
  );
