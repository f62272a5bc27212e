package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestRoutesLeadToReadyProcessesOnly(t *testing.T) {
	yes, no, http, port := true, false, "http", int32(8080)
	service := func(name, ip string, protocol corev1.Protocol) *corev1.Service {
		return &corev1.Service{
			ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: name},
			Spec:       corev1.ServiceSpec{ClusterIP: ip, Ports: []corev1.ServicePort{{Name: http, Port: 80, Protocol: protocol}}},
		}
	}
	endpoints := func(service string, ready *bool, addresses ...string) *discoveryv1.EndpointSlice {
		slice := &discoveryv1.EndpointSlice{
			ObjectMeta: metav1.ObjectMeta{Namespace: "n", Labels: map[string]string{discoveryv1.LabelServiceName: service}},
			Ports:      []discoveryv1.EndpointPort{{Name: &http, Port: &port}},
		}
		for _, a := range addresses {
			slice.Endpoints = append(slice.Endpoints, discoveryv1.Endpoint{Addresses: []string{a}, Conditions: discoveryv1.EndpointConditions{Ready: ready}})
		}
		return slice
	}
	services := []*corev1.Service{
		service("a", "10.96.0.5", corev1.ProtocolTCP), service("udp", "10.96.0.6", corev1.ProtocolUDP),
		service("headless", corev1.ClusterIPNone, corev1.ProtocolTCP), service("pretended", "10.96.0.7", corev1.ProtocolTCP),
	}
	got := routes(services, []*discoveryv1.EndpointSlice{
		endpoints("a", &yes, "10.200.0.3", "10.200.0.2"), endpoints("a", &no, "10.200.0.4"),
		endpoints("udp", &yes, "10.200.0.2"), endpoints("headless", &yes, "10.200.0.2"), endpoints("pretended", &yes, "10.230.0.9"),
	}, func(address string) bool { return strings.HasPrefix(address, "10.200.") })
	if len(got) != 1 || !slices.Equal(got["10.96.0.5:80"], []string{"10.200.0.2:8080", "10.200.0.3:8080"}) {
		t.Errorf("got %v", got)
	}
	if ips := slices.Sorted(maps.Keys(clusterIPs(services))); !slices.Equal(ips, []string{"10.96.0.5", "10.96.0.6", "10.96.0.7"}) {
		t.Errorf("addresses %v", ips)
	}
}

func TestStartTimeOfAProcessWithAnOddName(t *testing.T) {
	stat := "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20"
	if got := startTime(stat); got != "4711" {
		t.Errorf("got %s", got)
	}
}
