package main

import (
	"errors"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// one is a cluster with one Secret and one ConfigMap, both named `known`.
type one struct{}

func (one) secret(_, name string) (map[string][]byte, error) {
	if name != "known" {
		return nil, errors.New("no Secret " + name)
	}
	return map[string][]byte{"password": []byte("s3cret")}, nil
}

func (one) configMap(_, name string) (map[string][]byte, error) {
	if name != "known" {
		return nil, errors.New("no ConfigMap " + name)
	}
	return map[string][]byte{"mode": []byte("fast"), "level": []byte("3")}, nil
}

func podWith(c corev1.Container) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "games", Name: "p"},
		Spec:       corev1.PodSpec{NodeName: "node-1", Containers: []corev1.Container{c}},
	}
}

func TestEnvironmentTakesValuesFromEverywhere(t *testing.T) {
	known := corev1.LocalObjectReference{Name: "known"}
	pod := podWith(corev1.Container{
		EnvFrom: []corev1.EnvFromSource{{Prefix: "C_", ConfigMapRef: &corev1.ConfigMapEnvSource{LocalObjectReference: known}}},
		Env: []corev1.EnvVar{
			{Name: "PLAIN", Value: "mode is $(C_mode), $(UNKNOWN)"},
			{Name: "IP", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "status.podIP"}}},
			{Name: "PASSWORD", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: known, Key: "password"}}},
		},
	})
	env, _, err := environmentOf(pod, "10.200.0.2", "10.96.0.1", one{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"KUBERNETES_SERVICE_HOST=10.96.0.1", "C_level=3", "PLAIN=mode is fast, $(UNKNOWN)", "IP=10.200.0.2", "PASSWORD=s3cret",
	} {
		if !slices.Contains(env, want) {
			t.Errorf("%s is not in %v", want, env)
		}
	}
}

func TestWhatIsMissingStopsAPodUnlessItIsOptional(t *testing.T) {
	optional := true
	key := &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "unknown"}, Key: "password"}
	pod := podWith(corev1.Container{Env: []corev1.EnvVar{{Name: "PASSWORD", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: key}}}})
	_, _, err := environmentOf(pod, "", "", one{})
	if err == nil || err.Error() != "environment variable PASSWORD: no Secret unknown" {
		t.Errorf("got %v", err)
	}
	key.Optional = &optional
	if _, _, err := environmentOf(pod, "", "", one{}); err != nil {
		t.Errorf("optional: %v", err)
	}
}

func TestArgumentsFollowTheCommandsFirstWord(t *testing.T) {
	c := corev1.Container{Command: []string{"/usr/bin/server", "serve"}, Args: []string{"--port=$(PORT)"}}
	if got := argumentsOf(c, map[string]string{"PORT": "80"}); !slices.Equal(got, []string{"serve", "--port=80"}) {
		t.Errorf("got %v", got)
	}
}

func TestTheContainersUserCountsBeforeThePods(t *testing.T) {
	ids := []int64{1, 2, 3}
	pod := podWith(corev1.Container{SecurityContext: &corev1.SecurityContext{RunAsUser: &ids[0]}})
	pod.Spec.SecurityContext = &corev1.PodSecurityContext{RunAsUser: &ids[1], RunAsGroup: &ids[2]}
	if user, group := userOf(pod); user != "1" || group != "3" {
		t.Errorf("got %s:%s", user, group)
	}
}

func TestProgramIsFoundByTheImagesLastPart(t *testing.T) {
	programs := programsOf("agones-ping,agones-controller", "/bin")
	for image, want := range map[string]string{
		"agones-ping": "/bin/agones-ping",
		"registry.example:5000/x/agones-ping:1.0": "/bin/agones-ping",
		"x/agones-controller@sha256:00":           "/bin/agones-controller",
		"x/agones-controller-other:1":             "",
		"agones-ping/other":                       "",
	} {
		if got := programOf(programs, podWith(corev1.Container{Image: image})); got != want {
			t.Errorf("%s: got %q, wanted %q", image, got, want)
		}
	}
}
