package main

import (
	"testing"
	"time"
)

func TestReadiness(t *testing.T) {
	deployment := func(seen, updated, available int64) object {
		return object{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": object{"generation": int64(2)}, "spec": object{"replicas": int64(2)},
			"status": object{"observedGeneration": seen, "updatedReplicas": updated, "availableReplicas": available}}
	}
	with := func(apiVersion, kind, status, is string) object {
		return object{"apiVersion": apiVersion, "kind": kind, "status": object{
			"phase": is, "conditions": []any{object{"type": status, "status": is, "message": "why"}}}}
	}
	service := func(kind string, addresses ...any) object {
		return object{"apiVersion": "v1", "kind": "Service", "spec": object{"type": kind}, "status": object{"loadBalancer": object{"ingress": addresses}}}
	}
	quota := object{"apiVersion": "v1", "kind": "ResourceQuota", "spec": object{"hard": object{"pods": "1"}}}
	for what, test := range map[string]struct {
		live object
		want bool
	}{
		"a Deployment":                        {deployment(2, 2, 2), true},
		"one whose controller has not looked": {deployment(1, 2, 2), false},
		"one with old pods":                   {deployment(2, 1, 2), false},
		"one with pods that start":            {deployment(2, 2, 1), false},
		"a definition":                        {with("apiextensions.k8s.io/v1", "CustomResourceDefinition", "Established", "True"), true},
		"one that is not served":              {with("apiextensions.k8s.io/v1", "CustomResourceDefinition", "Established", "False"), false},
		"an APIService":                       {with("apiregistration.k8s.io/v1", "APIService", "Available", "True"), true},
		"a namespace that goes":               {with("v1", "Namespace", "", "Terminating"), false},
		"a claim that is bound":               {with("v1", "PersistentVolumeClaim", "", "Bound"), true},
		"one that waits":                      {with("v1", "PersistentVolumeClaim", "", "Pending"), false},
		"a load balancer without an address":  {service("LoadBalancer"), false},
		"one with an address":                 {service("LoadBalancer", object{"ip": "203.0.113.1"}), true},
		"a service in the cluster":            {service("ClusterIP"), true},
		"a quota that is not counted":         {quota, false},
		"any other kind":                      {object{"apiVersion": "agones.dev/v1", "kind": "Fleet"}, true},
	} {
		ready, reason, err := isReady(test.live)
		if ready != test.want || err != nil || (!ready && reason == "") {
			t.Errorf("%s: got %v (%q, %v), want %v", what, ready, reason, err, test.want)
		}
	}
	if _, _, err := isReady(with("batch/v1", "Job", "Failed", "True")); err == nil {
		t.Error("a job that failed is no error")
	}
}

func TestTimeouts(t *testing.T) {
	annotated := object{"metadata": object{"annotations": object{"pulumi.com/timeoutSeconds": "7"}}}
	equal(t, "of the resource", timeoutOf(annotated, 3, time.Minute), 3*time.Second)
	equal(t, "of the annotation", timeoutOf(annotated, 0, time.Minute), 7*time.Second)
	equal(t, "of the kind", timeoutOf(object{}, 0, time.Minute), time.Minute)
	equal(t, "of all", timeoutOf(object{}, 0, 0), defaultTimeout)
}
