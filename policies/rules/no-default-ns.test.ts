import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { noDefaultNs } from "./no-default-ns.ts";

const AT = "metadata.namespace";
const provider = (namespace: string) => ({
  type: "pulumi:providers:kubernetes",
  urn: "urn:pulumi:test::gameplane::pulumi:providers:kubernetes::cluster",
  name: "cluster",
  props: { namespace },
});
const without = (type: string) => ({ type: `kubernetes:${type}`, set: { metadata: { name: "x" } } });

testRule(noDefaultNs, {
  type: "kubernetes:core/v1:ConfigMap",
  compliant: () => ({ metadata: { namespace: "game-servers", name: "x" } }),
  passes: {
    "the provider's namespace": { set: { metadata: undefined }, provider: provider("game-servers") },
    "a namespace of its own, where the provider has default": { provider: provider("default") },
    ...Object.fromEntries(
      [
        "core/v1:Namespace",
        "core/v1:NamespaceList",
        "core/v1:NodePatch",
        "core/v1:PersistentVolume",
        "rbac.authorization.k8s.io/v1:ClusterRole",
        "rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        "scheduling.k8s.io/v1:PriorityClass",
        "storage.k8s.io/v1:StorageClass",
        "apiextensions.k8s.io/v1:CustomResourceDefinition",
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        "admissionregistration.k8s.io/v1:MutatingWebhookConfiguration",
        "node.k8s.io/v1:RuntimeClass",
        "networking.k8s.io/v1:IngressClass",
        "apiregistration.k8s.io/v1:APIService",
        "karpenter.sh/v1:NodePool",
        "karpenter.k8s.aws/v1:EC2NodeClass",
        "cert-manager.io/v1:ClusterIssuer",
        "example.com/v1:Unheard",
      ].map((type) => [`a ${type} without one`, without(type)]),
    ),
    "a kind of the whole cluster, whatever its metadata will be": {
      type: "kubernetes:core/v1:Namespace",
      set: { metadata: UNKNOWN },
    },
    "nodes of Karpenter, whatever their metadata will be": {
      type: "kubernetes:karpenter.sh/v1:NodePool",
      set: { metadata: UNKNOWN },
    },
    "a list of a kind of the whole cluster": {
      type: "kubernetes:core/v1:NamespaceList",
      set: { metadata: {}, items: [{ metadata: { name: "x" } }] },
    },
    "files, whose objects are looked at themselves": {
      type: "kubernetes:yaml/v2:ConfigFile",
      set: { metadata: undefined, file: "x.yaml" },
    },
    "a Helm release": {
      type: "kubernetes:helm.sh/v3:Release",
      set: { metadata: undefined, namespace: "monitoring" },
    },
    "a chart": {
      type: "kubernetes:helm.sh/v4:Chart",
      set: { metadata: undefined, namespace: "monitoring" },
    },
    "a chart without one, whose objects say where they are": {
      type: "kubernetes:helm.sh/v4:Chart",
      set: { metadata: undefined },
    },
    "a list": {
      type: "kubernetes:core/v1:ConfigMapList",
      set: { metadata: {}, items: [{ metadata: { namespace: "games" } }] },
    },
  },
  fails: {
    default: { set: { [AT]: "default" }, finds: `${AT}: default` },
    "default, beside a provider's other": {
      set: { [AT]: "default" },
      provider: provider("game-servers"),
      finds: `${AT}: default`,
    },
    "none, where the provider has default": {
      set: { [AT]: undefined },
      provider: provider("default"),
      finds: `${AT}: unset`,
    },
    "an empty one": { set: { [AT]: "" }, finds: `${AT}: unset` },
    "no metadata": { set: { metadata: undefined }, finds: `${AT}: unset` },
    ...Object.fromEntries(
      [
        "apps/v1:Deployment",
        "batch/v1:CronJob",
        "core/v1:ServicePatch",
        "rbac.authorization.k8s.io/v1:Role",
        "networking.k8s.io/v1:NetworkPolicy",
        "storage.k8s.io/v1:CSIStorageCapacity",
        "agones.dev/v1:Fleet",
        "autoscaling.agones.dev/v1:FleetAutoscaler",
        "monitoring.coreos.com/v1:PodMonitor",
        "cert-manager.io/v1:Certificate",
      ].map((type) => [`a ${type} without one`, { ...without(type), finds: `${AT}: unset` }]),
    ),
    "default, of a kind that nobody knows": {
      type: "kubernetes:example.com/v1:Unheard",
      set: { [AT]: "default" },
      finds: `${AT}: default`,
    },
    "a Helm release without one": {
      type: "kubernetes:helm.sh/v3:Release",
      finds: "namespace: unset",
    },
    "a Helm release in default": {
      type: "kubernetes:helm.sh/v3:Release",
      set: { namespace: "default" },
      finds: "namespace: default",
    },
    "a chart in default": {
      type: "kubernetes:helm.sh/v4:Chart",
      set: { namespace: "default" },
      finds: "namespace: default",
    },
    "an object of a list": {
      type: "kubernetes:core/v1:ConfigMapList",
      set: { metadata: {}, items: [{ metadata: { namespace: "games" } }, { metadata: { name: "x" } }] },
      finds: "items[1].metadata.namespace: unset",
    },
  },
  unknown: ["metadata", AT],
});

for (const type of ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"])
  testRule(noDefaultNs, {
    type,
    compliant: () => ({ namespace: "monitoring" }),
    fails: {},
    unknown: ["namespace"],
  });

testRule(noDefaultNs, {
  type: "kubernetes:core/v1:ConfigMapList",
  compliant: () => ({ items: [{ metadata: { namespace: "games" } }] }),
  fails: {},
  unknown: ["items", "items[0]", "items[0].metadata.namespace"],
});
