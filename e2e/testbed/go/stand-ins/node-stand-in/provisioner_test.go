package main

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestVolumeFollowsClaimClassAndZone(t *testing.T) {
	retain := corev1.PersistentVolumeReclaimRetain
	class := &storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{Name: "gp3"}, Provisioner: "ebs.csi.aws.com", ReclaimPolicy: &retain}
	claim := &corev1.PersistentVolumeClaim{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "c", UID: "u"}}
	claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("5Gi")}
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{zoneLabel: "eu-west-1b"}}}
	got := volumeFor(claim, class, node)
	size := got.Spec.Capacity[corev1.ResourceStorage]
	if got.Name != "pvc-u" || size.String() != "5Gi" || got.Spec.PersistentVolumeReclaimPolicy != retain ||
		got.Annotations[provisionedBy] != "ebs.csi.aws.com" || got.Spec.ClaimRef.UID != "u" {
		t.Errorf("got %+v", got)
	}
	if zones := got.Spec.NodeAffinity.Required.NodeSelectorTerms[0].MatchExpressions[0].Values; zones[0] != "eu-west-1b" {
		t.Errorf("zones %v", zones)
	}
}

func TestAClaimWaitsForItsFirstConsumer(t *testing.T) {
	late := storagev1.VolumeBindingWaitForFirstConsumer
	class, claim := &storagev1.StorageClass{}, &corev1.PersistentVolumeClaim{}
	if !wantsVolume(claim, class) {
		t.Error("a class that binds at once did not")
	}
	class.VolumeBindingMode = &late
	if wantsVolume(claim, class) {
		t.Error("no pod needs it yet")
	}
	claim.Annotations = map[string]string{selectedNode: "node-1"}
	if !wantsVolume(claim, class) {
		t.Error("a pod needs it")
	}
	claim.Spec.VolumeName = "pvc-u"
	if wantsVolume(claim, class) {
		t.Error("it has one")
	}
}

func TestOnlyOurReleasedVolumesAreDeleted(t *testing.T) {
	v := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{ours: "true"}}}
	v.Spec.PersistentVolumeReclaimPolicy = corev1.PersistentVolumeReclaimDelete
	v.Status.Phase = corev1.VolumeReleased
	if !isDone(v) {
		t.Error("released")
	}
	for name, change := range map[string]func(*corev1.PersistentVolume){
		"bound": func(v *corev1.PersistentVolume) { v.Status.Phase = corev1.VolumeBound },
		"kept": func(v *corev1.PersistentVolume) {
			v.Spec.PersistentVolumeReclaimPolicy = corev1.PersistentVolumeReclaimRetain
		},
		"a user's": func(v *corev1.PersistentVolume) { v.Annotations = nil },
	} {
		other := v.DeepCopy()
		if change(other); isDone(other) {
			t.Error(name)
		}
	}
}
