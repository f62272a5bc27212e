// Command sdk-stand-in does what the Agones SDK's sidecar does in game servers that kwok pretends: when a GameServer is
// Scheduled and its pod runs, it asks for Ready, as SDK.Ready() does; Agones' controller does the rest. With --match it
// also ends matches, and with --fleets it stands in for Agones' controller as far as a Fleet's status goes.
//
// It watches the definitions of these resources, so that they may come, vanish and come back at any time.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "kubeconfig of an administrator")
	match := flag.Duration("match", 0, "time from Allocated to SDK.Shutdown(); 0 is never")
	fleets := flag.Bool("fleets", false, "report every Fleet's replicas as ready: there is no Agones")
	flag.Parse()
	log.SetFlags(log.Ltime | log.Lmicroseconds)

	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	fatal(err)
	config.QPS, config.Burst = 5000, 5000 // thousands of game servers get ready at once
	resources, err := dynamic.NewForConfig(config)
	fatal(err)
	client, err := kubernetes.NewForConfig(config)
	fatal(err)
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()

	sessions := map[string]session{}
	if *fleets {
		sessions["fleets.agones.dev"] = func(ctx context.Context) { keepFleetsReady(ctx, resources) }
	} else {
		sessions["gameservers.agones.dev"] = func(ctx context.Context) { standIn(ctx, resources, client, *match) }
	}
	log.Print("watching")
	whileDefined(ctx, resources, sessions)
}

// A session lasts as long as the resource that it is for is defined.
type session func(ctx context.Context)

func fatal(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
