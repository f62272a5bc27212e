package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

var probeClient = &http.Client{
	Timeout: time.Second,
	Transport: &http.Transport{
		DisableKeepAlives: true,
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true}, // a kubelet does not check it either
	},
}

// isReady asks a container's readiness probe once. A container without one is ready as soon as it runs; a probe by a
// command inside is taken as passed.
func isReady(c corev1.Container, podIP string) bool {
	switch p := c.ReadinessProbe; {
	case p == nil:
		return true
	case p.HTTPGet != nil:
		port, err := portOf(c, p.HTTPGet.Port)
		if err != nil {
			return false
		}
		scheme := "http"
		if p.HTTPGet.Scheme == corev1.URISchemeHTTPS {
			scheme = "https"
		}
		response, err := probeClient.Get(fmt.Sprintf("%s://%s:%d%s", scheme, podIP, port, p.HTTPGet.Path))
		if err != nil {
			return false
		}
		defer response.Body.Close()
		return response.StatusCode >= 200 && response.StatusCode < 400
	case p.TCPSocket != nil:
		port, err := portOf(c, p.TCPSocket.Port)
		if err != nil {
			return false
		}
		connection, err := net.DialTimeout("tcp", fmt.Sprintf("%s:%d", podIP, port), time.Second)
		if err != nil {
			return false
		}
		defer connection.Close()
	}
	return true
}

func portOf(c corev1.Container, port intstr.IntOrString) (int32, error) {
	if port.Type == intstr.Int {
		return port.IntVal, nil
	}
	for _, p := range c.Ports {
		if p.Name == port.StrVal {
			return p.ContainerPort, nil
		}
	}
	return 0, fmt.Errorf("container %s has no port %s", c.Name, port.StrVal)
}
