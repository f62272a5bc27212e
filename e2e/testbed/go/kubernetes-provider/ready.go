package main

import (
	"fmt"
	"reflect"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// isReady judges an object by its own status. A reason says what is missing; an error says that it never will be ready.
// A kind that is not here is ready when the API server has it.
func isReady(live object) (ready bool, reason string, err error) {
	switch kindKey(live) {
	case "apps/v1/Deployment":
		return deploymentReady(live)
	case "apps/v1/StatefulSet":
		return rolledOut(live, integer(live, 1, "spec", "replicas"), "updatedReplicas", "readyReplicas")
	case "apps/v1/DaemonSet":
		wanted := integer(live, 0, "status", "desiredNumberScheduled")
		return rolledOut(live, wanted, "updatedNumberScheduled", "numberReady")
	case "batch/v1/Job":
		if failed, message := condition(live, "Failed"); failed {
			return false, "", fmt.Errorf("the job failed: %s", message)
		}
		return conditionReady(live, "Complete")
	case "v1/Pod":
		if text(live, "status", "phase") == "Succeeded" {
			return true, "", nil
		}
		return conditionReady(live, "Ready")
	case "apiextensions.k8s.io/v1/CustomResourceDefinition":
		return conditionReady(live, "Established")
	case "apiregistration.k8s.io/v1/APIService":
		return conditionReady(live, "Available")
	case "v1/Namespace":
		return phase(live, "Active")
	case "v1/PersistentVolume":
		return phase(live, "Available", "Bound")
	case "v1/PersistentVolumeClaim":
		return phase(live, "Bound")
	case "v1/Service":
		if text(live, "spec", "type") != "LoadBalancer" {
			return true, "", nil
		}
		return hasAddress(live)
	case "networking.k8s.io/v1/Ingress":
		return hasAddress(live)
	case "v1/ResourceQuota":
		wanted, _, _ := unstructured.NestedMap(live, "spec", "hard")
		taken, _, _ := unstructured.NestedMap(live, "status", "hard")
		return reflect.DeepEqual(wanted, taken), "the quota is not in force yet", nil
	case "v1/Secret":
		data, _, _ := unstructured.NestedMap(live, "data")
		token := text(live, "type") == "kubernetes.io/service-account-token"
		return !token || len(data) > 0, "the token is not issued yet", nil
	}
	return true, "", nil
}

// isReadyOnRead judges what a refresh reports as broken: workloads and what has an address.
func isReadyOnRead(live object) (bool, string) {
	switch text(live, "kind") {
	case "Deployment", "StatefulSet", "DaemonSet", "Job", "Pod", "Service", "Ingress":
		ready, reason, err := isReady(live)
		if err != nil {
			return false, err.Error()
		}
		return ready, reason
	}
	return true, ""
}

func deploymentReady(live object) (bool, string, error) {
	for _, one := range conditions(live) {
		if one["type"] == "Progressing" && one["reason"] == "ProgressDeadlineExceeded" {
			return false, "", fmt.Errorf("the rollout does not get on: %v", one["message"])
		}
	}
	return rolledOut(live, integer(live, 1, "spec", "replicas"), "updatedReplicas", "availableReplicas")
}

// rolledOut is whether a workload's controller has seen its present form and made all of it.
func rolledOut(live object, wanted int64, updated, available string) (bool, string, error) {
	if integer(live, 0, "status", "observedGeneration") < integer(live, 0, "metadata", "generation") {
		return false, "its controller has not seen the change yet", nil
	}
	made, usable := integer(live, 0, "status", updated), integer(live, 0, "status", available)
	return made >= wanted && usable >= wanted, fmt.Sprintf("%s %d, %s %d of %d", updated, made, available, usable, wanted), nil
}

func conditionReady(live object, name string) (bool, string, error) {
	ready, message := condition(live, name)
	return ready, fmt.Sprintf("condition %s is not True (%s)", name, message), nil
}

func condition(live object, name string) (bool, string) {
	for _, one := range conditions(live) {
		if one["type"] == name {
			return one["status"] == "True", fmt.Sprint(one["message"])
		}
	}
	return false, "not reported"
}

func conditions(live object) (found []object) {
	list, _, _ := unstructured.NestedSlice(live, "status", "conditions")
	for _, item := range list {
		if one, ok := item.(object); ok {
			found = append(found, one)
		}
	}
	return found
}

func phase(live object, wanted ...string) (bool, string, error) {
	current := text(live, "status", "phase")
	for _, one := range wanted {
		if current == one {
			return true, "", nil
		}
	}
	return false, fmt.Sprintf("phase %q, want %v", current, wanted), nil
}

func hasAddress(live object) (bool, string, error) {
	addresses, _, _ := unstructured.NestedSlice(live, "status", "loadBalancer", "ingress")
	return len(addresses) > 0, "no load balancer has given it an address", nil
}

func integer(live object, fallback int64, path ...string) int64 {
	value, found, err := unstructured.NestedInt64(live, path...)
	if !found || err != nil {
		return fallback
	}
	return value
}
