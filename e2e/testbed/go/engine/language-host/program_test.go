package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

// installed makes a folder with @pulumi/pulumi/cmd/<names> in its node_modules.
func installed(t *testing.T, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		folder := filepath.Join(root, "node_modules/@pulumi/pulumi/cmd", name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "index.js"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestFindScriptLooksUpwards(t *testing.T) {
	root := installed(t, "run")
	below := filepath.Join(root, "a/b")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	got, err := findScript(below, "run")
	equal(t, "script", got, filepath.Join(root, "node_modules/@pulumi/pulumi/cmd/run/index.js"))
	equal(t, "error", err, nil)
}

func TestFindScriptSaysWhatToDo(t *testing.T) {
	_, err := findScript(t.TempDir(), "run")
	if err == nil || !strings.Contains(err.Error(), "run npm ci") {
		t.Errorf("got %v, want the remedy", err)
	}
}

func TestRunArgumentsLeaveOutWhatIsEmpty(t *testing.T) {
	got := runArguments("127.0.0.1:2", &pulumirpc.RunRequest{
		MonitorAddress: "127.0.0.1:1", Project: "game", Stack: "dev", Pwd: "/p", Parallel: 4, DryRun: true,
		Args: []string{"own"}, Info: &pulumirpc.ProgramInfo{RootDirectory: "/r", EntryPoint: "index.mjs"},
	})
	equal(t, "arguments", got, []string{
		"--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--project", "game", "--root-directory", "/r",
		"--stack", "dev", "--pwd", "/p", "--parallel", "4", "--dry-run", "index.mjs", "own",
	})
}

func TestConfigKeysAreShortened(t *testing.T) {
	got, err := configEnvironment(map[string]string{"game:config:region": "dev", "aws:region": "eu"}, nil)
	equal(t, "error", err, nil)
	equal(t, "environment", got, []string{
		`PULUMI_CONFIG={"aws:region":"eu","game:region":"dev"}`, "PULUMI_CONFIG_SECRET_KEYS=[]",
	})
	if _, err := configEnvironment(map[string]string{"nokey": ""}, nil); err == nil {
		t.Error("a key without a namespace is no error")
	}
}

func TestOptions(t *testing.T) {
	from, err := structpb.NewStruct(map[string]any{"typescript": false, "nodeargs": "--a  --b", "tsconfig": "t.json"})
	if err != nil {
		t.Fatal(err)
	}
	got := readOptions(from)
	equal(t, "node arguments", got.nodeArguments, []string{"--a", "--b"})
	equal(t, "environment", got.environment(), []string{
		"PULUMI_NODEJS_TYPESCRIPT=false", "PULUMI_NODEJS_TSCONFIG_PATH=t.json",
	})
	equal(t, "nothing said", readOptions(nil).environment(), []string{"PULUMI_NODEJS_TYPESCRIPT=true"})
}

func TestPolicyPackStartsInItsFolder(t *testing.T) {
	root := installed(t, "run-policy-pack", "run-plugin")
	request := &pulumirpc.RunPluginRequest{
		Kind: "analyzer", Pwd: "/elsewhere", Args: []string{"127.0.0.1:1", "."},
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: root, EntryPoint: "pack.js"},
	}
	got, err := pluginInvocation(request)
	equal(t, "error", err, nil)
	equal(t, "folder", got.directory, root)
	script := filepath.Join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js")
	equal(t, "arguments", got.arguments, []string{script, "127.0.0.1:1", filepath.Join(root, "pack.js"), "."})

	request.Kind = "resource"
	got, err = pluginInvocation(request)
	equal(t, "error", err, nil)
	equal(t, "folder of a provider", got.directory, "/elsewhere")

	request.Kind, request.Args = "analyzer", nil
	if _, err := pluginInvocation(request); err == nil {
		t.Error("a policy pack without the engine's address is no error")
	}
}

func TestEngineAddressIsTheLastThatIsNoFlag(t *testing.T) {
	equal(t, "address", engineAddress([]string{"--tracing=x", "127.0.0.1:1", "-v"}), "127.0.0.1:1")
	equal(t, "none", engineAddress([]string{"-v"}), "")
}
