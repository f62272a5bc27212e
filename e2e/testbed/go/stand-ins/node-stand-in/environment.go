package main

import (
	"fmt"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// source gives what a pod's environment and volumes refer to.
type source interface {
	secret(namespace, name string) (map[string][]byte, error)
	configMap(namespace, name string) (map[string][]byte, error)
}

// environmentOf is what the kubelet would put into the environment of a pod's first container.
func environmentOf(pod *corev1.Pod, podIP, kubernetesIP string, from source) ([]string, map[string]string, error) {
	env := []string{"KUBERNETES_SERVICE_HOST=" + kubernetesIP, "KUBERNETES_SERVICE_PORT=443", "PATH=/", "HOME=/tmp", "HOSTNAME=" + pod.Name}
	values := map[string]string{}
	for _, e := range pod.Spec.Containers[0].EnvFrom {
		data, err := allKeys(e, pod.Namespace, from)
		if err != nil {
			return nil, nil, err
		}
		for key, value := range data {
			values[e.Prefix+key] = string(value)
			env = append(env, e.Prefix+key+"="+string(value))
		}
	}
	for _, e := range pod.Spec.Containers[0].Env {
		value := expand(e.Value, values)
		if e.ValueFrom != nil {
			var err error
			if value, err = valueFrom(e.ValueFrom, pod, podIP, from); err != nil {
				return nil, nil, fmt.Errorf("environment variable %s: %w", e.Name, err)
			}
		}
		values[e.Name] = value
		env = append(env, e.Name+"="+value)
	}
	return env, values, nil
}

func allKeys(e corev1.EnvFromSource, namespace string, from source) (map[string][]byte, error) {
	if e.SecretRef != nil {
		return from.secret(namespace, e.SecretRef.Name)
	}
	if e.ConfigMapRef != nil {
		return from.configMap(namespace, e.ConfigMapRef.Name)
	}
	return nil, nil
}

func valueFrom(v *corev1.EnvVarSource, pod *corev1.Pod, podIP string, from source) (string, error) {
	switch {
	case v.FieldRef != nil:
		return fieldOf(pod, podIP, v.FieldRef.FieldPath)
	case v.SecretKeyRef != nil:
		data, err := from.secret(pod.Namespace, v.SecretKeyRef.Name)
		return keyOf(data, err, v.SecretKeyRef.Key, v.SecretKeyRef.Optional)
	case v.ConfigMapKeyRef != nil:
		data, err := from.configMap(pod.Namespace, v.ConfigMapKeyRef.Name)
		return keyOf(data, err, v.ConfigMapKeyRef.Key, v.ConfigMapKeyRef.Optional)
	}
	return "", fmt.Errorf("only field, Secret and ConfigMap references are known here")
}

func keyOf(data map[string][]byte, err error, key string, optional *bool) (string, error) {
	value, ok := data[key]
	if err == nil && !ok {
		err = fmt.Errorf("there is no key %s", key)
	}
	if err != nil && optional != nil && *optional {
		return "", nil
	}
	return string(value), err
}

// fieldOf reads the downward API's fields that programs ask for.
func fieldOf(pod *corev1.Pod, podIP, path string) (string, error) {
	switch path {
	case "metadata.name":
		return pod.Name, nil
	case "metadata.namespace":
		return pod.Namespace, nil
	case "metadata.uid":
		return string(pod.UID), nil
	case "spec.nodeName":
		return pod.Spec.NodeName, nil
	case "spec.serviceAccountName":
		return pod.Spec.ServiceAccountName, nil
	case "status.podIP":
		return podIP, nil
	}
	return "", fmt.Errorf("field %s is not known here", path)
}

// argumentsOf is what the program gets: a command's first word names a program of the image, so ours takes its place.
func argumentsOf(container corev1.Container, values map[string]string) []string {
	var words []string
	if len(container.Command) > 1 {
		words = append(words, container.Command[1:]...)
	}
	words = append(words, container.Args...)
	for i := range words {
		words[i] = expand(words[i], values)
	}
	return words
}

// expand replaces $(NAME) as Kubernetes does; a name that is not set stays as it is.
func expand(text string, values map[string]string) string {
	for name, value := range values {
		text = strings.ReplaceAll(text, "$("+name+")", value)
	}
	return text
}

// userOf is whom the program runs as: the container's word counts before the pod's. Agones' images say 1000.
func userOf(pod *corev1.Pod) (user, group string) {
	user, group = "1000", "1000"
	if s := pod.Spec.SecurityContext; s != nil {
		user, group = orElse(s.RunAsUser, user), orElse(s.RunAsGroup, group)
	}
	if s := pod.Spec.Containers[0].SecurityContext; s != nil {
		user, group = orElse(s.RunAsUser, user), orElse(s.RunAsGroup, group)
	}
	return user, group
}

func orElse(id *int64, otherwise string) string {
	if id == nil {
		return otherwise
	}
	return strconv.FormatInt(*id, 10)
}
