// network-policies says which traffic NetworkPolicies let through, as cyclonus reads them.
//
// stdin: {policies, peers, probes}; stdout: one {ingress, egress, combined} for each probe, in their order. A probe names
// its ends by their place among the peers. Ingress is what the receiving end's policies say, egress the sending end's.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// A peer is a pod, or an address without one, which no policy can select.
type peer struct {
	Address string `json:"address"`
	Pod     *pod   `json:"pod"`
}

type pod struct {
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
}

type probe struct {
	From     int             `json:"from"`
	To       int             `json:"to"`
	Protocol corev1.Protocol `json:"protocol"`
	Port     int             `json:"port"`
}

type question struct {
	Policies []*networkingv1.NetworkPolicy `json:"policies"`
	Peers    []peer                        `json:"peers"`
	Probes   []probe                       `json:"probes"`
}

type answer struct {
	Ingress  bool `json:"ingress"`
	Egress   bool `json:"egress"`
	Combined bool `json:"combined"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "network-policies:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) (err error) {
	// cyclonus panics at what it cannot read: an address that is none, say.
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("cyclonus: %v", problem)
		}
	}()
	var asked question
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields() // what is not read here would make the answers wrong
	if err := decoder.Decode(&asked); err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	policies, err := readable(asked.Policies)
	if err != nil {
		return err
	}
	if err := compareSelectors(asked.Policies, asked.Peers); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(answers(matcher.BuildNetworkPolicies(false, policies), asked))
}

func answers(policy *matcher.Policy, asked question) []answer {
	ends := make([]*matcher.TrafficPeer, len(asked.Peers))
	for i, peer := range asked.Peers {
		ends[i] = end(peer)
	}
	all := make([]answer, len(asked.Probes))
	for i, probe := range asked.Probes {
		result := policy.IsTrafficAllowed(&matcher.Traffic{
			Source:       ends[probe.From],
			Destination:  ends[probe.To],
			ResolvedPort: probe.Port,
			Protocol:     probe.Protocol,
		})
		all[i] = answer{result.Ingress.IsAllowed(), result.Egress.IsAllowed(), result.IsAllowed()}
	}
	return all
}

func end(peer peer) *matcher.TrafficPeer {
	if peer.Pod == nil {
		return &matcher.TrafficPeer{IP: peer.Address}
	}
	return &matcher.TrafficPeer{IP: peer.Address, Internal: &matcher.InternalPeer{
		PodLabels:       peer.Pod.Labels,
		NamespaceLabels: peer.Pod.NamespaceLabels,
		Namespace:       peer.Pod.Namespace,
	}}
}
