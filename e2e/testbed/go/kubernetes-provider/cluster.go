package main

import (
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
)

// How long to try to reach the API server before a preview goes on without it.
const reachTimeout = 10 * time.Second

// cluster is a connection to an API server. It is also the getter that the Helm SDK wants.
type cluster struct {
	config    *rest.Config
	loader    clientcmd.ClientConfig
	client    dynamic.Interface
	discovery discovery.CachedDiscoveryInterface
	mapper    *restmapper.DeferredDiscoveryRESTMapper
	// namespace of objects that name none.
	namespace string
}

func connect(settings settings) (*cluster, error) {
	loader, err := settings.clientConfig()
	if err != nil {
		return nil, err
	}
	config, err := loader.ClientConfig()
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 50, 120 // as the official provider has them; client-go's own 5 and 10 make updates crawl
	config.WarningHandler = rest.NoWarnings{}
	namespace, _, err := loader.Namespace()
	if err != nil {
		return nil, err
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	direct, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, err
	}
	if err := reach(config); err != nil {
		return nil, err
	}
	cached := memory.NewMemCacheClient(direct)
	return &cluster{
		config: config, loader: loader, client: client, discovery: cached,
		mapper: restmapper.NewDeferredDiscoveryRESTMapper(cached), namespace: namespace,
	}, nil
}

func reach(config *rest.Config) error {
	hurried := rest.CopyConfig(config)
	hurried.Timeout = reachTimeout
	client, err := discovery.NewDiscoveryClientForConfig(hurried)
	if err != nil {
		return err
	}
	if _, err := client.ServerVersion(); err != nil {
		return fmt.Errorf("API server %s: %w", config.Host, err)
	}
	return nil
}

func (c *cluster) ToRESTConfig() (*rest.Config, error) { return rest.CopyConfig(c.config), nil }

func (c *cluster) ToDiscoveryClient() (discovery.CachedDiscoveryInterface, error) {
	return c.discovery, nil
}

func (c *cluster) ToRESTMapper() (meta.RESTMapper, error) { return c.mapper, nil }

func (c *cluster) ToRawKubeConfigLoader() clientcmd.ClientConfig { return c.loader }

// forget makes the next look-up ask the API server which kinds it has.
func (c *cluster) forget() { c.mapper.Reset() }

// mapping finds how the API server serves an object's kind; a kind that is new is looked for again.
func (c *cluster) mapping(of object) (*meta.RESTMapping, error) {
	gvk := (&unstructured.Unstructured{Object: of}).GroupVersionKind()
	mapping, err := c.mapper.RESTMapping(gvk.GroupKind(), gvk.Version)
	if meta.IsNoMatchError(err) {
		c.forget()
		mapping, err = c.mapper.RESTMapping(gvk.GroupKind(), gvk.Version)
	}
	return mapping, err
}

// isNamespaced is whether objects of this kind are in namespaces. A kind that is not served yet counts as namespaced:
// when it is there, resource takes the namespace off again if need be.
func (c *cluster) isNamespaced(of object) (bool, error) {
	mapping, err := c.mapping(of)
	if meta.IsNoMatchError(err) {
		return true, nil
	}
	return err == nil && mapping.Scope.Name() == meta.RESTScopeNameNamespace, err
}

// resource is the client for an object, and the object as it is sent: with its namespace, or without one.
func (c *cluster) resource(from object) (dynamic.ResourceInterface, *unstructured.Unstructured, error) {
	mapping, err := c.mapping(from)
	if err != nil {
		return nil, nil, err
	}
	sent := (&unstructured.Unstructured{Object: from}).DeepCopy()
	if mapping.Scope.Name() != meta.RESTScopeNameNamespace {
		sent.SetNamespace("")
		return c.client.Resource(mapping.Resource), sent, nil
	}
	if sent.GetNamespace() == "" {
		sent.SetNamespace(c.namespace)
	}
	return c.client.Resource(mapping.Resource).Namespace(sent.GetNamespace()), sent, nil
}
