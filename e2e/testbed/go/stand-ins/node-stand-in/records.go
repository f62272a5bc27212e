package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// records say what exists beside this process, in the form that e2e/testbed/processes.ts and leftovers.ts read.
type records struct{ state string }

// A process' id and the time of its start, which together name it.
type processRecord struct {
	Name      string `json:"name"`
	Pid       int    `json:"pid"`
	StartTime string `json:"startTime"`
}

func (r records) process(name string, pid int) error {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return err
	}
	body, err := json.Marshal(processRecord{name, pid, startTime(string(stat))})
	if err != nil {
		return err
	}
	return os.WriteFile(r.path("processes", name+".json"), body, 0o644)
}

func (r records) forgetProcess(name string) { os.Remove(r.path("processes", name+".json")) }

// namespace and link are recorded before they are made.
func (r records) namespace(name string) error { return r.mark("namespaces", name) }
func (r records) link(name string) error      { return r.mark("links", name) }

func (r records) mark(kind, name string) error {
	path := r.path("network", kind, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, nil, 0o644)
}

func (r records) path(parts ...string) string {
	return filepath.Join(append([]string{r.state}, parts...)...)
}

// startTime is field 22 of /proc/<pid>/stat; the name before it may hold spaces and brackets.
func startTime(stat string) string {
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	return fields[19]
}
