import { credentials } from "@grpc/grpc-js";
import callbackGrpc from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callbackPb from "@pulumi/pulumi/proto/callback_pb.js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/**
 * Runs the program's resource transforms as the engine does: a resource's own, then those of its parents from the
 * inside out, then the stack's. The functions live in the program; the SDK serves them on loopback.
 */
export class Transforms {
  readonly #byParent = new Map<string, Callback[]>();
  readonly #stack: Callback[] = [];
  readonly #clients = new Map<string, InstanceType<typeof callbackGrpc.CallbacksClient>>();

  addForStack(callback: Callback): void {
    this.#stack.push(callback);
  }

  /** A component's transforms apply to what is below it. */
  addForChildren(urn: string, callbacks: Callback[]): void {
    if (callbacks.length > 0) this.#byParent.set(urn, callbacks);
  }

  async apply(request: RegisterResourceRequest, ancestors: string[]): Promise<void> {
    const inherited = ancestors.flatMap((urn) => this.#byParent.get(urn) ?? []);
    for (const callback of [...request.getTransformsList(), ...inherited, ...this.#stack]) {
      await this.#run(callback, request);
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  async #run(callback: Callback, request: RegisterResourceRequest): Promise<void> {
    const ask = new resourcePb.TransformRequest();
    ask.setType(request.getType());
    ask.setName(request.getName());
    ask.setCustom(request.getCustom());
    ask.setParent(request.getParent());
    ask.setProperties(request.getObject());
    ask.setOptions(optionsOf(request));
    const call = new callbackPb.CallbackInvokeRequest();
    call.setToken(callback.getToken());
    call.setRequest(ask.serializeBinary());
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      this.#client(callback.getTarget()).invoke(call, (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(error);
      });
    });
    const answer = resourcePb.TransformResponse.deserializeBinary(bytes);
    const properties = answer.getProperties();
    if (properties !== undefined) request.setObject(properties);
    const options = answer.getOptions();
    if (options !== undefined) setOptions(request, options);
  }

  #client(target: string): InstanceType<typeof callbackGrpc.CallbacksClient> {
    const known = this.#clients.get(target);
    if (known !== undefined) return known;
    const made = new callbackGrpc.CallbacksClient(target, credentials.createInsecure());
    this.#clients.set(target, made);
    return made;
  }
}

type TransformOptions = InstanceType<typeof resourcePb.TransformResourceOptions>;

function optionsOf(request: RegisterResourceRequest): TransformOptions {
  const options = new resourcePb.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  const protect = request.getProtect();
  if (protect !== undefined && request.hasProtect()) options.setProtect(protect);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  const retain = request.getRetainondelete();
  if (retain !== undefined && request.hasRetainondelete()) options.setRetainOnDelete(retain);
  options.setDeletedWith(request.getDeletedwith());
  if (request.getDeletebeforereplacedefined())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  request.getProvidersMap().forEach((value, key) => options.getProvidersMap().set(key, value));
  options.setImport(request.getImportid());
  options.setHideDiffList(request.getHidediffsList());
  options.setReplaceWithList(request.getReplaceWithList());
  return options;
}

function setOptions(request: RegisterResourceRequest, options: TransformOptions): void {
  request.setDependenciesList(options.getDependsOnList());
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setVersion(options.getVersion());
  request.setAliasesList(options.getAliasesList());
  request.setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  request.setDeletedwith(options.getDeletedWith());
  if (options.hasDeleteBeforeReplace()) {
    request.setDeletebeforereplacedefined(true);
    request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
  }
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.getProvidersMap().clear();
  options.getProvidersMap().forEach((value, key) => request.getProvidersMap().set(key, value));
  request.setImportid(options.getImport());
  request.setHidediffsList(options.getHideDiffList());
  request.setReplaceWithList(options.getReplaceWithList());
}
