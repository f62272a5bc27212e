// pulumi-resource-kubernetes stands in for Pulumi's Kubernetes provider where the official one is not installed: it
// applies a program's objects and Helm releases to a real API server, through client-go and the Helm SDK.
//
// It behaves as version 4.34 of the official provider does where a user sees it: Create is a plain creation and refuses
// what exists, Update is a server-side apply, previews are the API server's dry runs, a change of an identity, a
// selector or the data of a ConfigMap or Secret replaces, Read notices drift, Delete is in the foreground and waits,
// and what exists but does not become ready is kept in the state with an error. Secrets are taken as such and never
// shown.
//
// What it does not check or imitate:
//   - Patch resources, List resources, yaml/v2, kustomize, helm.sh/v4 charts, helm.sh/v3 charts from a repository,
//     rendering to a directory, client-side apply, generateName, helmReleaseSettings, skipUpdateUnreachable: each is
//     refused by name.
//   - Warnings: deprecated APIs, helm hooks, clusters that cannot be reached. There is no progress text either.
//   - The OpenAPI check of inputs before a creation: the API server's own validation is the only one.
//   - Readiness is the object's own status. The official provider also looks at the Pods behind a workload and at the
//     endpoints behind a Service. This one waits for APIServices, CustomResourceDefinitions and Namespaces as well.
//   - ignoreChanges of a field that another manager owns; the annotation pulumi.com/waitFor is refused.
//   - The field manager has one name for all objects, not one for each.
//   - Charts by an oci:// address, provenance (verify), valueYamlFiles, postrender, dependencyUpdate, lint: refused.
//   - The whole spec of a Pod counts as immutable; the official provider has a list of its fields.
//   - After the engine was killed, what waits is given up after half a minute and not after its own timeout.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// How often to ask whether the engine still lives. The official provider asks every five minutes; a test bed wants no
// process left for so long.
const healthInterval = 5 * time.Second

// How long operations may go on without an engine. In the official provider there is no limit but their own timeouts.
const orphanGrace = 30 * time.Second

func main() {
	if err := serve(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-kubernetes:", err)
		os.Exit(1)
	}
}

func serve(arguments []string) error {
	provider := newProvider()
	stopped := make(chan bool)

	// The engine ends a plugin by SIGINT and kills it 5 s later: whatever still waits is given up.
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	// An engine that was killed says nothing. What is under way then gets time to end, because a Helm release that is
	// cut off in the middle stays pending for ever.
	healthy, lost := context.WithCancel(interrupted)
	defer lost()
	go func() {
		<-healthy.Done()
		if interrupted.Err() != nil {
			provider.cancel()
		} else {
			time.AfterFunc(orphanGrace, provider.cancel)
		}
		close(stopped) // serves what is under way, nothing new
	}()
	for _, argument := range arguments {
		if !strings.HasPrefix(argument, "-") {
			if err := rpcutil.Healthcheck(healthy, argument, healthInterval, lost); err != nil {
				return err
			}
		}
	}

	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stopped,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterResourceProviderServer(server, provider)
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(handle.Port) // the engine reads the port from the first line
	return <-handle.Done
}
