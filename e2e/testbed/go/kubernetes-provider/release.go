package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"sort"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
	"helm.sh/helm/v3/pkg/storage/driver"
)

const releaseType = "kubernetes:helm.sh/v3:Release"

// releases are Helm releases. A release's state is its inputs, with what Helm has stored laid over them.
type releases struct{ *provider }

func (r releases) check(request *pulumirpc.CheckRequest, news, olds object) (object, []*pulumirpc.CheckFailure, error) {
	var failures []*pulumirpc.CheckFailure
	for _, key := range refusedReleaseInputs {
		if value := news[key]; value != nil && value != false && value != "" {
			failures = append(failures, &pulumirpc.CheckFailure{
				Property: key, Reason: "the stand-in for the Kubernetes provider has no " + key + "; install the official one",
			})
		}
	}
	for _, key := range noReleaseInputs {
		delete(news, key)
	}
	r.setDefaults(request, news, olds)
	if len(failures) > 0 || hasUnknown(news) {
		return news, failures, nil
	}
	// A chart that cannot be had is said in the preview, and a range of versions becomes the one that will be installed.
	inputs, err := parseRelease(news)
	if err != nil {
		return nil, nil, err
	}
	chart, err := r.charts.load(inputs)
	if err != nil {
		return news, []*pulumirpc.CheckFailure{{
			Property: "chart", Reason: err.Error() + "; check the chart name and repository configuration",
		}}, nil
	}
	news["version"] = chart.Metadata.Version
	return news, nil, nil
}

func (r releases) setDefaults(request *pulumirpc.CheckRequest, news, olds object) {
	if name := news["name"]; name == nil || name == "" {
		news["name"] = olds["name"]
		if news["name"] == nil {
			seed := append(append([]byte{}, request.RandomSeed...), 0, 0, 0, 0)
			news["name"] = request.Name + "-" + hex.EncodeToString(seed[:4])
		}
	}
	if namespace := news["namespace"]; namespace == nil || namespace == "" {
		news["namespace"] = "default"
		if r.cluster != nil {
			news["namespace"] = r.cluster.namespace
		}
	}
	if news["timeout"] == nil && news["skipAwait"] != true {
		news["timeout"] = int64(defaultReleaseTimeout)
	}
}

// diff compares the new inputs with what Helm has stored, for the fields that the old or the new inputs speak of.
func (r releases) diff(request *pulumirpc.DiffRequest, state, olds, news object) (*pulumirpc.DiffResponse, error) {
	live, _ := prune(state, merge(lastInputs(request.Olds, olds), news)).(object)
	return answer(compare(live, news), []string{"name", "namespace"}, request.IgnoreChanges), nil
}

func (r releases) create(request *pulumirpc.CreateRequest, news object) (string, object, error) {
	if request.Preview {
		return "", previewState(news), nil
	}
	inputs, err := parseRelease(news)
	if err != nil {
		return "", nil, err
	}
	id := joinID(inputs.Namespace, inputs.Name)
	installed, err := r.install(inputs)
	if err == nil {
		return id, releaseState(news, installed), nil
	}
	// A release that Helm has kept, although it failed, is kept in the state as well.
	if installed == nil {
		return "", nil, err
	}
	kept, lookup := r.stored(inputs.Namespace, inputs.Name)
	if lookup != nil {
		return "", nil, err
	}
	return id, releaseState(news, kept), fmt.Errorf("helm release %q was created, but failed to initialize completely; use the Helm "+
		"command line to investigate: %w", id, err)
}

func (r releases) update(request *pulumirpc.UpdateRequest, state, news object) (object, error) {
	if request.Preview {
		return previewState(news), nil
	}
	inputs, err := parseRelease(news)
	if err != nil {
		return nil, err
	}
	upgraded, err := r.upgrade(inputs)
	if err == nil {
		return releaseState(news, upgraded), nil
	}
	if upgraded == nil || errors.Is(err, driver.ErrNoDeployedReleases) {
		return nil, err
	}
	id := joinID(inputs.Namespace, inputs.Name)
	return releaseState(news, upgraded), fmt.Errorf("helm release %q failed to initialize completely; use the Helm command line to "+
		"investigate: %w", id, err)
}

func (r releases) read(request *pulumirpc.ReadRequest, state, inputs object) (string, object, object, error) {
	namespace, name := text(state, "namespace"), text(state, "name")
	imported := len(state) == 0
	if imported {
		namespace, name = splitID(request.Id)
	}
	live, err := r.stored(namespace, name)
	if errors.Is(err, driver.ErrReleaseNotFound) {
		return "", nil, nil, nil
	}
	if err != nil {
		return "", nil, nil, err
	}
	if imported {
		inputs = object{
			"name": name, "namespace": namespace, "chart": live.Chart.Metadata.Name, "version": live.Chart.Metadata.Version,
			"values": merge(object{}, live.Config), "timeout": int64(defaultReleaseTimeout),
		}
		state = inputs
	}
	inputs = lastInputs(request.Properties, inputs)
	newState := releaseState(state, live)
	newState[triedInputs] = secret(inputs)
	return request.Id, newState, inputs, nil
}

// triedInputs is where a state keeps the inputs that were last given to Helm. After a failed update the engine's own
// copy is that of the time before, and a value that only the failed one had would never be taken back.
const triedInputs = "__inputs"

func lastInputs(state *structpb.Struct, fallback object) object {
	if tried, found := state.GetFields()[triedInputs]; found {
		if inputs, ok := plain(tried.AsInterface()).(object); ok {
			return inputs
		}
	}
	return fallback
}

func (r releases) delete(_ *pulumirpc.DeleteRequest, state, _ object) error {
	inputs, err := parseRelease(state)
	if err != nil {
		return err
	}
	return r.uninstall(inputs)
}

// previewState says what is not known before Helm has run.
func previewState(inputs object) object {
	return merge(inputs, object{"status": unknown, "resourceNames": unknown})
}

// releaseState is what a release looks like: what was asked for, and over it what Helm has stored.
func releaseState(inputs object, live *helmRelease) object {
	chart := live.Chart.Metadata
	return merge(inputs, object{
		triedInputs:     secret(inputs),
		"values":        merge(object{}, live.Config),
		"version":       chart.Version,
		"resourceNames": resourceNames(live.Manifest),
		"status": object{
			"name": live.Name, "namespace": live.Namespace, "revision": int64(live.Version), "status": live.Info.Status.String(),
			"chart": chart.Name, "version": chart.Version, "appVersion": chart.AppVersion,
		},
	})
}

// resourceNames are a manifest's objects by kind: {"Deployment.apps/apps/v1": ["games/matchmaker"]}.
func resourceNames(manifest string) object {
	names := map[string][]any{}
	documents, err := decodeYAML(manifest)
	if err != nil {
		return object{} // Helm has applied it, so it is good enough
	}
	for _, document := range documents {
		key := groupKindOf(document) + "/" + text(document, "apiVersion")
		names[key] = append(names[key], idOf(document))
	}
	out := object{}
	for key, list := range names {
		sort.Slice(list, func(i, j int) bool { return fmt.Sprint(list[i]) < fmt.Sprint(list[j]) })
		out[key] = list
	}
	return out
}
