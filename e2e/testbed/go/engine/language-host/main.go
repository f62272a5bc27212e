// pulumi-language-nodejs is a small language host for the Pulumi engine: the part of it that preview, up, refresh,
// destroy and policy packs call.
//
// The official host is no module of its own that a registry serves, so the test bed brings this one. Run starts the
// program by `node @pulumi/pulumi/cmd/run`, exactly as the official host does; everything that the program meets is
// npm's @pulumi/pulumi.
//
// Not imitated: code generation, `pulumi new` and `convert`, dependency lists, attaching a debugger, and other
// package managers than one that leaves a node_modules folder.
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

// How often to ask whether the engine still lives: how long a host outlives an engine that was killed.
const healthInterval = 5 * time.Second

func main() {
	if err := serve(engineAddress(os.Args[1:])); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-language-nodejs:", err)
		os.Exit(1)
	}
}

func serve(engine string) error {
	// The engine ends a plugin by SIGINT and kills it 5 s later. A host that ignores SIGINT costs these 5 s per command.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if engine != "" {
		// An engine that was killed says nothing: without this the host and its program stay for ever.
		if err := rpcutil.Healthcheck(ctx, engine, healthInterval, stop); err != nil {
			return err
		}
	}
	cancel := make(chan bool)
	go func() {
		<-ctx.Done()
		close(cancel)
	}()
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, &host{engine: engine})
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(handle.Port) // the engine reads the port from the first line
	return <-handle.Done
}

// engineAddress is the last argument that is no flag.
func engineAddress(args []string) string {
	address := ""
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			address = arg
		}
	}
	return address
}
