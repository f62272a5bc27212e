package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/release"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// Invoke serves the two functions that the SDK's own components call: ConfigFile and ConfigGroup decode YAML, and
// helm.v3.Chart renders a local chart.
func (p *provider) Invoke(ctx context.Context, request *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	arguments := decode(request.Args)
	var manifest string
	switch request.Tok {
	case "kubernetes:yaml:decode":
		manifest = text(arguments, "text")
	case "kubernetes:helm:template":
		rendered, err := p.template(ctx, text(arguments, "jsonOpts"))
		if err != nil {
			return nil, err
		}
		manifest = rendered
	default:
		return nil, status.Errorf(codes.Unimplemented, "the stand-in for the Kubernetes provider has no %s; install the official one", request.Tok)
	}
	documents, err := decodeYAML(manifest)
	if err != nil {
		return nil, err
	}
	result := make([]any, len(documents))
	for i, document := range documents {
		result[i] = document
	}
	return &pulumirpc.InvokeResponse{Return: encode(object{"result": result}, request.Args)}, nil
}

// templateOptions are what the SDK's Chart sends; without JSON tags where the names differ in case alone.
type templateOptions struct {
	Chart, Path, Namespace string
	Repo                   string
	Values                 object
	ReleaseName            string `json:"release_name"`
	TestHooks              bool   `json:"include_test_hook_resources"`
	SkipCRDs               bool   `json:"skip_crd_rendering"`
}

func (p *provider) template(ctx context.Context, text string) (string, error) {
	var options templateOptions
	if err := json.Unmarshal([]byte(text), &options); err != nil {
		return "", err
	}
	if options.Path == "" && options.Repo != "" {
		return "", fmt.Errorf("the stand-in for the Kubernetes provider renders local charts only; install the official one")
	}
	path := options.Path
	if path == "" {
		path = options.Chart
	}
	chart, err := loadLocal(path)
	if err != nil {
		return "", err
	}
	install := action.NewInstall(&action.Configuration{Log: func(string, ...any) {}})
	install.ReleaseName, install.Namespace = options.ReleaseName, options.Namespace
	install.DryRun, install.ClientOnly, install.IncludeCRDs = true, true, !options.SkipCRDs
	rendered, err := install.RunWithContext(ctx, chart, options.Values)
	if err != nil {
		return "", err
	}
	manifest := rendered.Manifest
	for _, hook := range rendered.Hooks {
		if !slices.Contains(hook.Events, release.HookTest) || options.TestHooks {
			manifest += "\n---\n" + hook.Manifest
		}
	}
	return manifest, nil
}

// decodeYAML reads the objects of a manifest; documents that are empty or only comments are left out.
func decodeYAML(manifest string) (documents []object, err error) {
	for _, part := range strings.Split("\n"+manifest, "\n---") {
		var document object
		if err := yaml.Unmarshal([]byte(part), &document); err != nil {
			return nil, err
		}
		if len(document) > 0 {
			documents = append(documents, document)
		}
	}
	return documents, nil
}

// groupKindOf is Kind.group, or Kind alone in the core group.
func groupKindOf(of object) string {
	return (&unstructured.Unstructured{Object: of}).GroupVersionKind().GroupKind().String()
}
