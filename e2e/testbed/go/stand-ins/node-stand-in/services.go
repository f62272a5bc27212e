package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
)

// services forwards TCP from cluster IPs to the processes that are Ready, as kube-proxy does. Nothing listens for a
// Service without one, so a caller is refused at once. UDP is not forwarded.
type services struct {
	informers    informers.SharedInformerFactory
	network      *network
	forwarders   map[string]*forwarder
	apiServer    string
	kubernetesIP string
}

func (s *services) loop() loop {
	return newLoop("services", s.reconcile,
		s.informers.Core().V1().Services().Informer(), s.informers.Discovery().V1().EndpointSlices().Informer())
}

func (s *services) reconcile(context.Context) error {
	all, err := s.informers.Core().V1().Services().Lister().List(labels.Everything())
	if err != nil {
		return err
	}
	slices, err := s.informers.Discovery().V1().EndpointSlices().Lister().List(labels.Everything())
	if err != nil {
		return err
	}
	if err := s.network.setClusterIPs(clusterIPs(all)); err != nil {
		return err
	}
	wanted := routes(all, slices, s.network.holds)
	wanted[net.JoinHostPort(s.kubernetesIP, "443")] = []string{s.apiServer}
	for from, f := range s.forwarders {
		if _, ok := wanted[from]; !ok {
			f.listener.Close()
			delete(s.forwarders, from)
			log.Printf("service %s: nobody is ready", from)
		}
	}
	for from, to := range wanted {
		if err := s.forward(from, to); err != nil {
			return err
		}
	}
	return nil
}

func (s *services) forward(from string, to []string) error {
	if f := s.forwarders[from]; f != nil {
		f.to.Store(&to)
		return nil
	}
	listener, err := net.Listen("tcp", from)
	if err != nil {
		return err
	}
	f := &forwarder{listener: listener}
	f.to.Store(&to)
	s.forwarders[from] = f
	log.Printf("service %s: to %s", from, strings.Join(to, " "))
	go f.run()
	return nil
}

func (s *services) close() {
	for _, f := range s.forwarders {
		f.listener.Close()
	}
}

// routes says which address:port leads to which processes.
func routes(services []*corev1.Service, endpointSlices []*discoveryv1.EndpointSlice, isProcess func(string) bool) map[string][]string {
	all := map[string][]string{}
	for _, s := range services {
		if net.ParseIP(s.Spec.ClusterIP) == nil {
			continue // headless, or not yet allocated
		}
		for _, port := range s.Spec.Ports {
			if port.Protocol != corev1.ProtocolTCP {
				continue
			}
			var to []string
			for _, slice := range endpointSlices {
				if slice.Namespace == s.Namespace && slice.Labels[discoveryv1.LabelServiceName] == s.Name {
					to = append(to, readyIn(slice, port.Name, isProcess)...)
				}
			}
			if len(to) > 0 {
				slices.Sort(to)
				all[fmt.Sprintf("%s:%d", s.Spec.ClusterIP, port.Port)] = to
			}
		}
	}
	return all
}

func readyIn(slice *discoveryv1.EndpointSlice, portName string, isProcess func(string) bool) []string {
	var to []string
	for _, port := range slice.Ports {
		if port.Name == nil || *port.Name != portName || port.Port == nil {
			continue
		}
		for _, endpoint := range slice.Endpoints {
			ready := endpoint.Conditions.Ready != nil && *endpoint.Conditions.Ready
			if ready && len(endpoint.Addresses) > 0 && isProcess(endpoint.Addresses[0]) {
				to = append(to, fmt.Sprintf("%s:%d", endpoint.Addresses[0], *port.Port))
			}
		}
	}
	return to
}

type forwarder struct {
	listener net.Listener
	to       atomic.Pointer[[]string]
	next     atomic.Uint32
}

func (f *forwarder) run() {
	for {
		c, err := f.listener.Accept()
		if err != nil {
			return // closed
		}
		go f.serve(c)
	}
}

func (f *forwarder) serve(client net.Conn) {
	defer client.Close()
	server, err := f.dial()
	if err != nil {
		return
	}
	defer server.Close()
	done := make(chan struct{}, 2)
	copyAll := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		if half, ok := to.(*net.TCPConn); ok {
			_ = half.CloseWrite()
		}
		done <- struct{}{}
	}
	go copyAll(server, client)
	go copyAll(client, server)
	<-done
	<-done
}

// dial takes the processes in turn, and the next one where one has just ended and is still listed.
func (f *forwarder) dial() (server net.Conn, err error) {
	to := *f.to.Load()
	for range to {
		server, err = net.DialTimeout("tcp", to[int(f.next.Add(1))%len(to)], 3*time.Second)
		if err == nil {
			return server, nil
		}
	}
	return nil, err
}

// clusterIPs are the addresses of all Services, also of those whose pods are pretended: a caller is then refused, and
// does not wait for an answer from somewhere else.
func clusterIPs(services []*corev1.Service) map[string]bool {
	all := map[string]bool{}
	for _, s := range services {
		if ip := net.ParseIP(s.Spec.ClusterIP); ip != nil && ip.To4() != nil {
			all[s.Spec.ClusterIP] = true
		}
	}
	return all
}
