package main

import (
	"fmt"
	"path"

	corev1 "k8s.io/api/core/v1"
)

// contents are what a container's mounts hold: files by path, and folders that only have to be there.
type contents struct {
	files   map[string][]byte
	folders []string
}

// contentsOf reads the mounts of a pod's first container. Volumes of other kinds than Secret, ConfigMap and projected
// are empty folders. A token is asked for once; token is called with its audience and life in seconds.
func contentsOf(pod *corev1.Pod, podIP string, from source, token func(audience string, seconds *int64) ([]byte, error)) (contents, error) {
	c := contents{files: map[string][]byte{}}
	for _, mount := range pod.Spec.Containers[0].VolumeMounts {
		volume := volumeNamed(pod, mount.Name)
		files, err := filesOf(volume, pod, podIP, from, token)
		if err != nil {
			return c, fmt.Errorf("volume %s: %w", mount.Name, err)
		}
		if data, ok := files[mount.SubPath]; ok && mount.SubPath != "" {
			c.files[mount.MountPath] = data
			continue
		}
		c.folders = append(c.folders, mount.MountPath)
		for name, data := range files {
			c.files[path.Join(mount.MountPath, name)] = data
		}
	}
	return c, nil
}

func volumeNamed(pod *corev1.Pod, name string) corev1.VolumeSource {
	for _, v := range pod.Spec.Volumes {
		if v.Name == name {
			return v.VolumeSource
		}
	}
	return corev1.VolumeSource{}
}

func filesOf(v corev1.VolumeSource, pod *corev1.Pod, podIP string, from source, token func(string, *int64) ([]byte, error)) (map[string][]byte, error) {
	switch {
	case v.Secret != nil:
		data, err := from.secret(pod.Namespace, v.Secret.SecretName)
		return selected(data, err, v.Secret.Items, v.Secret.Optional)
	case v.ConfigMap != nil:
		data, err := from.configMap(pod.Namespace, v.ConfigMap.Name)
		return selected(data, err, v.ConfigMap.Items, v.ConfigMap.Optional)
	case v.Projected != nil:
		all := map[string][]byte{}
		for _, s := range v.Projected.Sources {
			files, err := projected(s, pod, podIP, from, token)
			if err != nil {
				return nil, err
			}
			for name, data := range files {
				all[name] = data
			}
		}
		return all, nil
	}
	return nil, nil
}

func projected(s corev1.VolumeProjection, pod *corev1.Pod, podIP string, from source, token func(string, *int64) ([]byte, error)) (map[string][]byte, error) {
	switch {
	case s.Secret != nil:
		data, err := from.secret(pod.Namespace, s.Secret.Name)
		return selected(data, err, s.Secret.Items, s.Secret.Optional)
	case s.ConfigMap != nil:
		data, err := from.configMap(pod.Namespace, s.ConfigMap.Name)
		return selected(data, err, s.ConfigMap.Items, s.ConfigMap.Optional)
	case s.ServiceAccountToken != nil:
		data, err := token(s.ServiceAccountToken.Audience, s.ServiceAccountToken.ExpirationSeconds)
		return map[string][]byte{s.ServiceAccountToken.Path: data}, err
	case s.DownwardAPI != nil:
		files := map[string][]byte{}
		for _, item := range s.DownwardAPI.Items {
			if item.FieldRef == nil {
				continue
			}
			value, err := fieldOf(pod, podIP, item.FieldRef.FieldPath)
			if err != nil {
				return nil, err
			}
			files[item.Path] = []byte(value)
		}
		return files, nil
	}
	return nil, nil
}

// selected keeps the keys that a volume asks for, under the names that it gives them.
func selected(data map[string][]byte, err error, items []corev1.KeyToPath, optional *bool) (map[string][]byte, error) {
	mayLack := optional != nil && *optional
	if err != nil {
		if mayLack {
			return nil, nil
		}
		return nil, err
	}
	if len(items) == 0 {
		return data, nil
	}
	files := map[string][]byte{}
	for _, item := range items {
		value, ok := data[item.Key]
		if !ok && !mayLack {
			return nil, fmt.Errorf("there is no key %s", item.Key)
		}
		if ok {
			files[item.Path] = value
		}
	}
	return files, nil
}
