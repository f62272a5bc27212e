package main

import (
	"context"
	"encoding/json"
	"log"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

var fleets = schema.GroupVersionResource{Group: "agones.dev", Version: "v1", Resource: "fleets"}

// keepFleetsReady reports as many ready game servers as each Fleet wants. There are none.
func keepFleetsReady(ctx context.Context, resources dynamic.Interface) {
	factory := dynamicinformer.NewDynamicSharedInformerFactory(resources, 0)
	informer := factory.ForResource(fleets)
	queue := newQueue()
	_, err := informer.Informer().AddEventHandler(enqueue(queue))
	fatal(err)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	work(ctx, queue, 4, func(key string) error {
		namespace, name, _ := cache.SplitMetaNamespaceKey(key)
		o, err := informer.Lister().ByNamespace(namespace).Get(name)
		fleet, ok := o.(*unstructured.Unstructured)
		if err != nil || !ok || fleet.GetDeletionTimestamp() != nil {
			return nil
		}
		patch := statusPatch(fleet)
		if patch == nil {
			return nil
		}
		body, err := json.Marshal(patch)
		if err != nil {
			return err
		}
		_, err = resources.Resource(fleets).Namespace(namespace).Patch(ctx, name, types.MergePatchType, body, metav1.PatchOptions{}, "status")
		if apierrors.IsNotFound(err) {
			return nil
		}
		if err == nil {
			log.Printf("fleet %s: %s", key, body)
		}
		return err
	})
}

// statusPatch is what is wrong about a Fleet's status; nil if nothing is.
func statusPatch(fleet *unstructured.Unstructured) map[string]any {
	wanted, _, _ := unstructured.NestedInt64(fleet.Object, "spec", "replicas")
	ready, found, _ := unstructured.NestedInt64(fleet.Object, "status", "readyReplicas")
	all, _, _ := unstructured.NestedInt64(fleet.Object, "status", "replicas")
	if found && ready == wanted && all == wanted {
		return nil
	}
	return map[string]any{"status": map[string]any{
		"replicas": wanted, "readyReplicas": wanted, "reservedReplicas": int64(0), "allocatedReplicas": int64(0),
	}}
}

func newQueue() workqueue.TypedRateLimitingInterface[string] {
	return workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
}

func enqueue(queue workqueue.TypedRateLimitingInterface[string]) cache.ResourceEventHandlerFuncs {
	add := func(o any) {
		if key, err := cache.MetaNamespaceKeyFunc(o); err == nil {
			queue.Add(key)
		}
	}
	return cache.ResourceEventHandlerFuncs{AddFunc: add, UpdateFunc: func(_, o any) { add(o) }}
}
