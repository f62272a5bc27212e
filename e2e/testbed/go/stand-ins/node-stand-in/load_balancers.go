package main

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
)

// loadBalancers gives every LoadBalancer Service its cluster IP as address: on this machine that is where it answers.
func loadBalancers(client kubernetes.Interface, factory informers.SharedInformerFactory) loop {
	services := factory.Core().V1().Services()
	return newLoop("load balancers", func(ctx context.Context) error {
		all, err := services.Lister().List(labels.Everything())
		if err != nil {
			return err
		}
		for _, s := range all {
			if !lacksAddress(s) {
				continue
			}
			s = s.DeepCopy()
			s.Status.LoadBalancer.Ingress = []corev1.LoadBalancerIngress{{IP: s.Spec.ClusterIP}}
			if _, err := client.CoreV1().Services(s.Namespace).UpdateStatus(ctx, s, metav1.UpdateOptions{}); err != nil {
				return err
			}
		}
		return nil
	}, services.Informer())
}

func lacksAddress(s *corev1.Service) bool {
	return s.Spec.Type == corev1.ServiceTypeLoadBalancer && s.DeletionTimestamp == nil &&
		s.Spec.ClusterIP != "" && s.Spec.ClusterIP != corev1.ClusterIPNone && len(s.Status.LoadBalancer.Ingress) == 0
}
