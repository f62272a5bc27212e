package main

import (
	"reflect"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func object(fields map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: fields}
}

func TestAFleetsStatusFollowsItsSize(t *testing.T) {
	spec := map[string]any{"replicas": int64(3)}
	right := map[string]any{"replicas": int64(3), "readyReplicas": int64(3), "reservedReplicas": int64(0), "allocatedReplicas": int64(0)}
	if got := statusPatch(object(map[string]any{"spec": spec})); !reflect.DeepEqual(got, map[string]any{"status": right}) {
		t.Errorf("new: %v", got)
	}
	if got := statusPatch(object(map[string]any{"spec": spec, "status": right})); got != nil {
		t.Errorf("right already: %v", got)
	}
	if got := statusPatch(object(map[string]any{"spec": map[string]any{}})); got == nil {
		t.Error("a Fleet of none has no status")
	}
}

func TestADefinitionCountsOnceItIsServed(t *testing.T) {
	with := func(status string) map[string]any {
		return map[string]any{"status": map[string]any{"conditions": []any{map[string]any{"type": "Established", "status": status}}}}
	}
	going := object(with("True"))
	_ = unstructured.SetNestedField(going.Object, "2026-01-01T00:00:00Z", "metadata", "deletionTimestamp")
	for name, c := range map[string]struct {
		definition *unstructured.Unstructured
		want       bool
	}{
		"established": {object(with("True")), true},
		"not yet":     {object(with("False")), false},
		"new":         {object(map[string]any{}), false},
		"going":       {going, false},
	} {
		if got := isEstablished(c.definition); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
