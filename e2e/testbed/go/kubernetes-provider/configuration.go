package main

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// settings are the provider's arguments, each with the environment variable that the official provider reads too.
type settings struct {
	kubeconfig, context, clusterName, namespace string
	deleteUnreachable                           bool // PULUMI_K8S_DELETE_UNREACHABLE
	patchForce                                  bool // PULUMI_K8S_ENABLE_PATCH_FORCE
	upsertExisting                              bool // PULUMI_K8S_UPSERT_EXISTING_OBJECTS
	configMapMutable                            bool // PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE
	secretMutable                               bool // PULUMI_K8S_ENABLE_SECRET_MUTABLE
}

// Arguments that the official provider has and that would be ignored here: better an error.
var refusedArguments = []string{"renderYamlToDirectory", "alwaysRender", "helmReleaseSettings", "skipUpdateUnreachable"}

func readSettings(arguments object) (settings, error) {
	for _, key := range refusedArguments {
		if value := arguments[key]; value != nil && value != "" && value != "false" && value != false {
			return settings{}, fmt.Errorf("the stand-in for the Kubernetes provider has no %s; install the official one", key)
		}
	}
	if !flag(arguments, "enableServerSideApply", "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", true) {
		return settings{}, fmt.Errorf("the stand-in for the Kubernetes provider has server-side apply only; install the official one")
	}
	return settings{
		kubeconfig:        text(arguments, "kubeconfig"),
		context:           text(arguments, "context"),
		clusterName:       text(arguments, "cluster"),
		namespace:         text(arguments, "namespace"),
		deleteUnreachable: flag(arguments, "deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE", false),
		patchForce:        flag(arguments, "enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE", false),
		upsertExisting:    flag(arguments, "upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS", false),
		configMapMutable:  flag(arguments, "enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE", false),
		secretMutable:     flag(arguments, "enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE", false),
	}, nil
}

// flag is an argument's truth; the engine sends booleans as text.
func flag(arguments object, key, variable string, fallback bool) bool {
	switch value := arguments[key].(type) {
	case bool:
		return value
	case string:
		return value == "true"
	}
	if value, set := os.LookupEnv(variable); set {
		return value == "true"
	}
	return fallback
}

// overrides are the settings that choose within a kubeconfig.
func (s settings) overrides() *clientcmd.ConfigOverrides {
	return &clientcmd.ConfigOverrides{
		CurrentContext: s.context,
		Context:        api.Context{Cluster: s.clusterName, Namespace: s.namespace},
	}
}

// clientConfig is what to connect with: the kubeconfig of the arguments (its text or its path), else the machine's own.
func (s settings) clientConfig() (clientcmd.ClientConfig, error) {
	if s.kubeconfig == "" {
		rules := clientcmd.NewDefaultClientConfigLoadingRules()
		return clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, s.overrides()), nil
	}
	loaded, err := loadKubeconfig(s.kubeconfig)
	if err != nil {
		return nil, err
	}
	return clientcmd.NewDefaultClientConfig(*loaded, s.overrides()), nil
}

func loadKubeconfig(pathOrText string) (*api.Config, error) {
	path := pathOrText
	if rest, found := strings.CutPrefix(path, "~/"); found {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + "/" + rest
		}
	}
	if content, err := os.ReadFile(path); err == nil {
		return clientcmd.Load(content)
	}
	loaded, err := clientcmd.Load([]byte(pathOrText))
	if err != nil {
		return nil, fmt.Errorf("the provider's kubeconfig is neither a file nor a kubeconfig's text: %w", err)
	}
	return loaded, nil
}

// activeCluster is the address and certificate that the kubeconfig leads to.
func (s settings) activeCluster() *api.Cluster {
	if s.kubeconfig == "" {
		return nil
	}
	loaded, err := loadKubeconfig(s.kubeconfig)
	if err != nil {
		return nil
	}
	name := s.clusterName
	if name == "" {
		current := s.context
		if current == "" {
			current = loaded.CurrentContext
		}
		if context := loaded.Contexts[current]; context != nil {
			name = context.Cluster
		}
	}
	return loaded.Clusters[name]
}

func (p *provider) CheckConfig(_ context.Context, request *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: request.News}, nil
}

// DiffConfig replaces the provider, and with it all its resources, when it leads to another cluster.
func (p *provider) DiffConfig(_ context.Context, request *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, news := decode(request.Olds), decode(request.News)
	changes := compare(olds, news)
	return answer(changes, replacingArguments(olds, news), nil), nil
}

func replacingArguments(olds, news object) []string {
	const identifier = "clusterIdentifier"
	before, after := text(olds, identifier), text(news, identifier)
	where := []string{"kubeconfig", "context", "cluster"}
	switch {
	case before != "" && before == after: // the user says that it is the same cluster
		return nil
	case before != "" && after != "":
		return []string{identifier}
	case hasUnknown(news["kubeconfig"]) || hasUnknown(news["context"]) || hasUnknown(news["cluster"]):
		return where // it could be another, and the official provider is cautious too
	}
	old, err := readSettings(olds)
	if err != nil {
		return nil
	}
	new, err := readSettings(news)
	if err != nil {
		return nil
	}
	left, right := old.activeCluster(), new.activeCluster()
	if left == nil || right == nil || reflect.DeepEqual(left, right) {
		return nil
	}
	return where
}

// Configure connects. A cluster that cannot be reached is no error yet: a preview goes on without it.
func (p *provider) Configure(_ context.Context, request *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	settings, err := readSettings(decode(request.Args))
	if err != nil {
		return nil, err
	}
	p.settings = settings
	p.cluster, p.unreachable = connect(settings)
	return &pulumirpc.ConfigureResponse{
		AcceptSecrets: true, SupportsPreview: true, SupportsAutonamingConfiguration: true,
	}, nil
}
