// Command node-stand-in does what kubelet, kube-proxy, a cloud's load balancers and its disks do, for nodes that kwok
// pretends. kwok says that pods run; pods whose image has a local binary really do, each as one process in its own
// network namespace and root folder, and only become Ready when their probe succeeds.
//
//	pod bound to a node  -> sandbox (pods.go, sandbox.go, environment.go, volumes.go, network.go)
//	EndpointSlices       -> TCP forwarders on the cluster IPs of Services (services.go)
//	LoadBalancer Service -> its own cluster IP as address (load_balancers.go)
//	claim of a volume    -> a volume that is bound and holds nothing (provisioner.go)
//
// What it starts and makes is recorded below --state, so that others can end it when this process was killed.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == enterCommand {
		fatal(enterSandbox(os.Args[2:]))
	}
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "kubeconfig of an administrator")
	state := flag.String("state", "state", "folder of records, logs and sandboxes")
	images := flag.String("images", "", "images that run as processes, comma-separated: the last part of their name")
	bin := flag.String("bin", "", "folder with a static binary for each of --images")
	apiServer := flag.String("apiserver", "127.0.0.1:6443", "where the API server listens")
	kubernetesIP := flag.String("kubernetes-ip", "10.96.0.1", "cluster IP of the Service kubernetes")
	bridge := flag.String("bridge", "gameplane0", "bridge to make for processes and cluster IPs")
	gateway := flag.String("gateway", "10.200.0.1", "address of the bridge, in a /24 for processes")
	flag.Parse()
	log.SetFlags(log.Ltime | log.Lmicroseconds)

	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	fatal(err)
	config.QPS, config.Burst = 500, 1000
	client, err := kubernetes.NewForConfig(config)
	fatal(err)
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()

	folder, err := filepath.Abs(*state)
	fatal(err)
	net, err := newNetwork(records{folder}, *bridge, *gateway)
	fatal(err)
	defer net.remove()
	programs := programsOf(*images, *bin)
	factory := informers.NewSharedInformerFactory(client, 0)
	fatal(factory.Core().V1().Pods().Informer().SetTransform(keepPodsOf(programs)))
	var wg sync.WaitGroup
	node := &node{
		client: client, informers: factory, programs: programs, network: net, records: records{folder},
		kubernetesIP: *kubernetesIP, running: map[string]*sandbox{}, ended: &wg,
	}
	fatal(node.watch(ctx))
	services := &services{informers: factory, network: net, forwarders: map[string]*forwarder{}, apiServer: *apiServer, kubernetesIP: *kubernetesIP}
	loops := []loop{
		services.loop(),
		loadBalancers(client, factory),
		provisioner(client, factory),
	}
	for _, l := range loops {
		fatal(l.listen())
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	log.Print("watching")
	for _, l := range loops {
		wg.Go(func() { l.run(ctx) })
	}
	<-ctx.Done()
	wg.Wait()
	services.close()
}

// programsOf maps the last part of an image's name to the program that runs instead of it.
func programsOf(images, folder string) map[string]string {
	programs := map[string]string{}
	for name := range strings.SplitSeq(images, ",") {
		if name != "" {
			programs[name] = filepath.Join(folder, name)
		}
	}
	return programs
}

// programOf is the program of a pod's first container; none for pods that kwok alone runs.
func programOf(programs map[string]string, pod *corev1.Pod) string {
	if len(pod.Spec.Containers) == 0 {
		return ""
	}
	image := pod.Spec.Containers[0].Image
	image = image[strings.LastIndex(image, "/")+1:]
	image, _, _ = strings.Cut(image, "@")
	image, _, _ = strings.Cut(image, ":")
	return programs[image]
}

func fatal(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
