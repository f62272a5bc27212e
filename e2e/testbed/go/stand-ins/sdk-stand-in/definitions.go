package main

import (
	"context"
	"log"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
)

var definitions = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}

// whileDefined runs the session of each custom resource whenever and as long as its definition is established.
func whileDefined(ctx context.Context, resources dynamic.Interface, sessions map[string]session) {
	factory := dynamicinformer.NewDynamicSharedInformerFactory(resources, 0)
	informer := factory.ForResource(definitions).Informer()
	var mu sync.Mutex
	var ended sync.WaitGroup
	running := map[string]func(){} // how to end the session, by the definition's name
	update := func(o any, exists bool) {
		if last, ok := o.(cache.DeletedFinalStateUnknown); ok {
			o = last.Obj
		}
		definition, ok := o.(*unstructured.Unstructured)
		if !ok || sessions[definition.GetName()] == nil {
			return
		}
		name := definition.GetName()
		exists = exists && isEstablished(definition)
		mu.Lock()
		defer mu.Unlock()
		switch end := running[name]; {
		case exists && end == nil:
			log.Printf("%s: defined", name)
			sessionContext, cancel := context.WithCancel(ctx)
			running[name] = cancel
			ended.Go(func() { sessions[name](sessionContext) })
		case !exists && end != nil:
			log.Printf("%s: no longer defined", name)
			end()
			delete(running, name)
		}
	}
	fatal(informer.SetTransform(withoutSchema))
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(o any) { update(o, true) },
		UpdateFunc: func(_, o any) { update(o, true) },
		DeleteFunc: func(o any) { update(o, false) },
	})
	fatal(err)
	factory.Start(ctx.Done())
	<-ctx.Done()
	ended.Wait()
}

// isEstablished tells whether the API server serves the resource: its condition Established, and nobody deletes it.
func isEstablished(definition *unstructured.Unstructured) bool {
	if definition.GetDeletionTimestamp() != nil {
		return false
	}
	conditions, _, _ := unstructured.NestedSlice(definition.Object, "status", "conditions")
	for _, c := range conditions {
		if c, ok := c.(map[string]any); ok && c["type"] == "Established" {
			return c["status"] == "True"
		}
	}
	return false
}

// withoutSchema drops what makes a definition large: Agones' are 1.8 MB.
func withoutSchema(o any) (any, error) {
	if definition, ok := o.(*unstructured.Unstructured); ok {
		delete(definition.Object, "spec")
		definition.SetManagedFields(nil)
		definition.SetAnnotations(nil)
	}
	return o, nil
}
