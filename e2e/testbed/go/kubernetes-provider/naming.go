package main

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// autonamed marks an object whose name is made up: a replacement gets another, so it can exist beside the old one.
const autonamed = "pulumi.com/autonamed"

// typeOf is the last type of a URN: kubernetes:apps/v1:Deployment.
func typeOf(urn string) string {
	parts := strings.Split(urn, "::")
	if len(parts) < 3 {
		return ""
	}
	types := parts[2]
	return types[strings.LastIndex(types, "$")+1:]
}

// kindOfType reads group, version and kind out of kubernetes:<group>/<version>:<Kind>.
func kindOfType(token string) (schema.GroupVersionKind, error) {
	parts := strings.Split(token, ":")
	if len(parts) == 3 {
		if group, version, found := strings.Cut(parts[1], "/"); found {
			if group == "core" {
				group = ""
			}
			return schema.GroupVersionKind{Group: group, Version: version, Kind: parts[2]}, nil
		}
	}
	return schema.GroupVersionKind{}, fmt.Errorf("%q is no type of a Kubernetes resource: want kubernetes:<group>/<version>:<Kind>", token)
}

// idOf is an object's ID in the state: namespace/name, or the name alone.
func idOf(from object) string {
	return joinID(text(from, "metadata", "namespace"), text(from, "metadata", "name"))
}

func joinID(namespace, name string) string {
	if namespace == "" {
		return name
	}
	return namespace + "/" + name
}

func splitID(id string) (namespace, name string) {
	if namespace, name, found := strings.Cut(id, "/"); found {
		return namespace, name
	}
	return "", id
}

// text is a string somewhere in an object, "" where there is none.
func text(from object, path ...string) string {
	value, _, _ := unstructured.NestedString(from, path...)
	return value
}

// isAutonamed is whether the object's name was made up.
func isAutonamed(from object) bool {
	return text(from, "metadata", "annotations", autonamed) == "true"
}

// name gives an object without a name one: that of its predecessor, or what the engine or chance propose.
func name(inputs, olds object, request *pulumirpc.CheckRequest) error {
	metadata, ok := inputs["metadata"].(object)
	if !ok {
		if inputs["metadata"] == unknown {
			return nil
		}
		metadata = object{}
		inputs["metadata"] = metadata
	}
	if metadata["name"] != nil {
		return nil
	}
	if metadata["generateName"] != nil {
		return fmt.Errorf("metadata.generateName is not supported with server-side apply; set metadata.name or leave both out")
	}
	if isAutonamed(olds) {
		metadata["name"] = text(olds, "metadata", "name")
	} else if len(olds) == 0 {
		made, err := makeName(request)
		if err != nil {
			return err
		}
		metadata["name"] = made
	} else {
		return nil // the API server refuses it
	}
	annotations, ok := metadata["annotations"].(object)
	if !ok {
		annotations = object{}
		metadata["annotations"] = annotations
	}
	annotations[autonamed] = "true"
	return nil
}

func makeName(request *pulumirpc.CheckRequest) (string, error) {
	if proposal := request.Autonaming; proposal != nil {
		if proposal.Mode == pulumirpc.CheckRequest_AutonamingOptions_DISABLE {
			return "", fmt.Errorf("autonaming is disabled, so %s needs metadata.name", request.Urn)
		}
		if proposal.ProposedName != "" {
			return proposal.ProposedName, nil
		}
	}
	return resource.NewUniqueName(request.RandomSeed, request.Name+"-", 0, 0, nil)
}
