package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
)

// cmd/run exits with this after it has shown the error to the user: one more message would repeat it.
const exitAlreadyReported = 32

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine string
}

// Run runs the program once, for a preview or an update.
func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	script, err := findScript(request.Info.ProgramDirectory, "run")
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	settings, err := configEnvironment(request.Config, request.ConfigSecretKeys)
	if err != nil {
		return nil, err
	}
	options := readOptions(request.Info.Options)
	code, err := runNode(ctx, invocation{
		directory:   request.Info.ProgramDirectory,
		environment: append(append(os.Environ(), settings...), options.environment()...),
		arguments:   append(append(options.nodeArguments, script), runArguments(h.engine, request)...),
		stdout:      os.Stdout,
		stderr:      os.Stderr,
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("node did not run: %w", err)
	case code == exitAlreadyReported:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case code != 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program exited with code %d", code)}, nil
	}
	return &pulumirpc.RunResponse{}, nil
}

// RunPlugin runs a plugin written in TypeScript: a policy pack (kind analyzer) or a provider.
func (h *host) RunPlugin(request *pulumirpc.RunPluginRequest, stream pulumirpc.LanguageRuntime_RunPluginServer) error {
	plugin, err := pluginInvocation(request)
	if err != nil {
		return err
	}
	plugin.stdout = sender(func(text []byte) error {
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: text}})
	})
	plugin.stderr = sender(func(text []byte) error {
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: text}})
	})
	code, err := runNode(stream.Context(), plugin)
	if err != nil {
		return fmt.Errorf("node did not run: %w", err)
	}
	return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(code)}})
}

// sender is a writer that passes each piece on as a message of its own.
type sender func([]byte) error

func (send sender) Write(text []byte) (int, error) {
	return len(text), send(append([]byte{}, text...)) // the caller uses its buffer again
}

// About answers `pulumi about`.
func (h *host) About(context.Context, *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, err
	}
	version, err := exec.Command(node, "--version").Output()
	return &pulumirpc.AboutResponse{Executable: node, Version: strings.TrimSpace(string(version))}, err
}

// The engine asks for what follows and is content with an empty answer. Without a list of required packages it looks
// for a provider when the first resource needs it, by the version in the registration.

func (h *host) GetRequiredPackages(context.Context, *pulumirpc.GetRequiredPackagesRequest) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

func (h *host) GetRequiredPlugins(context.Context, *pulumirpc.GetRequiredPluginsRequest) (*pulumirpc.GetRequiredPluginsResponse, error) {
	return &pulumirpc.GetRequiredPluginsResponse{}, nil
}

func (h *host) GetProgramDependencies(context.Context, *pulumirpc.GetProgramDependenciesRequest) (*pulumirpc.GetProgramDependenciesResponse, error) {
	return &pulumirpc.GetProgramDependenciesResponse{}, nil
}

func (h *host) Handshake(context.Context, *pulumirpc.LanguageHandshakeRequest) (*pulumirpc.LanguageHandshakeResponse, error) {
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: "0.0.1"}, nil
}

func (h *host) RuntimeOptionsPrompts(context.Context, *pulumirpc.RuntimeOptionsRequest) (*pulumirpc.RuntimeOptionsResponse, error) {
	return &pulumirpc.RuntimeOptionsResponse{}, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}
