import type { handleUnaryCall, ServerUnaryCall } from "@grpc/grpc-js";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { CallContext, Change, Interceptor, Operation, Package, Provider, Resource } from "./provider.ts";
import { ProviderError, toServiceError } from "./provider-error.ts";
import { checkResponse, diffResponse } from "./responses.ts";
import type { PropertyMap } from "./wire.ts";
import { fromStruct, nameOf, parseJson, toStruct, typeOf } from "./wire.ts";

export interface ServedPackage {
  port: number;
  stop: () => Promise<void>;
}

/** How long the engine has for its last words before connections are cut. */
const STOP_MS = 1000;

/** Serves a package on loopback, for PULUMI_DEBUG_PROVIDERS. */
export async function servePackage(served: Package, intercept: Interceptor): Promise<ServedPackage> {
  const server = new Server();
  server.addService(providerGrpc.ResourceProviderService, service(served, intercept));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { port, stop: () => stopped(server) };
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.forceShutdown(), STOP_MS);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

/** A connection of the engine: one explicit provider. */
class Session {
  provider: Provider | undefined;
  cancelled = new AbortController();
}

function service(served: Package, intercept: Interceptor) {
  const sessions = new Map<string, Session>();
  const sessionOf = (peer: string) => {
    const session = sessions.get(peer) ?? new Session();
    sessions.set(peer, session);
    return session;
  };
  const configured = (peer: string): Provider => {
    const { provider } = sessionOf(peer);
    if (provider === undefined)
      throw new ProviderError(`the ${served.name} provider was called before it was configured`);
    return provider;
  };
  const operate = <T>(
    peer: string,
    operation: Operation["operation"],
    urn: string,
    preview: boolean,
    work: (provider: Provider, call: CallContext) => Promise<T>,
  ): Promise<T> => {
    const { cancelled } = sessionOf(peer);
    const call = { preview, cancelled: cancelled.signal };
    const run = () => work(configured(peer), call);
    if (preview) return run();
    return intercept(
      { ...resourceOf(urn), package: served.name, operation, cancelled: cancelled.signal },
      run,
    );
  };

  return {
    handshake: unary<pb.ProviderHandshakeRequest, pb.ProviderHandshakeResponse>((_, peer) => {
      sessions.set(peer, new Session());
      const response = new providerPb.ProviderHandshakeResponse();
      response.setAcceptSecrets(served.accepts.secrets);
      response.setAcceptResources(served.accepts.resources);
      return response;
    }),
    attach: unary<pluginPb.PluginAttach, Empty>(() => new emptyPb.Empty()),
    getPluginInfo: unary<Empty, pluginPb.PluginInfo>(() => {
      const info = new pluginPb.PluginInfo();
      info.setVersion(served.version);
      return info;
    }),
    getSchema: unary<pb.GetSchemaRequest, pb.GetSchemaResponse>(() => {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: served.name, version: served.version }));
      return response;
    }),
    checkConfig: unary<pb.CheckRequest, pb.CheckResponse>((request) =>
      checkResponse({ inputs: fromStruct(request.getNews()) }),
    ),
    // What a change of a provider's configuration does shows in its resources, not in the provider.
    diffConfig: unary<pb.DiffRequest, pb.DiffResponse>(() => new providerPb.DiffResponse()),
    configure: unary<pb.ConfigureRequest, pb.ConfigureResponse>((request, peer) => {
      sessionOf(peer).provider = served.configure(decodedConfig(fromStruct(request.getArgs())));
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(served.accepts.secrets);
      response.setAcceptresources(served.accepts.resources);
      response.setSupportspreview(true);
      return response;
    }),
    check: unary<pb.CheckRequest, pb.CheckResponse>(async (request, peer) => {
      const olds = request.getOlds();
      const resource = resourceOf(request.getUrn());
      const known = olds === undefined ? undefined : fromStruct(olds);
      return checkResponse(await configured(peer).check(resource, fromStruct(request.getNews()), known));
    }),
    diff: unary<pb.DiffRequest, pb.DiffResponse>(async (request, peer) =>
      diffResponse(await configured(peer).diff(resourceOf(request.getUrn()), changeOf(request))),
    ),
    create: unary<pb.CreateRequest, pb.CreateResponse>(async (request, peer) => {
      const inputs = fromStruct(request.getProperties());
      const created = await operate(
        peer,
        "create",
        request.getUrn(),
        request.getPreview(),
        (provider, call) => provider.create(resourceOf(request.getUrn()), inputs, call),
      );
      const response = new providerPb.CreateResponse();
      response.setId(created.id);
      response.setProperties(toStruct(created.outputs));
      return response;
    }),
    update: unary<pb.UpdateRequest, pb.UpdateResponse>(async (request, peer) => {
      const outputs = await operate(
        peer,
        "update",
        request.getUrn(),
        request.getPreview(),
        (provider, call) =>
          provider.update(resourceOf(request.getUrn()), request.getId(), changeOf(request), call),
      );
      const response = new providerPb.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    }),
    read: unary<pb.ReadRequest, pb.ReadResponse>(async (request, peer) => {
      const state = {
        id: request.getId(),
        inputs: fromStruct(request.getInputs()),
        outputs: fromStruct(request.getProperties()),
      };
      const found = await operate(peer, "read", request.getUrn(), false, (provider) =>
        provider.read(resourceOf(request.getUrn()), request.getId(), state),
      );
      const response = new providerPb.ReadResponse();
      if (found === undefined) return response;
      response.setId(found.id);
      response.setInputs(toStruct(found.inputs));
      response.setProperties(toStruct(found.outputs));
      return response;
    }),
    delete: unary<pb.DeleteRequest, Empty>(async (request, peer) => {
      await operate(peer, "delete", request.getUrn(), false, (provider) =>
        provider.delete(resourceOf(request.getUrn()), request.getId(), fromStruct(request.getProperties())),
      );
      return new emptyPb.Empty();
    }),
    invoke: unary<pb.InvokeRequest, pb.InvokeResponse>(async (request, peer) => {
      const response = new providerPb.InvokeResponse();
      const answer = await configured(peer).invoke(request.getTok(), fromStruct(request.getArgs()));
      response.setReturn(toStruct(answer));
      return response;
    }),
    construct: unary<pb.ConstructRequest, pb.ConstructResponse>((request, peer) => {
      const urn = `urn:pulumi:${request.getStack()}::${request.getProject()}::${request.getType()}::${request.getName()}`;
      return operate(peer, "construct", urn, request.getDryrun(), (provider) => {
        if (provider.construct === undefined)
          throw new ProviderError(`the ${served.name} provider has no component ${request.getType()}`);
        return provider.construct(request);
      });
    }),
    cancel: unary<Empty, Empty>((_, peer) => {
      sessionOf(peer).cancelled.abort();
      return new emptyPb.Empty();
    }),
  };
}

/** A method of the service; what it throws goes out as gRPC's error. */
function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, reply) => {
    const answered = async () => answer(call.request, call.getPeer());
    answered().then(
      (response) => reply(null, response),
      (error: unknown) => reply(toServiceError(error)),
    );
  };
}

const resourceOf = (urn: string): Resource => ({ urn, type: typeOf(urn), name: nameOf(urn) });

const changeOf = (request: pb.DiffRequest | pb.UpdateRequest): Change => ({
  oldInputs: fromStruct(request.getOldInputs()),
  oldOutputs: fromStruct(request.getOlds()),
  news: fromStruct(request.getNews()),
});

/** Configuration travels as text: what is not text itself is JSON. */
function decodedConfig(config: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const isJson = typeof value === "string" && /^(\[|\{|true$|false$)/.test(value);
      return [key, isJson ? parseJson(value) : value];
    }),
  );
}
