package main

import (
	"fmt"
	"maps"
	"net"
	"os/exec"
	"strings"
	"sync"
)

// network is a bridge with the cluster IPs on it and an interface for each sandbox. Deleting it deletes them all.
type network struct {
	records records
	bridge  string
	gateway string
	mu      sync.Mutex
	used    map[int]bool
}

func newNetwork(records records, bridge, gateway string) (*network, error) {
	if err := records.link(bridge); err != nil {
		return nil, err
	}
	n := &network{records: records, bridge: bridge, gateway: gateway, used: map[int]bool{}}
	return n, ip(
		"link add "+bridge+" type bridge",
		"addr add "+gateway+"/24 dev "+bridge,
		"link set "+bridge+" up",
	)
}

func (n *network) remove() { _ = ip("link del " + n.bridge) }

// A place is a network namespace with one interface on the bridge.
type place struct {
	number    int
	namespace string
	link      string
	ip        string
}

func (n *network) enter() (place, error) {
	number, err := n.take()
	if err != nil {
		return place{}, err
	}
	p := n.place(number)
	if err := n.records.namespace(p.namespace); err != nil {
		return p, err
	}
	if err := n.records.link(p.link); err != nil {
		return p, err
	}
	inside := "-n " + p.namespace + " "
	return p, ip(
		"netns add "+p.namespace,
		"link add "+p.link+" type veth peer name eth0 netns "+p.namespace,
		"link set "+p.link+" master "+n.bridge+" up",
		inside+"addr add "+p.ip+"/24 dev eth0",
		inside+"link set lo up",
		inside+"link set eth0 up",
		inside+"route add default via "+n.gateway,
	)
}

func (n *network) leave(p place) {
	// A dead process' half-closed connections keep its namespace for a while, and with it the interface's other end.
	_ = ip("link del " + p.link)
	_ = ip("netns del " + p.namespace)
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.used, p.number)
}

func (n *network) take() (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for number := 2; number < 255; number++ {
		if !n.used[number] {
			n.used[number] = true
			return number, nil
		}
	}
	return 0, fmt.Errorf("all 253 addresses of %s/24 are taken by processes", n.gateway)
}

func (n *network) place(number int) place {
	return place{
		number:    number,
		namespace: fmt.Sprintf("%s-%d", n.bridge, number),
		link:      fmt.Sprintf("%sv%d", n.bridge, number),
		ip:        fmt.Sprintf("%s.%d", n.gateway[:strings.LastIndex(n.gateway, ".")], number),
	}
}

// holds tells whether an address is one of a process here.
func (n *network) holds(address string) bool {
	_, own, err := net.ParseCIDR(n.gateway + "/24")
	return err == nil && own.Contains(net.ParseIP(address))
}

// setClusterIPs puts exactly these addresses on the bridge, where the machine and every sandbox reach them.
func (n *network) setClusterIPs(wanted map[string]bool) error {
	bridge, err := net.InterfaceByName(n.bridge)
	if err != nil {
		return err
	}
	there, err := bridge.Addrs()
	if err != nil {
		return err
	}
	var commands []string
	missing := maps.Clone(wanted)
	for _, address := range there {
		prefix, ok := address.(*net.IPNet)
		if !ok || prefix.IP.To4() == nil || prefix.IP.String() == n.gateway {
			continue
		}
		delete(missing, prefix.IP.String())
		if !wanted[prefix.IP.String()] {
			commands = append(commands, "address delete "+prefix.IP.String()+"/32 dev "+n.bridge)
		}
	}
	for address := range missing {
		commands = append(commands, "address replace "+address+"/32 dev "+n.bridge)
	}
	if len(commands) == 0 {
		return nil
	}
	batch := exec.Command("ip", "-batch", "-")
	batch.Stdin = strings.NewReader(strings.Join(commands, "\n") + "\n")
	if out, err := batch.CombinedOutput(); err != nil {
		return fmt.Errorf("ip -batch: %s", strings.TrimSpace(string(out)))
	}
	return nil
}

func ip(commands ...string) error {
	for _, command := range commands {
		if out, err := exec.Command("ip", strings.Fields(command)...).CombinedOutput(); err != nil {
			return fmt.Errorf("ip %s: %s", command, strings.TrimSpace(string(out)))
		}
	}
	return nil
}
