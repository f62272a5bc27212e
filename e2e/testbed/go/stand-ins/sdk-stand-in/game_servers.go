package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

var gameServers = schema.GroupVersionResource{Group: "agones.dev", Version: "v1", Resource: "gameservers"}

// standIn asks for Ready once a GameServer's pod, which has its name, runs.
func standIn(ctx context.Context, resources dynamic.Interface, client kubernetes.Interface, match time.Duration) {
	podFactory := informers.NewSharedInformerFactoryWithOptions(client, 0,
		informers.WithTweakListOptions(func(o *metav1.ListOptions) { o.LabelSelector = "agones.dev/role=gameserver" }))
	pods := podFactory.Core().V1().Pods()
	serverFactory := dynamicinformer.NewDynamicSharedInformerFactory(resources, 0)
	servers := serverFactory.ForResource(gameServers)
	fatal(servers.Informer().SetTransform(onlyState))
	fatal(pods.Informer().SetTransform(onlyPhase))
	queue := newQueue()
	for _, informer := range []cache.SharedIndexInformer{servers.Informer(), pods.Informer()} {
		_, err := informer.AddEventHandler(enqueue(queue))
		fatal(err)
	}
	serverFactory.Start(ctx.Done())
	podFactory.Start(ctx.Done())
	serverFactory.WaitForCacheSync(ctx.Done())
	podFactory.WaitForCacheSync(ctx.Done())

	const atOnce = 32
	work(ctx, queue, atOnce, func(key string) error {
		namespace, name, _ := cache.SplitMetaNamespaceKey(key)
		o, err := servers.Lister().ByNamespace(namespace).Get(name)
		server, ok := o.(*unstructured.Unstructured)
		if err != nil || !ok || server.GetDeletionTimestamp() != nil {
			return nil
		}
		to := setState{resources.Resource(gameServers).Namespace(namespace), name}
		switch state(server) {
		case "Scheduled":
			pod, err := pods.Lister().Pods(namespace).Get(name)
			if err != nil || pod.Status.Phase != corev1.PodRunning {
				return nil
			}
			return to.patch(ctx, "/metadata/resourceVersion", server.GetResourceVersion(), "RequestReady")
		case "Allocated":
			if match > 0 {
				time.AfterFunc(match, func() { _ = to.patch(ctx, "/status/state", "Allocated", "Shutdown") })
			}
		}
		return nil
	})
}

type setState struct {
	servers dynamic.ResourceInterface
	name    string
}

// patch sets the state if a field still has the value that the decision was made on.
func (s setState) patch(ctx context.Context, path, value, state string) error {
	body := fmt.Sprintf(`[{"op":"test","path":%q,"value":%q},{"op":"replace","path":"/status/state","value":%q}]`, path, value, state)
	_, err := s.servers.Patch(ctx, s.name, types.JSONPatchType, []byte(body), metav1.PatchOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

func state(server *unstructured.Unstructured) string {
	s, _, _ := unstructured.NestedString(server.Object, "status", "state")
	return s
}

// onlyState keeps of a GameServer what is looked at: there may be thousands.
func onlyState(o any) (any, error) {
	u, ok := o.(*unstructured.Unstructured)
	if !ok {
		return o, nil
	}
	small := &unstructured.Unstructured{Object: map[string]any{"status": map[string]any{"state": state(u)}}}
	small.SetAPIVersion(u.GetAPIVersion())
	small.SetKind(u.GetKind())
	small.SetNamespace(u.GetNamespace())
	small.SetName(u.GetName())
	small.SetUID(u.GetUID())
	small.SetResourceVersion(u.GetResourceVersion())
	small.SetDeletionTimestamp(u.GetDeletionTimestamp())
	return small, nil
}

func onlyPhase(o any) (any, error) {
	pod, ok := o.(*corev1.Pod)
	if !ok {
		return o, nil
	}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: pod.Namespace, Name: pod.Name, UID: pod.UID, ResourceVersion: pod.ResourceVersion},
		Status:     corev1.PodStatus{Phase: pod.Status.Phase},
	}, nil
}

// work handles the queue's keys until the session ends; one that failed comes back later.
func work(ctx context.Context, queue workqueue.TypedRateLimitingInterface[string], atOnce int, handle func(string) error) {
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() {
			for {
				key, stopped := queue.Get()
				if stopped {
					return
				}
				if err := handle(key); err != nil {
					queue.AddRateLimited(key)
				} else {
					queue.Forget(key)
				}
				queue.Done(key)
			}
		})
	}
	<-ctx.Done()
	queue.ShutDown()
	workers.Wait()
}
