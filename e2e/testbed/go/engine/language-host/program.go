package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

// findScript finds @pulumi/pulumi/cmd/<name> from a folder upwards, as Node's own resolution does.
func findScript(folder, name string) (string, error) {
	for at := folder; ; at = filepath.Dir(at) {
		script := filepath.Join(at, "node_modules", "@pulumi", "pulumi", "cmd", name, "index.js")
		if _, err := os.Stat(script); err == nil {
			return script, nil
		}
		if filepath.Dir(at) == at {
			return "", fmt.Errorf("@pulumi/pulumi is not installed in %s or above it; run npm ci there", folder)
		}
	}
}

// runArguments are what cmd/run expects: its flags (only those that have a value), the entry point, the program's own.
func runArguments(engine string, request *pulumirpc.RunRequest) []string {
	flags := [][2]string{
		{"monitor", request.MonitorAddress},
		{"engine", engine},
		{"organization", request.Organization},
		{"project", request.Project},
		{"root-directory", request.Info.RootDirectory},
		{"stack", request.Stack},
		{"pwd", request.Pwd},
		{"parallel", strconv.Itoa(int(request.Parallel))},
	}
	var arguments []string
	for _, flag := range flags {
		if flag[1] != "" {
			arguments = append(arguments, "--"+flag[0], flag[1])
		}
	}
	if request.DryRun {
		arguments = append(arguments, "--dry-run")
	}
	return append(append(arguments, request.Info.EntryPoint), request.Args...)
}

// pluginInvocation is how a plugin starts. A policy pack wants the engine's address before its entry point, and its own
// folder as the working directory, because PolicyPack reads package.json from there.
func pluginInvocation(request *pulumirpc.RunPluginRequest) (invocation, error) {
	script, folder := "run-plugin", request.Pwd
	entry := filepath.Join(request.Info.ProgramDirectory, request.Info.EntryPoint)
	rest := append([]string{entry}, request.Args...)
	if request.Kind == "analyzer" {
		if len(request.Args) == 0 {
			return invocation{}, fmt.Errorf("policy pack %s: the engine's address is missing", entry)
		}
		script, folder = "run-policy-pack", request.Info.ProgramDirectory
		rest = append([]string{request.Args[0], entry}, request.Args[1:]...)
	}
	path, err := findScript(request.Info.ProgramDirectory, script)
	if err != nil {
		return invocation{}, err
	}
	options := readOptions(request.Info.Options)
	return invocation{
		directory:   folder,
		environment: append(append([]string{}, request.Env...), options.environment()...),
		arguments:   append(append(options.nodeArguments, path), rest...),
	}, nil
}

// configEnvironment passes the stack's configuration. The engine says project:config:key, the SDK reads project:key.
func configEnvironment(values map[string]string, secretKeys []string) ([]string, error) {
	short := map[string]string{}
	for long, value := range values {
		key, err := config.ParseKey(long)
		if err != nil {
			return nil, fmt.Errorf("configuration key %q: %w", long, err)
		}
		short[key.String()] = value
	}
	settings, err := json.Marshal(short)
	if err != nil {
		return nil, err
	}
	keys, err := json.Marshal(append([]string{}, secretKeys...)) // [] rather than null
	if err != nil {
		return nil, err
	}
	return []string{"PULUMI_CONFIG=" + string(settings), "PULUMI_CONFIG_SECRET_KEYS=" + string(keys)}, nil
}

// options are what `runtime.options` of Pulumi.yaml says.
type options struct {
	typescript    bool // whether @pulumi/pulumi compiles by ts-node; true where nothing is said
	tsconfig      string
	nodeArguments []string
}

func readOptions(from *structpb.Struct) options {
	text := func(key string) string {
		if value, found := from.GetFields()[key]; found {
			return fmt.Sprint(value.AsInterface())
		}
		return ""
	}
	return options{
		typescript:    text("typescript") != "false",
		tsconfig:      text("tsconfig"),
		nodeArguments: strings.Fields(text("nodeargs")),
	}
}

func (o options) environment() []string {
	environment := []string{"PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(o.typescript)}
	if o.tsconfig != "" {
		environment = append(environment, "PULUMI_NODEJS_TSCONFIG_PATH="+o.tsconfig)
	}
	return environment
}
