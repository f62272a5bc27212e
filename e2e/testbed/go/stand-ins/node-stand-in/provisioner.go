package main

import (
	"context"
	"errors"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
)

const (
	selectedNode  = "volume.kubernetes.io/selected-node"       // the scheduler's word
	askedFor      = "volume.kubernetes.io/storage-provisioner" // the controller manager's
	provisionedBy = "pv.kubernetes.io/provisioned-by"
	ours          = "testbed.gameplane.dev/stand-in"
	zoneLabel     = corev1.LabelTopologyZone
)

// provisioner answers for every storage driver: it makes a volume of the class for each claim that waits for one, in the
// zone of the claim's node, and deletes it when its claim is gone and the class says so. A volume holds nothing.
func provisioner(client kubernetes.Interface, factory informers.SharedInformerFactory) loop {
	claims, volumes := factory.Core().V1().PersistentVolumeClaims(), factory.Core().V1().PersistentVolumes()
	classes, nodes := factory.Storage().V1().StorageClasses(), factory.Core().V1().Nodes()
	return newLoop("provisioner", func(ctx context.Context) error {
		waiting, err := claims.Lister().List(labels.Everything())
		if err != nil {
			return err
		}
		var failures []error
		for _, claim := range waiting {
			if claim.Spec.StorageClassName == nil || claim.Annotations[askedFor] == "" {
				continue
			}
			class, err := classes.Lister().Get(*claim.Spec.StorageClassName)
			if err != nil || !wantsVolume(claim, class) {
				continue
			}
			node, err := nodes.Lister().Get(claim.Annotations[selectedNode])
			if err != nil && claim.Annotations[selectedNode] != "" {
				continue // the node is gone: the scheduler chooses another
			}
			_, err = client.CoreV1().PersistentVolumes().Create(ctx, volumeFor(claim, class, node), metav1.CreateOptions{})
			if err != nil && !apierrors.IsAlreadyExists(err) {
				failures = append(failures, err)
			}
		}
		existing, err := volumes.Lister().List(labels.Everything())
		if err != nil {
			return err
		}
		for _, volume := range existing {
			if isDone(volume) {
				err := client.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, metav1.DeleteOptions{})
				if err != nil && !apierrors.IsNotFound(err) {
					failures = append(failures, err)
				}
			}
		}
		return errors.Join(failures...)
	}, claims.Informer(), volumes.Informer(), classes.Informer(), nodes.Informer())
}

func wantsVolume(claim *corev1.PersistentVolumeClaim, class *storagev1.StorageClass) bool {
	late := class.VolumeBindingMode != nil && *class.VolumeBindingMode == storagev1.VolumeBindingWaitForFirstConsumer
	return claim.DeletionTimestamp == nil && claim.Spec.VolumeName == "" && claim.Status.Phase != corev1.ClaimBound &&
		(!late || claim.Annotations[selectedNode] != "")
}

// isDone tells whether a volume of ours has outlived its claim and its class does not retain it.
func isDone(volume *corev1.PersistentVolume) bool {
	return volume.Annotations[ours] != "" && volume.DeletionTimestamp == nil &&
		volume.Status.Phase == corev1.VolumeReleased &&
		volume.Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimDelete
}

func volumeFor(claim *corev1.PersistentVolumeClaim, class *storagev1.StorageClass, node *corev1.Node) *corev1.PersistentVolume {
	policy := corev1.PersistentVolumeReclaimDelete
	if class.ReclaimPolicy != nil {
		policy = *class.ReclaimPolicy
	}
	name := "pvc-" + string(claim.UID) // one claim, one volume, however often this runs
	volume := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name:        name,
			Annotations: map[string]string{provisionedBy: class.Provisioner, ours: "true"},
		},
		Spec: corev1.PersistentVolumeSpec{
			Capacity:                      corev1.ResourceList{corev1.ResourceStorage: claim.Spec.Resources.Requests[corev1.ResourceStorage]},
			AccessModes:                   claim.Spec.AccessModes,
			VolumeMode:                    claim.Spec.VolumeMode,
			StorageClassName:              class.Name,
			PersistentVolumeReclaimPolicy: policy,
			MountOptions:                  class.MountOptions,
			ClaimRef: &corev1.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim",
				Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
			// Not the driver's own kind, which the controller manager would try to attach.
			PersistentVolumeSource: corev1.PersistentVolumeSource{
				HostPath: &corev1.HostPathVolumeSource{Path: "/var/lib/gameplane-testbed/" + name},
			},
		},
	}
	if node != nil && node.Labels[zoneLabel] != "" {
		volume.Spec.NodeAffinity = inZone(node.Labels[zoneLabel])
	}
	return volume
}

func inZone(zone string) *corev1.VolumeNodeAffinity {
	return &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
		MatchExpressions: []corev1.NodeSelectorRequirement{{Key: zoneLabel, Operator: corev1.NodeSelectorOpIn, Values: []string{zone}}},
	}}}}
}
