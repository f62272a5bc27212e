package main

import (
	"time"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/release"
	"k8s.io/client-go/tools/clientcmd"
)

type helmRelease = release.Release

// helm is Helm's own configuration for one namespace: where releases are kept, and where objects go that name none.
func (r releases) helm(namespace string) (*action.Configuration, error) {
	configuration := new(action.Configuration)
	// Helm logs values, so its log goes nowhere.
	err := configuration.Init(inNamespace{r.cluster, namespace}, namespace, "secret", func(string, ...any) {})
	return configuration, err
}

func (r releases) install(inputs releaseInputs) (*helmRelease, error) {
	configuration, chart, err := r.prepare(inputs)
	if err != nil {
		return nil, err
	}
	install := action.NewInstall(configuration)
	install.ReleaseName = inputs.Name
	install.Namespace = inputs.Namespace
	install.CreateNamespace = inputs.CreateNamespace
	install.Description = inputs.Description
	install.Atomic = inputs.Atomic
	install.Wait = !inputs.SkipAwait
	install.WaitForJobs = !inputs.SkipAwait && inputs.WaitForJobs
	install.Timeout = inputs.timeout()
	install.SkipCRDs = inputs.SkipCrds
	install.Replace = inputs.Replace
	install.DisableHooks = inputs.DisableWebhooks
	install.DisableOpenAPIValidation = inputs.DisableOpenapiValidation
	install.SubNotes = inputs.RenderSubchartNotes
	defer r.cluster.forget() // the chart may bring definitions
	return install.RunWithContext(r.working, chart, inputs.Values)
}

func (r releases) upgrade(inputs releaseInputs) (*helmRelease, error) {
	configuration, chart, err := r.prepare(inputs)
	if err != nil {
		return nil, err
	}
	upgrade := action.NewUpgrade(configuration)
	upgrade.Namespace = inputs.Namespace
	upgrade.Description = inputs.Description
	upgrade.Atomic = inputs.Atomic
	upgrade.Wait = !inputs.SkipAwait
	upgrade.WaitForJobs = !inputs.SkipAwait && inputs.WaitForJobs
	upgrade.Timeout = inputs.timeout()
	upgrade.MaxHistory = inputs.MaxHistory
	upgrade.CleanupOnFail = inputs.CleanupOnFail
	upgrade.Force = inputs.ForceUpdate
	upgrade.Recreate = inputs.RecreatePods
	upgrade.ResetValues = inputs.ResetValues
	upgrade.ReuseValues = inputs.ReuseValues
	upgrade.DisableHooks = inputs.DisableCRDHooks // not DisableWebhooks: so it is in the official provider
	upgrade.SubNotes = inputs.RenderSubchartNotes
	defer r.cluster.forget()
	return upgrade.RunWithContext(r.working, inputs.Name, chart, inputs.Values)
}

func (r releases) uninstall(inputs releaseInputs) error {
	configuration, err := r.helm(inputs.Namespace)
	if err != nil {
		return err
	}
	uninstall := action.NewUninstall(configuration)
	if inputs.Atomic || !inputs.SkipAwait {
		uninstall.Wait = true
		uninstall.Timeout = inputs.timeout()
	}
	_, err = uninstall.Run(inputs.Name)
	r.cluster.forget()
	return err
}

// stored is the latest revision of a release, whatever its state.
func (r releases) stored(namespace, name string) (*helmRelease, error) {
	configuration, err := r.helm(namespace)
	if err != nil {
		return nil, err
	}
	return action.NewGet(configuration).Run(name)
}

func (r releases) prepare(inputs releaseInputs) (*action.Configuration, *chart.Chart, error) {
	configuration, err := r.helm(inputs.Namespace)
	if err != nil {
		return nil, nil, err
	}
	loaded, err := r.charts.load(inputs)
	return configuration, loaded, err
}

func (inputs releaseInputs) timeout() time.Duration {
	if inputs.Timeout == 0 {
		return defaultReleaseTimeout * time.Second
	}
	return time.Duration(inputs.Timeout) * time.Second
}

// inNamespace is a cluster whose default namespace is another.
type inNamespace struct {
	*cluster
	namespace string
}

func (in inNamespace) ToRawKubeConfigLoader() clientcmd.ClientConfig {
	return namespacedLoader{in.loader, in.namespace}
}

type clientConfig = clientcmd.ClientConfig // an embedded field of its own name would hide its method ClientConfig

type namespacedLoader struct {
	clientConfig
	namespace string
}

func (loader namespacedLoader) Namespace() (string, bool, error) { return loader.namespace, true, nil }
