import { each } from "../each.ts";
import { namespaceOfProvider } from "../pod-selection.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

interface Metadata {
  namespace?: string;
}

interface ObjectProps {
  metadata?: Metadata;
  /** Of a list. */
  items?: { metadata?: Metadata }[];
  /** Of a Helm release or chart. */
  namespace?: string;
}

const RELEASE = "kubernetes:helm.sh/v3:Release";
const CHART = "kubernetes:helm.sh/v4:Chart";

/** Kubernetes' own groups: what they have is in a namespace, but for CLUSTER_KINDS. */
const OWN_GROUPS = [
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "auditregistration.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "core",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "lifecycle.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "settings.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
];

const CLUSTER_KINDS = [
  "APIService",
  "AuditSink",
  "CertificateSigningRequest",
  "ClusterCIDR",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "ComponentStatus",
  "CSIDriver",
  "CSINode",
  "CustomResourceDefinition",
  "DeviceClass",
  "DeviceTaintRule",
  "FlowSchema",
  "IngressClass",
  "IPAddress",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceClass",
  "ResourcePoolStatusRequest",
  "ResourceSlice",
  "RuntimeClass",
  "SelfSubjectAccessReview",
  "SelfSubjectReview",
  "SelfSubjectRulesReview",
  "ServiceCIDR",
  "StorageClass",
  "StorageVersionMigration",
  "SubjectAccessReview",
  "TokenReview",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
];

/** Of other groups, the kinds that are in a namespace; of kinds that stand nowhere here nobody knows. */
const NAMESPACED_KINDS: Record<string, string[]> = {
  "agones.dev": ["Fleet", "GameServer", "GameServerSet"],
  "allocation.agones.dev": ["GameServerAllocation"],
  "autoscaling.agones.dev": ["FleetAutoscaler"],
  "multicluster.agones.dev": ["GameServerAllocationPolicy"],
  "autoscaling.k8s.io": ["VerticalPodAutoscaler"],
  "cert-manager.io": ["Certificate", "CertificateRequest", "Issuer"],
  "elbv2.k8s.aws": ["TargetGroupBinding"],
  "external-secrets.io": ["ExternalSecret", "SecretStore"],
  "gateway.networking.k8s.io": [
    "Gateway",
    "GRPCRoute",
    "HTTPRoute",
    "ReferenceGrant",
    "TCPRoute",
    "TLSRoute",
    "UDPRoute",
  ],
  "keda.sh": ["ScaledJob", "ScaledObject", "TriggerAuthentication"],
  "monitoring.coreos.com": [
    "Alertmanager",
    "AlertmanagerConfig",
    "PodMonitor",
    "Probe",
    "Prometheus",
    "PrometheusAgent",
    "PrometheusRule",
    "ScrapeConfig",
    "ServiceMonitor",
    "ThanosRuler",
  ],
  "snapshot.storage.k8s.io": ["VolumeSnapshot"],
  "vpcresources.k8s.aws": ["SecurityGroupPolicy"],
};

/** Groups of others that have nothing in a namespace. */
const CLUSTER_GROUPS = ["karpenter.sh", "karpenter.k8s.aws"];

export const noDefaultNs = ruleForTypes<ObjectProps>(["kubernetes:*"], {
  id: "no-default-ns",
  level: "mandatory",
  severity: "medium",
  statement: "Nothing is in the namespace default.",
  why: "no network policy, quota or Pod Security holds there, so that it can disturb matches",
  fix: "set it to game-servers, agones-system, monitoring or one of your own",
  references: ["CKV_K8S_21", "CIS EKS 4.5.3"],
  check({ type, props, provider }, report) {
    const check = (namespace: string | undefined, at: string, isNamespaced: boolean) => {
      const own = namespace === "" ? undefined : namespace;
      const effective = own ?? (isNamespaced ? namespaceOfProvider(provider) : undefined);
      if (effective === "default")
        report({ at, found: show(own ?? "unset"), wanted: "another namespace than default" });
    };
    const { group, kind } = kindOf(type);
    const scope = scopeOf(group, kind);
    if (type === RELEASE) check(props.namespace, "namespace", true);
    // A component, whose provider policies are not given: its objects say where they are by default.
    else if (type === CHART) check(props.namespace, "namespace", false);
    else if (scope === "namespaced" && kind.endsWith("List"))
      each(props.items, ({ metadata }, index) =>
        check(metadata?.namespace, `items[${index}].metadata.namespace`, true),
      );
    else if (scope !== "cluster")
      check(props.metadata?.namespace, "metadata.namespace", scope === "namespaced");
  },
});

/** `kubernetes:GROUP/VERSION:KIND` */
function kindOf(type: string): { group: string; kind: string } {
  const [, groupVersion = "", kind = ""] = type.split(":");
  return { group: groupVersion.split("/")[0] ?? "", kind };
}

/** A kind's list and its patch are where the kind is. */
function scopeOf(group: string, kind: string): "namespaced" | "cluster" | "unknown" {
  const single = kind.replace(/(?:List|Patch)$/, "");
  if (CLUSTER_GROUPS.includes(group)) return "cluster";
  if (OWN_GROUPS.includes(group)) return CLUSTER_KINDS.includes(single) ? "cluster" : "namespaced";
  return NAMESPACED_KINDS[group]?.includes(single) === true ? "namespaced" : "unknown";
}
