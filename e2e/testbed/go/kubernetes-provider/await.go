package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	storagev1 "k8s.io/api/storage/v1"
)

// How often an object is looked at while it becomes ready: at first, and after some time.
const (
	fastPoll  = 100 * time.Millisecond
	slowPoll  = time.Second
	fastPolls = 50
)

// Default timeouts of the official provider.
const defaultTimeout = 10 * time.Minute

var timeouts = map[string]time.Duration{
	"v1/PersistentVolume":      5 * time.Minute,
	"v1/PersistentVolumeClaim": 5 * time.Minute,
	"v1/ResourceQuota":         time.Minute,
}

func skipsAwait(inputs object) bool {
	return text(inputs, "metadata", "annotations", "pulumi.com/skipAwait") == "true"
}

// await waits until an object is ready, and returns it as it then is.
func (o objects) await(live, inputs object, seconds float64, isUpdate bool) (object, error) {
	kind := kindKey(live)
	if kind == "apiextensions.k8s.io/v1/CustomResourceDefinition" {
		defer o.cluster.forget() // a kind more, or one that is served otherwise
	}
	if skipsAwait(inputs) {
		return live, nil
	}
	limit := timeoutOf(inputs, seconds, timeouts[kind])
	ctx, cancel := context.WithTimeout(o.working, limit)
	defer cancel()
	bindsLater := kind == "v1/PersistentVolumeClaim" && !isUpdate && o.bindsLater(live)
	for polls := 0; ; polls++ {
		ready, reason, err := isReady(live)
		if err != nil {
			return live, fmt.Errorf("%s %s: %w", text(live, "kind"), idOf(live), err)
		}
		if ready || (bindsLater && text(live, "status", "phase") == "Pending") {
			return live, nil
		}
		if !o.sleep(ctx, pauseAfter(polls)) {
			if o.working.Err() != nil {
				return live, fmt.Errorf("%s %s: the wait was cancelled: %s", text(live, "kind"), idOf(live), reason)
			}
			return live, fmt.Errorf("%s %s is not ready after %s: %s", text(live, "kind"), idOf(live), limit, reason)
		}
		next, err := o.get(live)
		if err != nil && ctx.Err() == nil {
			return live, err
		}
		if err == nil {
			live = next
		}
	}
}

// bindsLater is whether a claim's storage class waits for a Pod: then the claim stays Pending, and that is fine.
func (o objects) bindsLater(claim object) bool {
	class, err := o.get(object{
		"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
		"metadata": object{"name": text(claim, "spec", "storageClassName")},
	})
	return err == nil && text(class, "volumeBindingMode") == string(storagev1.VolumeBindingWaitForFirstConsumer)
}

func timeoutOf(inputs object, seconds float64, byKind time.Duration) time.Duration {
	if seconds > 0 {
		return time.Duration(seconds * float64(time.Second))
	}
	if own, err := strconv.Atoi(text(inputs, "metadata", "annotations", "pulumi.com/timeoutSeconds")); err == nil {
		return time.Duration(own) * time.Second
	}
	if byKind > 0 {
		return byKind
	}
	return defaultTimeout
}

func kindKey(of object) string { return text(of, "apiVersion") + "/" + text(of, "kind") }

func pauseAfter(polls int) time.Duration {
	if polls > fastPolls {
		return slowPoll
	}
	return fastPoll
}
