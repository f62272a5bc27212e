package main

import (
	"encoding/base64"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
)

// What the API server sets, never a program.
var serverFields = []string{
	"creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields",
	"resourceVersion", "selfLink", "uid",
}

// normalize writes an object as the API server would, so that `cpu: 0.5` and the `500m` that comes back are no change.
// It adds no field. Custom resources stay as they are: their server does not rewrite them either.
func normalize(from object) object {
	out, _ := withoutNulls(from).(object)
	for _, field := range serverFields {
		unstructured.RemoveNestedField(out, "metadata", field)
	}
	if hasUnknown(out) {
		return out
	}
	gvk := (&unstructured.Unstructured{Object: out}).GroupVersionKind()
	if gvk.Group == "" && gvk.Kind == "Secret" {
		return normalizeSecret(out)
	}
	typed, err := scheme.Scheme.New(gvk)
	if err != nil {
		return out
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(out, typed); err != nil {
		return out // the API server will say what is wrong with it
	}
	rewritten, err := runtime.DefaultUnstructuredConverter.ToUnstructured(typed)
	if err != nil {
		return out
	}
	pruned, _ := prune(rewritten, out).(object)
	return pruned
}

// normalizeSecret turns stringData into data, as the API server does.
func normalizeSecret(out object) object {
	data, _, err := unstructured.NestedMap(out, "data")
	if err != nil {
		return out
	}
	if data == nil {
		data = object{}
	}
	for key, value := range data {
		text, _ := value.(string)
		if raw, err := base64.StdEncoding.DecodeString(text); err == nil { // line breaks in it go away
			data[key] = base64Text(string(raw))
		}
	}
	strings, _, err := unstructured.NestedStringMap(out, "stringData")
	if err != nil {
		return out
	}
	for key, value := range strings {
		data[key] = base64Text(value)
	}
	delete(out, "stringData")
	if len(data) > 0 {
		out["data"] = data
	}
	return out
}

func base64Text(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
