package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Kinds for which pulumi.com/skipAwait also means not to wait for the deletion; others wait nevertheless.
var skipsAwaitOnDelete = map[string]bool{
	"v1/Namespace": true, "v1/Pod": true, "v1/ReplicationController": true,
	"apps/v1/DaemonSet": true, "apps/v1/Deployment": true, "apps/v1/StatefulSet": true, "batch/v1/Job": true,
}

func (o objects) delete(request *pulumirpc.DeleteRequest, state, inputs object) error {
	err := o.removeAndWait(state, inputs, request.Timeout)
	if apierrors.IsNotFound(err) || meta.IsNoMatchError(err) { // gone, or its definition is, and the object with it
		return nil
	}
	return err
}

// propagation is how what an object owns goes: before the object itself, unless an annotation says otherwise.
func propagation(inputs object) metav1.DeletionPropagation {
	switch strings.ToLower(text(inputs, "metadata", "annotations", "pulumi.com/deletionPropagationPolicy")) {
	case "orphan":
		return metav1.DeletePropagationOrphan
	case "background":
		return metav1.DeletePropagationBackground
	default:
		return metav1.DeletePropagationForeground
	}
}

// removeAndWait deletes an object and waits until it is gone, with all that it owns.
func (o objects) removeAndWait(of object, inputs object, seconds float64) error {
	client, sent, err := o.cluster.resource(of)
	if err != nil {
		return err
	}
	policy := propagation(inputs)
	live, err := client.Get(o.working, sent.GetName(), metav1.GetOptions{})
	if err != nil {
		return err
	}
	if err := client.Delete(o.working, sent.GetName(), metav1.DeleteOptions{PropagationPolicy: &policy}); err != nil {
		return err
	}
	if skipsAwait(inputs) && skipsAwaitOnDelete[kindKey(of)] {
		return nil
	}
	limit := timeoutOf(inputs, seconds, 0)
	ctx, cancel := context.WithTimeout(o.working, limit)
	defer cancel()
	uid := live.GetUID()
	for polls := 0; ; polls++ {
		if !o.sleep(ctx, pauseAfter(polls)) {
			return stillThere(live, limit, o.working.Err() != nil)
		}
		next, err := client.Get(ctx, sent.GetName(), metav1.GetOptions{})
		switch {
		case err == nil && next.GetUID() != uid: // another of its name is no longer ours
			return nil
		case err == nil:
			live = next
		case ctx.Err() == nil:
			return err
		}
	}
}

func stillThere(live *unstructured.Unstructured, limit time.Duration, cancelled bool) error {
	what := fmt.Sprintf("%s %s is still being deleted", live.GetKind(), idOf(live.Object))
	if cancelled {
		return fmt.Errorf("%s: the wait was cancelled", what)
	}
	return fmt.Errorf("%s after %s: finalizers might be preventing deletion: %v", what, limit, live.GetFinalizers())
}
