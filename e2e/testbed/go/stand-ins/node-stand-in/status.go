package main

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// report is what is known about a running pod.
type report struct {
	podIP    string
	hostIP   string
	ready    bool
	started  time.Time
	restarts int32
}

func (r report) writeTo(pod *corev1.Pod) {
	pod.Status.Phase = corev1.PodRunning
	pod.Status.PodIP, pod.Status.PodIPs = r.podIP, []corev1.PodIP{{IP: r.podIP}}
	pod.Status.HostIP, pod.Status.HostIPs = r.hostIP, []corev1.HostIP{{IP: r.hostIP}}
	started := metav1.NewTime(r.started)
	if pod.Status.StartTime == nil {
		pod.Status.StartTime = &started
	}
	pod.Status.ContainerStatuses = nil
	for _, c := range pod.Spec.Containers {
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, corev1.ContainerStatus{
			Name: c.Name, Image: c.Image, ContainerID: fmt.Sprintf("process://%s-%d", pod.UID, r.restarts),
			Ready: r.ready, Started: &[]bool{true}[0], RestartCount: r.restarts,
			State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: started}},
		})
	}
	setCondition(pod, corev1.PodInitialized, true)
	setCondition(pod, corev1.ContainersReady, r.ready)
	setCondition(pod, corev1.PodReady, r.ready)
}

func setCondition(pod *corev1.Pod, kind corev1.PodConditionType, holds bool) {
	status := corev1.ConditionFalse
	if holds {
		status = corev1.ConditionTrue
	}
	i := slices.IndexFunc(pod.Status.Conditions, func(c corev1.PodCondition) bool { return c.Type == kind })
	if i < 0 {
		pod.Status.Conditions = append(pod.Status.Conditions, corev1.PodCondition{Type: kind})
		i = len(pod.Status.Conditions) - 1
	}
	if c := &pod.Status.Conditions[i]; c.Status != status {
		c.Status, c.LastTransitionTime = status, metav1.Now()
	}
}

// graceOf is how long a program may take to end. Half a minute is what an allocator would drain for; nobody is there.
func graceOf(pod *corev1.Pod) time.Duration {
	const longest = 2 * time.Second
	if pod.DeletionGracePeriodSeconds == nil {
		return longest
	}
	return min(longest, time.Duration(*pod.DeletionGracePeriodSeconds)*time.Second)
}

func hostsFile(services []*corev1.Service) []byte {
	lines := []string{}
	for _, s := range services {
		if net.ParseIP(s.Spec.ClusterIP) != nil {
			name := s.Name + "." + s.Namespace
			lines = append(lines, fmt.Sprintf("%s %s.svc.cluster.local %s.svc %s\n", s.Spec.ClusterIP, name, name, name))
		}
	}
	slices.Sort(lines)
	return []byte("127.0.0.1 localhost\n" + strings.Join(lines, ""))
}
