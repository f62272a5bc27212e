package main

import (
	"maps"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func TestContentsOfEveryKindOfVolume(t *testing.T) {
	known := corev1.LocalObjectReference{Name: "known"}
	pod := podWith(corev1.Container{VolumeMounts: []corev1.VolumeMount{
		{Name: "secret", MountPath: "/secret"},
		{Name: "config", MountPath: "/etc/mode", SubPath: "mode"},
		{Name: "empty", MountPath: "/scratch"},
		{Name: "access", MountPath: "/access"},
	}})
	pod.Spec.Volumes = []corev1.Volume{
		{Name: "secret", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: "known", Items: []corev1.KeyToPath{{Key: "password", Path: "a/b"}},
		}}},
		{Name: "config", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{LocalObjectReference: known}}},
		{Name: "empty", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
		{Name: "access", VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{Sources: []corev1.VolumeProjection{
			{ServiceAccountToken: &corev1.ServiceAccountTokenProjection{Path: "token"}},
			{DownwardAPI: &corev1.DownwardAPIProjection{Items: []corev1.DownwardAPIVolumeFile{
				{Path: "namespace", FieldRef: &corev1.ObjectFieldSelector{FieldPath: "metadata.namespace"}},
			}}},
		}}}},
	}
	token := func(string, *int64) ([]byte, error) { return []byte("t0ken"), nil }
	got, err := contentsOf(pod, "10.200.0.2", one{}, token)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"/secret/a/b": "s3cret", "/etc/mode": "fast", "/access/token": "t0ken", "/access/namespace": "games",
	}
	for path, data := range want {
		if string(got.files[path]) != data {
			t.Errorf("%s: got %q, wanted %q", path, got.files[path], data)
		}
	}
	if len(got.files) != len(want) {
		t.Errorf("files %v", slices.Sorted(maps.Keys(got.files)))
	}
	if !slices.Equal(got.folders, []string{"/secret", "/scratch", "/access"}) {
		t.Errorf("folders %v", got.folders)
	}
}

func TestASecretThatIsNotThereNamesItsVolume(t *testing.T) {
	pod := podWith(corev1.Container{VolumeMounts: []corev1.VolumeMount{{Name: "certs", MountPath: "/certs"}}})
	pod.Spec.Volumes = []corev1.Volume{{Name: "certs", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "later"}}}}
	_, err := contentsOf(pod, "", one{}, nil)
	if err == nil || err.Error() != "volume certs: no Secret later" {
		t.Errorf("got %v", err)
	}
}
