package main

import (
	"context"
	"fmt"
	"log"
	"sync"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// node runs every pod that has a program and a node, from the moment it is bound until it is gone.
type node struct {
	client       kubernetes.Interface
	informers    informers.SharedInformerFactory
	programs     map[string]string
	network      *network
	records      records
	kubernetesIP string

	mu      sync.Mutex
	running map[string]*sandbox // by the pod's UID: a name comes back
	ended   *sync.WaitGroup
}

// keepPodsOf leaves of other pods only their names: there may be thousands.
func keepPodsOf(programs map[string]string) cache.TransformFunc {
	return func(o any) (any, error) {
		pod, ok := o.(*corev1.Pod)
		if !ok {
			return o, nil
		}
		if programOf(programs, pod) == "" {
			return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{
				Namespace: pod.Namespace, Name: pod.Name, UID: pod.UID, ResourceVersion: pod.ResourceVersion,
			}}, nil
		}
		pod.ManagedFields = nil
		return pod, nil
	}
}

func (n *node) watch(ctx context.Context) error {
	// Whatever a sandbox reads has to be in the cache before the first pod is.
	n.informers.Core().V1().Secrets().Informer()
	n.informers.Core().V1().ConfigMaps().Informer()
	n.informers.Core().V1().Services().Informer()
	changed := func(o any) {
		if pod, ok := o.(*corev1.Pod); ok {
			n.changed(ctx, pod)
		}
	}
	_, err := n.informers.Core().V1().Pods().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    changed,
		UpdateFunc: func(_, o any) { changed(o) },
		DeleteFunc: func(o any) {
			if last, ok := o.(cache.DeletedFinalStateUnknown); ok {
				o = last.Obj
			}
			if pod, ok := o.(*corev1.Pod); ok {
				n.gone(pod)
			}
		},
	})
	return err
}

func (n *node) changed(ctx context.Context, pod *corev1.Pod) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := n.running[string(pod.UID)]
	switch {
	case s != nil && pod.DeletionTimestamp != nil:
		s.end(graceOf(pod))
	case s == nil && n.shallRun(pod) && ctx.Err() == nil:
		s = newSandbox(n, pod)
		n.running[string(pod.UID)] = s
		n.ended.Go(func() {
			s.run(ctx)
			n.mu.Lock()
			defer n.mu.Unlock()
			delete(n.running, string(pod.UID))
		})
	case s == nil && pod.DeletionTimestamp != nil && pod.Spec.NodeName != "" && programOf(n.programs, pod) != "":
		go n.remove(pod) // it never started; kwok leaves it to us
	}
}

// gone ends the program of a pod that was deleted by force.
func (n *node) gone(pod *corev1.Pod) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s := n.running[string(pod.UID)]; s != nil {
		s.end(0)
	}
}

func (n *node) shallRun(pod *corev1.Pod) bool {
	over := pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
	return programOf(n.programs, pod) != "" && pod.Spec.NodeName != "" && pod.DeletionTimestamp == nil && !over
}

// remove says that a deleted pod's containers have ended.
func (n *node) remove(pod *corev1.Pod) {
	now := int64(0)
	_ = n.client.CoreV1().Pods(pod.Namespace).Delete(context.Background(), pod.Name, metav1.DeleteOptions{
		GracePeriodSeconds: &now, Preconditions: &metav1.Preconditions{UID: &pod.UID},
	})
}

func (n *node) secret(namespace, name string) (map[string][]byte, error) {
	s, err := n.informers.Core().V1().Secrets().Lister().Secrets(namespace).Get(name)
	if err != nil {
		return nil, err
	}
	return s.Data, nil
}

func (n *node) configMap(namespace, name string) (map[string][]byte, error) {
	c, err := n.informers.Core().V1().ConfigMaps().Lister().ConfigMaps(namespace).Get(name)
	if err != nil {
		return nil, err
	}
	data := map[string][]byte{}
	for key, text := range c.Data {
		data[key] = []byte(text)
	}
	for key, bytes := range c.BinaryData {
		data[key] = bytes
	}
	return data, nil
}

// token asks for a token of the pod's ServiceAccount, bound to the pod.
func (n *node) token(ctx context.Context, pod *corev1.Pod, audience string, seconds *int64) ([]byte, error) {
	request := &authenticationv1.TokenRequest{Spec: authenticationv1.TokenRequestSpec{
		ExpirationSeconds: seconds,
		BoundObjectRef:    &authenticationv1.BoundObjectReference{APIVersion: "v1", Kind: "Pod", Name: pod.Name, UID: pod.UID},
	}}
	if audience != "" {
		request.Spec.Audiences = []string{audience}
	}
	got, err := n.client.CoreV1().ServiceAccounts(pod.Namespace).CreateToken(ctx, pod.Spec.ServiceAccountName, request, metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	return []byte(got.Status.Token), nil
}

// hosts is /etc/hosts with every Service, in place of a DNS server.
func (n *node) hosts() []byte {
	all, err := n.informers.Core().V1().Services().Lister().List(labels.Everything())
	if err != nil {
		log.Printf("hosts: %v", err)
	}
	return hostsFile(all)
}

// say reports a pod's state as a kubelet would; nothing is said about a pod that is gone.
func (n *node) say(ctx context.Context, pod *corev1.Pod, s report) error {
	current, err := n.client.CoreV1().Pods(pod.Namespace).Get(ctx, pod.Name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	if current.UID != pod.UID {
		return fmt.Errorf("pod %s/%s is another one now", pod.Namespace, pod.Name)
	}
	s.writeTo(current)
	_, err = n.client.CoreV1().Pods(pod.Namespace).UpdateStatus(ctx, current, metav1.UpdateOptions{})
	return err
}
