package main

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Fields whose change replaces an object, by group and kind: the same as in the official provider. Other fields may be
// immutable too. Then the API server refuses the update, already in a preview, and here as there nothing is replaced:
// a test must not pass with this provider that a user sees fail with the other.
var immutable = map[schema.GroupKind][]string{
	{Group: "apps", Kind: "Deployment"}: {"spec.selector"},
	{Group: "apps", Kind: "DaemonSet"}:  {"spec.selector"},
	{Group: "apps", Kind: "StatefulSet"}: {
		"spec.selector", "spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.serviceName", "spec.volumeClaimTemplates",
	},
	{Group: "batch", Kind: "Job"}: {"spec.selector", "spec.completions", "spec.parallelism", "spec.template"},
	{Kind: "PersistentVolumeClaim"}: {
		"spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName",
	},
	{Kind: "PersistentVolume"}: {"spec.csi", "spec.hostPath", "spec.local", "spec.nfs", "spec.iscsi", "spec.fc"},
	{Kind: "Pod"}:              {"spec"},
	{Kind: "ResourceQuota"}:    {"spec.scopes"},
	{Kind: "Service"}:          {"spec.clusterIP"},
	{Group: "rbac.authorization.k8s.io", Kind: "RoleBinding"}:        {"roleRef"},
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"}: {"roleRef"},
	{Group: "storage.k8s.io", Kind: "StorageClass"}:                  {"parameters", "provisioner"},
}

// replacingPaths are the paths whose change replaces this object. A ConfigMap's or Secret's data is among them unless
// the provider is told otherwise, so that what reads it restarts.
func replacingPaths(from object, settings settings) []string {
	paths := []string{"apiVersion", "kind", "metadata.name", "metadata.namespace"}
	kind := (&unstructured.Unstructured{Object: from}).GroupVersionKind().GroupKind()
	frozen, _, _ := unstructured.NestedBool(from, "immutable")
	switch kind {
	case schema.GroupKind{Kind: "Secret"}:
		paths = append(paths, "type")
		if frozen || !settings.secretMutable {
			paths = append(paths, "data", "stringData")
		}
	case schema.GroupKind{Kind: "ConfigMap"}:
		if frozen || !settings.configMapMutable {
			paths = append(paths, "data", "binaryData")
		}
	default:
		paths = append(paths, immutable[kind]...)
	}
	return paths
}
