import { status } from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type * as pb from "@pulumi/pulumi/proto/resource_pb.js";
import { answerInvoke, missingInvokeFixture } from "./fixtures.ts";
import type { PropertyMap } from "./property-values.ts";
import { shown, shownMap } from "./property-values.ts";
import type { RecordedResource } from "./recorded-resource.ts";
import { optionsOf, shownProvider } from "./registration-options.ts";
import { sourceIn } from "./source.ts";
import { Transforms } from "./transforms.ts";

type Reply<T> = (error: { code: number; message: string; details: string } | null, response?: T) => void;

const STACK_TYPE = "pulumi:pulumi:Stack";
const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/** Outputs of another stack by its full name (`organization/project/stack`), in wire form. */
export type StackOutputs = (name: string) => PropertyMap | undefined;

/**
 * Stands where Pulumi's engine stands: takes every registration of a program, answers as the engine would at preview
 * (inputs come back, what only a provider knows is unknown) and keeps the whole of it. Nothing leaves the process.
 * What the engine would refuse is collected in `errors`, all of it rather than the first.
 */
export class Monitor {
  readonly resources: RecordedResource[] = [];
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  /** What the program returned, in wire form. */
  outputs: PropertyMap = {};

  readonly #project: string;
  readonly #stack: string;
  readonly #sourceRoot: string;
  readonly #stackOutputs: StackOutputs;
  readonly #byUrn = new Map<string, RecordedResource>();
  readonly #transforms = new Transforms();
  #ended = false;

  constructor(
    project: string,
    stack: string,
    sourceRoot: string,
    stackOutputs: StackOutputs = () => undefined,
  ) {
    this.#project = project;
    this.#stack = stack;
    this.#sourceRoot = sourceRoot;
    this.#stackOutputs = stackOutputs;
  }

  /** The program is over: what it registers from now on would not be part of a deployment. */
  end(): void {
    this.#ended = true;
    this.#transforms.close();
  }

  // --- The ResourceMonitor service, as the SDK calls it ---------------------------------------------------------

  getDeploymentInfo(_: unknown, reply: Reply<pb.DeploymentInfo>): void {
    const info = new resourcePb.DeploymentInfo();
    info.setProject(this.#project);
    info.setStack(this.#stack);
    info.setDryrun(true);
    info.setSupportedfeaturesList(SUPPORTED_FEATURES);
    reply(null, info);
  }

  async registerResource(request: pb.RegisterResourceRequest, reply: Reply<pb.RegisterResourceResponse>) {
    try {
      await this.#transforms.apply(request, this.#ancestors(request.getParent()));
    } catch (error) {
      this.errors.push(`${request.getType()} ${request.getName()}: ${message(error)}`);
    }
    const inputs: PropertyMap = request.getObject()?.toJavaScript() ?? {};
    const resource = this.#record(request, inputs);
    this.#transforms.addForChildren(resource.urn, request.getTransformsList());
    const response = new resourcePb.RegisterResourceResponse();
    response.setUrn(resource.urn);
    // A custom resource gives its inputs back; a remote component's outputs come from a provider that is not here.
    const answer = resource.custom ? inputs : {};
    response.setObject(structPb.Struct.fromJavaScript(answer));
    reply(null, response);
  }

  readResource(request: pb.ReadResourceRequest, reply: Reply<pb.ReadResourceResponse>): void {
    const inputs: PropertyMap = request.getProperties()?.toJavaScript() ?? {};
    const resource = this.#add({
      urn: this.#urn(request.getParent(), request.getType(), request.getName()),
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      provider: shownProvider(request.getProvider()),
      custom: true,
      inputs: shownMap(inputs),
      dependencies: request.getDependenciesList().toSorted(),
      options: { read: true },
      source: sourceIn(this.#sourceRoot, request.getStacktrace()),
    });
    const response = new resourcePb.ReadResourceResponse();
    response.setUrn(resource.urn);
    response.setProperties(structPb.Struct.fromJavaScript(this.#readState(request, inputs)));
    reply(null, response);
  }

  registerResourceOutputs(request: pb.RegisterResourceOutputsRequest, reply: Reply<emptyPb.Empty>): void {
    if (this.#byUrn.get(request.getUrn())?.type === STACK_TYPE) {
      this.outputs = request.getOutputs()?.toJavaScript() ?? {};
    }
    reply(null, new emptyPb.Empty());
  }

  invoke(request: pb.ResourceInvokeRequest, reply: Reply<pb.ResourceInvokeResponse>): void {
    const args: PropertyMap = request.getArgs()?.toJavaScript() ?? {};
    const answer = answerInvoke(request.getTok(), args);
    if (answer === undefined) {
      const problem = missingInvokeFixture(request.getTok());
      this.#error(problem);
      reply({ code: status.UNIMPLEMENTED, message: problem, details: problem });
      return;
    }
    if (request.getProvider() === "") {
      this.#error(
        `${request.getTok()} is invoked without an explicit provider; pass { provider } or { parent }`,
      );
    }
    const response = new resourcePb.ResourceInvokeResponse();
    response.setReturn(structPb.Struct.fromJavaScript(answer));
    reply(null, response);
  }

  call(request: pb.ResourceCallRequest, reply: Reply<InstanceType<typeof providerPb.CallResponse>>): void {
    const problem = `the program calls ${request.getTok()} on a component; its answer comes from a provider plugin, which an offline preview has not`;
    this.#error(problem);
    reply({ code: status.UNIMPLEMENTED, message: problem, details: problem });
  }

  registerPackage(request: pb.RegisterPackageRequest, reply: Reply<pb.RegisterPackageResponse>): void {
    const response = new resourcePb.RegisterPackageResponse();
    response.setRef(`${request.getName()}@${request.getVersion()}`);
    reply(null, response);
  }

  registerStackTransform(callback: Callback, reply: Reply<emptyPb.Empty>): void {
    this.#transforms.addForStack(callback);
    reply(null, new emptyPb.Empty());
  }

  /** Invoke transforms change answers that offline come from fixtures anyway. */
  registerStackInvokeTransform(_: unknown, reply: Reply<emptyPb.Empty>): void {
    reply(null, new emptyPb.Empty());
  }

  /** Hooks run when a resource is created, changed or deleted, never at preview. */
  registerResourceHook(_: unknown, reply: Reply<emptyPb.Empty>): void {
    reply(null, new emptyPb.Empty());
  }

  registerErrorHook(_: unknown, reply: Reply<emptyPb.Empty>): void {
    reply(null, new emptyPb.Empty());
  }

  signalAndWaitForShutdown(_: unknown, reply: Reply<emptyPb.Empty>): void {
    reply(null, new emptyPb.Empty());
  }

  // --- The Engine service -----------------------------------------------------------------------------------------

  readonly engine = {
    log: (request: LogRequest, reply: Reply<emptyPb.Empty>): void => {
      if (request.getSeverity() === enginePb.LogSeverity.WARNING) this.warnings.push(request.getMessage());
      if (request.getSeverity() === enginePb.LogSeverity.ERROR) this.#error(request.getMessage());
      reply(null, new emptyPb.Empty());
    },
    setRootResource: (_: unknown, reply: Reply<enginePb.SetRootResourceResponse>): void => {
      reply(null, new enginePb.SetRootResourceResponse());
    },
    requirePulumiVersion: (_: unknown, reply: Reply<enginePb.RequirePulumiVersionResponse>): void => {
      reply(null, new enginePb.RequirePulumiVersionResponse());
    },
  };

  // ----------------------------------------------------------------------------------------------------------------

  #record(request: pb.RegisterResourceRequest, inputs: PropertyMap): RecordedResource {
    return this.#add({
      urn: this.#urn(request.getParent(), request.getType(), request.getName()),
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      provider: shownProvider(request.getProvider()),
      custom: request.getCustom(),
      inputs: shownMap(inputs),
      dependencies: request.getDependenciesList().toSorted(),
      options: optionsOf(request),
      // The stack's own record is made by the preview, not by the program.
      source: request.getType() === STACK_TYPE ? "" : sourceIn(this.#sourceRoot, request.getStacktrace()),
    });
  }

