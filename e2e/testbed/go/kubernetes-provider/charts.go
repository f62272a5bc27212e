package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/registry"
	"helm.sh/helm/v3/pkg/repo"
)

// charts finds charts. An archive from a repository is fetched once for a preview or an update: check and installation
// must see the same.
type charts struct {
	mutex    sync.Mutex
	archives map[string][]byte // by repository, chart and version
}

func newCharts() *charts { return &charts{archives: map[string][]byte{}} }

// load gives a chart of its own to each caller, since rendering changes it.
func (c *charts) load(inputs releaseInputs) (*chart.Chart, error) {
	loaded, err := c.find(inputs)
	if err != nil {
		return nil, err
	}
	if kind := loaded.Metadata.Type; kind != "" && kind != "application" {
		return nil, fmt.Errorf("chart %s is a %s chart, which cannot be installed", inputs.Chart, kind)
	}
	if wanted := loaded.Metadata.Dependencies; wanted != nil {
		if err := action.CheckDependencies(loaded, wanted); err != nil {
			return nil, err
		}
	}
	return loaded, nil
}

func (c *charts) find(inputs releaseInputs) (*chart.Chart, error) {
	name := strings.TrimSpace(inputs.Chart)
	switch {
	case registry.IsOCI(name) || registry.IsOCI(inputs.RepositoryOpts.Repo):
		return nil, fmt.Errorf("chart %s: the stand-in for the Kubernetes provider takes no chart by oci://; install the official one", name)
	case inputs.RepositoryOpts.Repo == "":
		return loadLocal(name)
	}
	archive, err := c.fetch(name, inputs)
	if err != nil {
		return nil, err
	}
	return loader.LoadArchive(bytes.NewReader(archive))
}

// loadLocal loads a folder or an archive; a relative path begins at the program's folder.
func loadLocal(name string) (*chart.Chart, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("chart %q is no folder or archive here, and repositoryOpts.repo names no repository", name)
	}
	if info.IsDir() {
		if _, err := os.Stat(filepath.Join(name, "Chart.yaml")); err != nil {
			return nil, fmt.Errorf("folder %q has no Chart.yaml", name)
		}
	}
	return loader.Load(name)
}

// fetch gets an archive by the repository's index, as `helm install --repo` does. Certificates are the system's own or
// those of SSL_CERT_FILE, unless repositoryOpts.caFile names others.
func (c *charts) fetch(name string, inputs releaseInputs) ([]byte, error) {
	from, version := inputs.RepositoryOpts, strings.TrimSpace(inputs.Version)
	if version == "" && inputs.Devel {
		version = ">0.0.0-0"
	}
	if address, err := url.Parse(from.Repo); err != nil || address.Host == "" {
		return nil, fmt.Errorf("repositoryOpts.repo %q is no address; a repository added to Helm is not known here", from.Repo)
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	key := from.Repo + " " + name + " " + version
	if archive, found := c.archives[key]; found {
		return archive, nil
	}
	getters := getter.All(cli.New())
	address, err := repo.FindChartInAuthAndTLSRepoURL(from.Repo, from.Username, from.Password, name, version,
		from.CertFile, from.KeyFile, from.CAFile, false, getters)
	if err != nil {
		return nil, err
	}
	archive, err := download(address, from, getters)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", address, err)
	}
	c.archives[key] = archive
	return archive, nil
}

func download(address string, from source, getters getter.Providers) ([]byte, error) {
	to, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	client, err := getters.ByScheme(to.Scheme)
	if err != nil {
		return nil, err
	}
	options := []getter.Option{getter.WithTLSClientConfig(from.CertFile, from.KeyFile, from.CAFile)}
	if repository, err := url.Parse(from.Repo); err == nil && repository.Host == to.Host && repository.Scheme == to.Scheme {
		options = append(options, getter.WithBasicAuth(from.Username, from.Password)) // never to another host
	}
	content, err := client.Get(address, options...)
	if err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}
