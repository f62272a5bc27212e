package main

import (
	"fmt"

	"github.com/mattfenwick/cyclonus/pkg/kube"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// readable writes policies so that cyclonus reads them as Kubernetes does. To Kubernetes `NotIn` also selects what lacks
// the key (apimachinery, pkg/labels/selector.go), to cyclonus 0.5.6 it does not (pkg/kube/labelselector.go). So a selector
// with NotIn becomes two, one for what has the key and one for what lacks it: policies add up, and so do a rule's peers.
func readable(policies []*networkingv1.NetworkPolicy) ([]*networkingv1.NetworkPolicy, error) {
	var all []*networkingv1.NetworkPolicy
	for _, policy := range policies {
		if err := refuseNamedPorts(policy); err != nil {
			return nil, err
		}
		for _, selector := range split(policy.Spec.PodSelector) {
			one := policy.DeepCopy()
			one.Spec.PodSelector = selector
			for i := range one.Spec.Ingress {
				one.Spec.Ingress[i].From = splitPeers(one.Spec.Ingress[i].From)
			}
			for i := range one.Spec.Egress {
				one.Spec.Egress[i].To = splitPeers(one.Spec.Egress[i].To)
			}
			all = append(all, one)
		}
	}
	return all, nil
}

func splitPeers(peers []networkingv1.NetworkPolicyPeer) []networkingv1.NetworkPolicyPeer {
	var all []networkingv1.NetworkPolicyPeer
	for _, peer := range peers {
		for _, pods := range splitOptional(peer.PodSelector) {
			for _, namespaces := range splitOptional(peer.NamespaceSelector) {
				all = append(all, networkingv1.NetworkPolicyPeer{
					PodSelector: pods, NamespaceSelector: namespaces, IPBlock: peer.IPBlock,
				})
			}
		}
	}
	return all
}

// splitOptional keeps that there is no selector, which is not the same as one that selects everything.
func splitOptional(selector *metav1.LabelSelector) []*metav1.LabelSelector {
	if selector == nil {
		return []*metav1.LabelSelector{nil}
	}
	var all []*metav1.LabelSelector
	for _, one := range split(*selector) {
		all = append(all, one.DeepCopy())
	}
	return all
}

func split(selector metav1.LabelSelector) []metav1.LabelSelector {
	all := []metav1.LabelSelector{{MatchLabels: selector.MatchLabels}}
	for _, requirement := range selector.MatchExpressions {
		alternatives := []metav1.LabelSelectorRequirement{requirement}
		if requirement.Operator == metav1.LabelSelectorOpNotIn {
			lacks := metav1.LabelSelectorRequirement{Key: requirement.Key, Operator: metav1.LabelSelectorOpDoesNotExist}
			alternatives = append(alternatives, lacks)
		}
		var next []metav1.LabelSelector
		for _, so := range all {
			for _, alternative := range alternatives {
				one := so.DeepCopy()
				one.MatchExpressions = append(one.MatchExpressions, alternative)
				next = append(next, *one)
			}
		}
		all = next
	}
	return all
}

// refuseNamedPorts because a probe has a number: a name stands for different ones in different pods.
func refuseNamedPorts(policy *networkingv1.NetworkPolicy) error {
	var ports []networkingv1.NetworkPolicyPort
	for _, rule := range policy.Spec.Ingress {
		ports = append(ports, rule.Ports...)
	}
	for _, rule := range policy.Spec.Egress {
		ports = append(ports, rule.Ports...)
	}
	for _, port := range ports {
		if port.Port != nil && port.Port.Type == intstr.String {
			return fmt.Errorf("%s/%s names the port %q; probes know numbers only, so give its number",
				policy.Namespace, policy.Name, port.Port.StrVal)
		}
	}
	return nil
}

// compareSelectors asks apimachinery, Kubernetes' own, which of the peers every selector takes, and refuses to answer
// where cyclonus would take others.
func compareSelectors(policies []*networkingv1.NetworkPolicy, peers []peer) error {
	for _, policy := range policies {
		name := policy.Namespace + "/" + policy.Name
		for _, selector := range selectors(policy) {
			kubernetes, err := metav1.LabelSelectorAsSelector(&selector)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			for _, peer := range peers {
				if peer.Pod == nil {
					continue
				}
				for _, of := range []map[string]string{peer.Pod.Labels, peer.Pod.NamespaceLabels} {
					if kubernetes.Matches(labels.Set(of)) != takes(selector, of) {
						return fmt.Errorf("%s: cyclonus and Kubernetes read the selector %v of labels %v differently",
							name, selector, of)
					}
				}
			}
		}
	}
	return nil
}

func takes(selector metav1.LabelSelector, of map[string]string) bool {
	for _, one := range split(selector) {
		if kube.IsLabelsMatchLabelSelector(of, one) {
			return true
		}
	}
	return false
}

func selectors(policy *networkingv1.NetworkPolicy) []metav1.LabelSelector {
	all := []metav1.LabelSelector{policy.Spec.PodSelector}
	add := func(peers []networkingv1.NetworkPolicyPeer) {
		for _, peer := range peers {
			for _, selector := range []*metav1.LabelSelector{peer.PodSelector, peer.NamespaceSelector} {
				if selector != nil {
					all = append(all, *selector)
				}
			}
		}
	}
	for _, rule := range policy.Spec.Ingress {
		add(rule.From)
	}
	for _, rule := range policy.Spec.Egress {
		add(rule.To)
	}
	return all
}