  #add(resource: RecordedResource): RecordedResource {
    const where = resource.source === "" ? "" : ` (${resource.source})`;
    const first = this.#byUrn.get(resource.urn);
    if (this.#ended) {
      this.#error(
        `${resource.type} ${resource.name}${where} is registered after the program ended; register it before the program returns`,
      );
    } else if (first !== undefined) {
      this.#error(
        `${resource.type} ${resource.name}${where} is registered twice, first at ${first.source}; give one of them another name`,
      );
    } else if (needsProvider(resource) && resource.provider === "") {
      this.#error(
        `${resource.type} ${resource.name}${where} has no explicit provider; pass { provider } or give its parent component { providers }`,
      );
    }
    this.#byUrn.set(resource.urn, resource);
    this.resources.push(resource);
    return resource;
  }

  #error(problem: string): void {
    if (!this.errors.includes(problem)) this.errors.push(problem);
  }

  #readState(request: pb.ReadResourceRequest, inputs: PropertyMap): PropertyMap {
    if (request.getType() !== STACK_REFERENCE_TYPE) return inputs;
    const name = request.getId();
    const outputs = this.#stackOutputs(name);
    if (outputs === undefined) {
      this.#error(`no stack ${name} in this folder whose outputs ${this.#stack} could read`);
      return { name, outputs: {}, secretOutputNames: [] };
    }
    const secretOutputNames = Object.keys(outputs).filter(
      (key) => shown(outputs[key] ?? null) === "[secret]",
    );
    return { name, outputs, secretOutputNames };
  }

  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const chain = parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.#stack}::${this.#project}::${chain}::${name}`;
  }

  #ancestors(parent: string): string[] {
    const resource = this.#byUrn.get(parent);
    return resource === undefined ? [] : [parent, ...this.#ancestors(resource.parent)];
  }
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What the engine of CLI 3.270 supports and this monitor too. */
const SUPPORTED_FEATURES = [
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
];

/** Pulumi's own types (stack, references, providers) need no provider; neither do components made in the program. */
function needsProvider(resource: RecordedResource): boolean {
  return (resource.custom || resource.options.remote === true) && !resource.type.startsWith("pulumi:");
}
