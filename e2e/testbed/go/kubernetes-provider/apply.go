package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/util/csaupgrade"
)

const (
	// creator is the field manager of a creation, as in the official provider.
	creator = "pulumi-kubernetes"
	// applier is the field manager of server-side apply; in the official provider it ends in letters by chance.
	applier = "pulumi-kubernetes-testbed"
	// How often a creation is tried whose namespace or kind is not there yet; the pauses double, from one second.
	creationTries = 6
)

// post creates an object. What exists is an error, unless the provider is told to take it over.
func (o objects) post(inputs object, dryRun bool) (object, error) {
	pause := time.Second
	for try := 1; ; try++ {
		created, err := o.postOnce(inputs, dryRun)
		again := meta.IsNoMatchError(err) || (apierrors.IsNotFound(err) && !(dryRun && namespaceIsMissing(err, inputs)))
		if !again || try == creationTries || !o.sleep(o.working, pause) {
			return created, err
		}
		pause *= 2
	}
}

func (o objects) postOnce(inputs object, dryRun bool) (object, error) {
	client, sent, err := o.cluster.resource(inputs)
	if err != nil {
		return nil, err
	}
	if o.settings.upsertExisting {
		return o.patch(client, sent, nil, dryRun)
	}
	created, err := client.Create(o.working, sent, metav1.CreateOptions{FieldManager: creator, DryRun: dryRunOption(dryRun)})
	if err != nil {
		return nil, err
	}
	return created.Object, nil
}

// apply updates an object by server-side apply: fields that the inputs no longer have go, fields of others stay.
func (o objects) apply(inputs, state object, dryRun bool) (object, error) {
	client, sent, err := o.cluster.resource(inputs)
	if err != nil {
		return nil, err
	}
	live, err := client.Get(o.working, text(state, "metadata", "name"), metav1.GetOptions{})
	if err != nil {
		return nil, err
	}
	if !dryRun {
		if live, err = o.takeOver(client, live); err != nil {
			return nil, err
		}
	}
	return o.patch(client, sent, live, dryRun)
}

func (o objects) patch(client dynamic.ResourceInterface, sent, live *unstructured.Unstructured, dryRun bool) (object, error) {
	body, err := sent.MarshalJSON()
	if err != nil {
		return nil, err
	}
	// A preview takes nothing over, so it must not trip over what an update would take over first.
	force := o.settings.patchForce || sent.GetAnnotations()["pulumi.com/patchForce"] == "true" ||
		(dryRun && (live == nil || len(formerManagers(live)) > 0)) || (live != nil && len(live.GetManagedFields()) == 0)
	options := metav1.PatchOptions{FieldManager: applier, Force: &force, DryRun: dryRunOption(dryRun)}
	applied, err := client.Patch(o.working, sent.GetName(), types.ApplyPatchType, body, options)
	if err != nil {
		return nil, err
	}
	return applied.Object, nil
}

// takeOver gives fields that were set by our own creation, or by kubectl, to server-side apply. Otherwise a field that
// a program drops would stay, held by its creator.
func (o objects) takeOver(client dynamic.ResourceInterface, live *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	patch, err := csaupgrade.UpgradeManagedFieldsPatch(live, sets.New(formerManagers(live)...), applier)
	if err != nil || patch == nil {
		return live, err
	}
	return client.Patch(o.working, live.GetName(), types.JSONPatchType, patch, metav1.PatchOptions{})
}

func formerManagers(live *unstructured.Unstructured) (managers []string) {
	for _, entry := range live.GetManagedFields() {
		ours := entry.Manager == creator || entry.Manager == "before-first-apply" || strings.HasPrefix(entry.Manager, "kubectl")
		if ours && entry.Operation == metav1.ManagedFieldsOperationUpdate && entry.Subresource == "" {
			managers = append(managers, entry.Manager)
		}
	}
	return managers
}

func (o objects) get(of object) (object, error) {
	client, sent, err := o.cluster.resource(of)
	if err != nil {
		return nil, err
	}
	live, err := client.Get(o.working, sent.GetName(), metav1.GetOptions{})
	if err != nil {
		return nil, err
	}
	return live.Object, nil
}

// sleep is false where the wait was cut short.
func (p *provider) sleep(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

func dryRunOption(dryRun bool) []string {
	if dryRun {
		return []string{metav1.DryRunAll}
	}
	return nil
}

// namespaceIsMissing is whether an object cannot be tried because its namespace comes with the same update.
func namespaceIsMissing(err error, inputs object) bool {
	var status apierrors.APIStatus
	if !apierrors.IsNotFound(err) || !errors.As(err, &status) {
		return false
	}
	details := status.Status().Details
	return details != nil && details.Kind == "namespaces" && details.Name == text(inputs, "metadata", "namespace")
}

// explained adds the remedy to errors that have one.
func explained(err error) error {
	switch {
	case apierrors.IsAlreadyExists(err):
		return fmt.Errorf("%w; it was made by someone else or by an update that was interrupted: `pulumi import` takes it into the "+
			"state, an alias keeps the identity of a renamed resource", err)
	case apierrors.IsConflict(err):
		return fmt.Errorf("%w; another field manager owns these fields: leave them out, or take them by the annotation "+
			"pulumi.com/patchForce: \"true\"", err)
	}
	return err
}
