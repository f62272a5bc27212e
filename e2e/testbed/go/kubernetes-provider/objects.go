package main

import (
	"fmt"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// objects are Kubernetes objects of any kind. An object's state is the object as the API server has it.
type objects struct{ *provider }

func (o objects) check(request *pulumirpc.CheckRequest, news, olds object) (object, []*pulumirpc.CheckFailure, error) {
	token := typeOf(request.Urn)
	if strings.HasSuffix(token, "Patch") || strings.HasSuffix(token, "List") {
		return nil, nil, fmt.Errorf("the stand-in for the Kubernetes provider has no %s; install the official one", token)
	}
	if text(news, "apiVersion") == "" || text(news, "kind") == "" {
		return nil, []*pulumirpc.CheckFailure{{Reason: "apiVersion and kind are missing"}}, nil
	}
	inputs := normalize(news)
	if err := name(inputs, olds, request); err != nil {
		return nil, nil, err
	}
	if text(inputs, "metadata", "annotations", "pulumi.com/waitFor") != "" {
		return nil, nil, fmt.Errorf("the stand-in for the Kubernetes provider does not wait by pulumi.com/waitFor; install the official one")
	}
	return inputs, nil, o.setNamespace(inputs)
}

// setNamespace writes the namespace that an object goes to, so that a change of the default is seen.
func (o objects) setNamespace(inputs object) error {
	metadata, ok := inputs["metadata"].(object)
	if !ok || o.cluster == nil || metadata["namespace"] != nil {
		return nil
	}
	namespaced, err := o.cluster.isNamespaced(inputs)
	if namespaced {
		metadata["namespace"] = o.cluster.namespace
	}
	return err
}

// diff compares what is live, as far as the old inputs asked for it, with the new inputs: drift is a change too.
func (o objects) diff(request *pulumirpc.DiffRequest, state, olds, news object) (*pulumirpc.DiffResponse, error) {
	news, olds = normalize(news), normalize(olds)
	live, _ := prune(state, olds).(object)
	live = normalize(live)
	if err := o.alignNamespaces(live, news); err != nil {
		return nil, err
	}
	response := answer(compare(live, news), replacingPaths(news, o.settings), request.IgnoreChanges)
	// Two objects of one name cannot exist side by side, and a name that was made up is made anew.
	same := text(news, "metadata", "name") == text(state, "metadata", "name") &&
		text(news, "metadata", "namespace") == text(live, "metadata", "namespace")
	response.DeleteBeforeReplace = len(response.Replaces) > 0 && same && !isAutonamed(news)
	return response, nil
}

// alignNamespaces makes a namespace that was left out equal to the one that it means.
func (o objects) alignNamespaces(live, news object) error {
	namespaced := true
	if o.cluster != nil {
		var err error
		if namespaced, err = o.cluster.isNamespaced(news); err != nil {
			return err
		}
	}
	for _, one := range []object{live, news} {
		metadata, ok := one["metadata"].(object)
		if !ok {
			continue
		}
		if !namespaced {
			delete(metadata, "namespace")
		} else if metadata["namespace"] == nil {
			metadata["namespace"] = metav1.NamespaceDefault
		}
	}
	return nil
}

func (o objects) create(request *pulumirpc.CreateRequest, inputs object) (string, object, error) {
	if request.Preview {
		state, err := o.previewCreate(inputs)
		return "", state, err
	}
	created, err := o.post(inputs, false)
	if meta.IsNoMatchError(err) {
		return "", nil, fmt.Errorf("%s %s: the API server does not know this apiVersion and kind; its CustomResourceDefinition must be "+
			"created first: %w", text(inputs, "kind"), idOf(inputs), err)
	}
	if err != nil {
		return "", nil, fmt.Errorf("resource %q was not successfully created by the Kubernetes API server: %w", request.Urn, explained(err))
	}
	live, err := o.await(created, inputs, request.Timeout, false)
	if err != nil {
		err = fmt.Errorf("resource %q was successfully created, but the Kubernetes API server reported that it failed to fully "+
			"initialize or become live: %w", request.Urn, err)
	}
	return idOf(live), stateOf(live), err
}

// previewCreate is what the API server would make of an object. Where it cannot tell, the inputs are all that is known.
func (o objects) previewCreate(inputs object) (object, error) {
	if o.cluster == nil || hasUnknown(inputs) {
		return inputs, nil
	}
	if _, err := o.cluster.mapping(inputs); err != nil {
		return inputs, nil // its CustomResourceDefinition comes with the same update
	}
	created, err := o.post(inputs, true)
	switch {
	case err == nil:
		state := stateOf(created)
		delete(state, "status") // what comes later is not known to be empty
		return state, nil
	case namespaceIsMissing(err, inputs), apierrors.IsForbidden(err):
		return inputs, nil
	case apierrors.IsAlreadyExists(err): // the object that this one replaces
		return inputs, nil
	}
	return nil, explained(err)
}

func (o objects) update(request *pulumirpc.UpdateRequest, state, news object) (object, error) {
	news = normalize(news)
	if request.Preview {
		return o.previewUpdate(news, state)
	}
	live, err := o.apply(news, state, false)
	if err == nil {
		live, err = o.await(live, news, request.Timeout, true)
	}
	if err == nil {
		return stateOf(live), nil
	}
	// The object is there, whatever became of the change: the state keeps it, and the error makes the next update try.
	if current, readError := o.get(state); readError == nil {
		live = current
	} else if live == nil {
		return nil, fmt.Errorf("update of resource %q failed: %w", request.Urn, explained(err))
	}
	return stateOf(live), notLive(live, err)
}

func (o objects) previewUpdate(news, state object) (object, error) {
	if o.cluster == nil || hasUnknown(news) {
		return news, nil
	}
	if _, err := o.cluster.mapping(news); err != nil {
		return news, nil
	}
	live, err := o.apply(news, state, true)
	if apierrors.IsForbidden(err) {
		return news, nil
	}
	if err != nil {
		return nil, notLive(state, err)
	}
	return stateOf(live), nil
}

func notLive(of object, err error) error {
	return fmt.Errorf("the Kubernetes API server reported that %q failed to fully initialize or become live: %w", idOf(of), explained(err))
}

func (o objects) read(request *pulumirpc.ReadRequest, state, inputs object) (string, object, object, error) {
	imported := len(inputs) == 0
	if imported {
		gvk, err := kindOfType(typeOf(request.Urn))
		if err != nil {
			return "", nil, nil, err
		}
		namespace, name := splitID(request.Id)
		wanted := &unstructured.Unstructured{Object: object{}}
		wanted.SetGroupVersionKind(gvk)
		wanted.SetName(name)
		wanted.SetNamespace(namespace)
		state = wanted.Object
	}
	if len(state) == 0 { // adopted by hand: the state has an id, and nothing of the object yet
		state = inputs
	}
	live, err := o.get(state)
	if apierrors.IsNotFound(err) || meta.IsNoMatchError(err) {
		return "", nil, nil, nil
	}
	if err != nil {
		return "", nil, nil, err
	}
	found := stateOf(live)
	if imported {
		return request.Id, found, inputsOf(found), nil
	}
	liveInputs, _ := prune(found, normalize(inputs)).(object)
	if ready, reason := isReadyOnRead(live); !ready && !skipsAwait(inputs) {
		return request.Id, found, liveInputs, fmt.Errorf("%s %s is not ready: %s", text(live, "kind"), idOf(live), reason)
	}
	return request.Id, found, liveInputs, nil
}

// inputsOf is what a program would have to say to get this object.
func inputsOf(found object) object {
	inputs := normalize(found)
	delete(inputs, "status")
	for _, annotation := range []string{"deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"} {
		unstructured.RemoveNestedField(inputs, "metadata", "annotations", annotation)
	}
	return inputs
}

// stateOf is an object as the state keeps it.
func stateOf(live object) object {
	state := (&unstructured.Unstructured{Object: live}).DeepCopy().Object
	unstructured.RemoveNestedField(state, "metadata", "managedFields") // as long as all the rest, and of no use to a program
	return state
}
