package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// sandbox is a pod that really runs: its place in the network, its root folder and its process.
type sandbox struct {
	node  *node
	pod   *corev1.Pod
	name  string
	place place
	root  string
	files map[string][]byte

	ending chan struct{}
	once   sync.Once
	grace  time.Duration
}

func newSandbox(n *node, pod *corev1.Pod) *sandbox {
	name := pod.Name + "." + pod.Namespace
	return &sandbox{
		node: n, pod: pod, name: name, root: n.records.path("pods", name), files: map[string][]byte{},
		ending: make(chan struct{}), grace: 500 * time.Millisecond,
	}
}

// end lets run come to its end; only the first call counts.
func (s *sandbox) end(grace time.Duration) {
	s.once.Do(func() {
		s.grace = grace
		close(s.ending)
	})
}

// run keeps the program running until the pod is deleted or this process ends.
func (s *sandbox) run(ctx context.Context) {
	place, err := s.node.network.enter()
	s.place = place
	defer s.node.network.leave(place)
	defer os.RemoveAll(s.root)
	for restarts := int32(0); err == nil && !s.isOver(ctx); restarts++ {
		if err := s.live(ctx, restarts); err != nil {
			log.Printf("%s: %v", s.name, err)
		}
		s.pause(ctx, time.Second) // a program that fails at once must not keep the machine busy
	}
	if err != nil {
		log.Printf("%s: %v", s.name, err)
	}
	select {
	case <-s.ending:
		s.node.remove(s.pod)
	case <-ctx.Done(): // the API server ends too
	}
}

// live is one life of the program, from its files to its exit.
func (s *sandbox) live(ctx context.Context, restarts int32) error {
	command, logs, err := s.prepare(ctx)
	if err != nil {
		return err
	}
	defer logs.Close()
	if err := command.Start(); err != nil {
		return err
	}
	exited := make(chan error, 1)
	go func() { exited <- command.Wait() }()
	defer s.node.records.forgetProcess(s.name)
	if err := s.node.records.process(s.name, command.Process.Pid); err != nil {
		log.Printf("%s: %v", s.name, err)
	}
	log.Printf("%s: process %d at %s", s.name, command.Process.Pid, s.place.ip)

	now := report{podIP: s.place.ip, hostIP: s.pod.Status.HostIP, started: time.Now(), restarts: restarts}
	s.say(ctx, now)
	for {
		// Often until the program is ready, then often enough to notice new certificates and a program that hangs.
		interval := 200 * time.Millisecond
		if now.ready {
			interval = time.Second
		}
		select {
		case err := <-exited:
			now.ready = false
			s.say(ctx, now)
			return fmt.Errorf("exited: %v", err)
		case <-s.ending:
			now.ready = false
			s.say(ctx, now)
			return s.terminate(command, exited)
		case <-ctx.Done():
			return s.terminate(command, exited)
		case <-time.After(interval):
		}
		if ready := isReady(s.pod.Spec.Containers[0], s.place.ip); ready != now.ready {
			now.ready = ready
			s.say(ctx, now)
		}
		if err := s.refresh(ctx); err != nil {
			log.Printf("%s: %v", s.name, err)
		}
	}
}

// prepare writes the pod's files and returns the command that enters the sandbox and becomes the program.
func (s *sandbox) prepare(ctx context.Context) (*exec.Cmd, *os.File, error) {
	if err := os.RemoveAll(s.root); err != nil {
		return nil, nil, err
	}
	s.files = map[string][]byte{}
	if err := s.refresh(ctx); err != nil {
		return nil, nil, err
	}
	env, values, err := environmentOf(s.pod, s.place.ip, s.node.kubernetesIP, s.node)
	if err != nil {
		return nil, nil, err
	}
	program := programOf(s.node.programs, s.pod)
	// At the root: some programs look for files beside themselves.
	inside := "/" + filepath.Base(program)
	if err := link(program, filepath.Join(s.root, inside)); err != nil {
		return nil, nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	user, group := userOf(s.pod)
	zonesHere, zonesThere := zones()
	enter := []string{
		"netns", "exec", s.place.namespace, self, enterCommand, strconv.Itoa(os.Getpid()), s.root, user, group,
		zonesHere, zonesThere, inside,
	}
	command := exec.Command("ip", append(enter, argumentsOf(s.pod.Spec.Containers[0], values)...)...)
	command.Env = append(env, zoneEnvironment()...)
	logs, err := os.OpenFile(s.node.records.path("log", s.name+".log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, err
	}
	command.Stdout, command.Stderr = logs, logs
	return command, logs, nil
}

// refresh writes what has changed: Secrets and ConfigMaps reach a program while it runs. A token is asked for once.
func (s *sandbox) refresh(ctx context.Context) error {
	tokens := 0
	wanted, err := contentsOf(s.pod, s.place.ip, s.node, func(audience string, seconds *int64) ([]byte, error) {
		tokens++
		key := fmt.Sprintf("token %d", tokens)
		if s.files[key] == nil {
			token, err := s.node.token(ctx, s.pod, audience, seconds)
			if err != nil {
				return nil, err
			}
			s.files[key] = token
		}
		return s.files[key], nil
	})
	if err != nil {
		return err
	}
	wanted.files["/etc/hosts"] = s.node.hosts()
	for _, folder := range append(wanted.folders, "/tmp", "/dev", "/proc") {
		path := filepath.Join(s.root, folder)
		if err := os.MkdirAll(path, 0o777); err != nil {
			return err
		}
		if err := os.Chmod(path, 0o777); err != nil {
			return err
		}
	}
	for path, data := range wanted.files {
		if string(s.files[path]) == string(data) && s.files[path] != nil {
			continue
		}
		if err := replace(filepath.Join(s.root, path), data); err != nil {
			return err
		}
		s.files[path] = data
	}
	return nil
}

func (s *sandbox) terminate(command *exec.Cmd, exited chan error) error {
	_ = command.Process.Signal(syscall.SIGTERM)
	select {
	case <-exited:
	case <-time.After(s.grace):
		_ = command.Process.Kill()
		<-exited
	}
	return nil
}

func (s *sandbox) say(ctx context.Context, r report) {
	if r.hostIP == "" {
		r.hostIP = s.hostIP()
	}
	for range 3 { // the scheduler or a controller may write at the same time
		err := s.node.say(ctx, s.pod, r)
		if err == nil || ctx.Err() != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *sandbox) hostIP() string {
	node, err := s.node.informers.Core().V1().Nodes().Lister().Get(s.pod.Spec.NodeName)
	if err != nil {
		return ""
	}
	for _, address := range node.Status.Addresses {
		if address.Type == corev1.NodeInternalIP {
			return address.Address
		}
	}
	return ""
}

func (s *sandbox) isOver(ctx context.Context) bool {
	select {
	case <-s.ending:
		return true
	default:
		return ctx.Err() != nil
	}
}

func (s *sandbox) pause(ctx context.Context, d time.Duration) {
	select {
	case <-s.ending:
	case <-ctx.Done():
	case <-time.After(d):
	}
}
