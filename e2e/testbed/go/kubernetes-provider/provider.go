package main

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// The version of the official provider that this one stands in for: what @pulumi/kubernetes of package.json asks for.
const version = "4.34.2"

// provider answers the engine. It sends what concerns a Helm release to releases, everything else to objects.
type provider struct {
	pulumirpc.UnimplementedResourceProviderServer
	settings settings
	cluster  *cluster // nil until configured, and where the cluster cannot be reached
	// Why there is no cluster.
	unreachable error
	charts      *charts
	// Ends what waits, when the user interrupts an update.
	working context.Context
	cancel  context.CancelFunc
}

func newProvider() *provider {
	working, cancel := context.WithCancel(context.Background())
	return &provider{working: working, cancel: cancel, charts: newCharts(), unreachable: fmt.Errorf("the provider is not configured")}
}

// kind is what the provider can do with one kind of resource.
type kind interface {
	check(request *pulumirpc.CheckRequest, news, olds object) (object, []*pulumirpc.CheckFailure, error)
	diff(request *pulumirpc.DiffRequest, state, olds, news object) (*pulumirpc.DiffResponse, error)
	create(request *pulumirpc.CreateRequest, inputs object) (id string, state object, err error)
	read(request *pulumirpc.ReadRequest, state, inputs object) (id string, newState, newInputs object, err error)
	update(request *pulumirpc.UpdateRequest, state, news object) (newState object, err error)
	delete(request *pulumirpc.DeleteRequest, state, inputs object) error
}

func (p *provider) kindOf(urn string) kind {
	if typeOf(urn) == releaseType {
		return releases{p}
	}
	return objects{p}
}

func (p *provider) Check(_ context.Context, request *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	inputs, failures, err := p.kindOf(request.Urn).check(request, decode(request.News), decode(request.Olds))
	if err != nil || len(failures) > 0 {
		return &pulumirpc.CheckResponse{Inputs: request.News, Failures: failures}, err
	}
	return &pulumirpc.CheckResponse{Inputs: encode(inputs, request.News)}, nil
}

func (p *provider) Diff(_ context.Context, request *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return p.kindOf(request.Urn).diff(request, decode(request.Olds), decode(request.OldInputs), decode(request.News))
}

func (p *provider) Create(_ context.Context, request *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	if !request.Preview && p.cluster == nil {
		return nil, fmt.Errorf("configured Kubernetes cluster is unreachable: %w", p.unreachable)
	}
	id, state, err := p.kindOf(request.Urn).create(request, decode(request.Properties))
	if err != nil {
		return nil, initFailed(err, id, state, nil, request.Properties)
	}
	return &pulumirpc.CreateResponse{Id: id, Properties: encode(state, request.Properties)}, nil
}

func (p *provider) Update(_ context.Context, request *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	if !request.Preview && p.cluster == nil {
		return nil, fmt.Errorf("configured Kubernetes cluster is unreachable: %w", p.unreachable)
	}
	state, err := p.kindOf(request.Urn).update(request, decode(request.Olds), decode(request.News))
	if err != nil {
		return nil, initFailed(err, request.Id, state, nil, request.News)
	}
	return &pulumirpc.UpdateResponse{Properties: encode(state, request.News)}, nil
}

func (p *provider) Read(_ context.Context, request *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	if p.cluster == nil {
		if p.settings.deleteUnreachable {
			return &pulumirpc.ReadResponse{}, nil
		}
		return nil, fmt.Errorf("failed to read resource state due to unreachable cluster; if the cluster was deleted, set "+
			"PULUMI_K8S_DELETE_UNREACHABLE=true to remove the resource from the state: %w", p.unreachable)
	}
	id, state, inputs, err := p.kindOf(request.Urn).read(request, decode(request.Properties), decode(request.Inputs))
	if err != nil {
		return nil, initFailed(err, id, state, inputs, request.Inputs)
	}
	if id == "" { // gone: the engine drops it from the state
		return &pulumirpc.ReadResponse{}, nil
	}
	return &pulumirpc.ReadResponse{Id: id, Properties: encode(state, request.Inputs), Inputs: encode(inputs, request.Inputs)}, nil
}

func (p *provider) Delete(_ context.Context, request *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	if p.cluster == nil {
		if p.settings.deleteUnreachable {
			return &emptypb.Empty{}, nil
		}
		return nil, fmt.Errorf("configured Kubernetes cluster is unreachable; if it was deleted, set "+
			"PULUMI_K8S_DELETE_UNREACHABLE=true to remove the resource from the state: %w", p.unreachable)
	}
	return &emptypb.Empty{}, p.kindOf(request.Urn).delete(request, decode(request.Properties), decode(request.OldInputs))
}

// Cancel is called when the user interrupts: what waits ends with an error, and the state keeps what is there.
func (p *provider) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	p.cancel()
	return &emptypb.Empty{}, nil
}

// Attach is called where the provider was started by hand (PULUMI_DEBUG_PROVIDERS).
func (p *provider) Attach(context.Context, *pulumirpc.PluginAttach) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

func (p *provider) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version}, nil
}

func (p *provider) GetSchema(context.Context, *pulumirpc.GetSchemaRequest) (*pulumirpc.GetSchemaResponse, error) {
	return &pulumirpc.GetSchemaResponse{Schema: `{"name":"kubernetes","version":"` + version + `"}`}, nil
}

// initFailed says that a resource exists but is not as it should be, so that the engine keeps it in the state and tries
// again. Without a state there is nothing to keep, and it is an ordinary error.
func initFailed(err error, id string, state, inputs object, secretsFrom *structpb.Struct) error {
	if state == nil {
		return err
	}
	details := &pulumirpc.ErrorResourceInitFailed{Id: id, Properties: encode(state, secretsFrom), Reasons: []string{err.Error()}}
	if inputs != nil {
		details.Inputs = encode(inputs, secretsFrom)
	}
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, err.Error()), details)
}
