import { once } from "node:events";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzerPb from "@pulumi/pulumi/proto/analyzer_pb.js";
import { z } from "zod";
import type { Resource, Violation } from "../evaluate.ts";
import type { RuleSettings } from "../settings.ts";
import { UNKNOWN } from "../unknown-values.ts";

const LEVELS = {
  advisory: analyzerPb.EnforcementLevel.ADVISORY,
  mandatory: analyzerPb.EnforcementLevel.MANDATORY,
  disabled: analyzerPb.EnforcementLevel.DISABLED,
};

/** Pulumi's own analyzer server with a pack in a folder, as the engine starts it. */
export class Analyzer implements AsyncDisposable {
  readonly #client: InstanceType<typeof analyzerGrpc.AnalyzerClient>;
  readonly #stop: () => Promise<void>;

  private constructor(port: string, stop: () => Promise<void>) {
    this.#client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.#stop = stop;
  }

  static async start(folder: string): Promise<Analyzer> {
    const server = createRequire(`${folder}/`).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    // It would tell an engine, whose address comes first, of its progress; there is none.
    const child = spawn(process.execPath, [server, "127.0.0.1:1", folder], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const complaints: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    const exited = once(child, "exit");
    const stop = async () => {
      child.kill();
      await exited;
    };
    const first = new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve));
    const port = await Promise.race([first, exited.then(() => "")]);
    if (!/^\d+$/.test(port)) throw new Error(`the analyzer did not start: ${port}${complaints.join("")}`);
    return new Analyzer(port, stop);
  }

  configure(settings: RuleSettings): Promise<unknown> {
    const request = new analyzerPb.ConfigureAnalyzerRequest();
    for (const [id, { level = "advisory", settings: values }] of Object.entries(settings)) {
      const config = new analyzerPb.PolicyConfig();
      config.setEnforcementlevel(LEVELS[level]);
      config.setProperties(structPb.Struct.fromJavaScript(WIRE.parse(JSON.parse(JSON.stringify(values)))));
      request.getPolicyconfigMap().set(id, config);
    }
    return answer((done) => this.#client.configure(request, done));
  }

  /**
   * Every diagnostic, in the order of `evaluate`.
   * @param outputsOf what a stack's policies are given of each resource
   */
  async violations(
    resources: readonly Resource[],
    outputsOf = ({ props }: Resource): object => props,
  ): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const resource of resources) {
      const response = await answer<AnalyzeResponse>((done) => this.#client.analyze(request(resource), done));
      violations.push(...response.getDiagnosticsList().map((each) => violationOf(each, resource.urn)));
    }
    const stack = new analyzerPb.AnalyzeStackRequest();
    stack.setResourcesList(
      resources.map((resource) => stackResource({ ...resource, props: outputsOf(resource) })),
    );
    const response = await answer<AnalyzeResponse>((done) => this.#client.analyzeStack(stack, done));
    violations.push(...response.getDiagnosticsList().map((each) => violationOf(each, each.getUrn())));
    return violations;
  }

  async info(): Promise<{ name: string; version: string; policies: string[] }> {
    const empty = new (await import("google-protobuf/google/protobuf/empty_pb.js")).default.Empty();
    const info = await answer<AnalyzerInfo>((done) => this.#client.getAnalyzerInfo(empty, done));
    return {
      name: info.getName(),
      version: info.getVersion(),
      policies: info.getPoliciesList().map((policy) => policy.getName()),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
    await this.#stop();
  }
}

type AnalyzeResponse = InstanceType<typeof analyzerPb.AnalyzeResponse>;
type AnalyzerInfo = InstanceType<typeof analyzerPb.AnalyzerInfo>;

const answer = <T>(call: (done: (error: ServiceError | null, response: T) => void) => unknown): Promise<T> =>
  new Promise((resolve, reject) =>
    call((error, response) => (error === null ? resolve(response) : reject(error))),
  );

const request = (resource: Resource) => filled(new analyzerPb.AnalyzeRequest(), resource);
const stackResource = (resource: Resource) => filled(new analyzerPb.AnalyzerResource(), resource);

function filled<
  M extends InstanceType<typeof analyzerPb.AnalyzeRequest> | InstanceType<typeof analyzerPb.AnalyzerResource>,
>(message: M, { type, urn, name, props, options, provider }: Resource): M {
  message.setType(type);
  message.setUrn(urn);
  message.setName(name);
  message.setProperties(wire(props));
  message.setOptions(optionsOf(options));
  if (provider !== undefined) message.setProvider(providerOf(provider));
  return message;
}

function optionsOf({ protect, ignoreChanges }: Resource["options"]) {
  const message = new analyzerPb.AnalyzerResourceOptions();
  message.setProtect(protect);
  message.setIgnorechangesList(ignoreChanges);
  return message;
}

function providerOf({ type, urn, name, props }: NonNullable<Resource["provider"]>) {
  const message = new analyzerPb.AnalyzerProviderResource();
  message.setType(type);
  message.setUrn(urn);
  message.setName(name);
  message.setProperties(wire(props));
  return message;
}

const WIRE = z.record(z.string(), z.json());

/** As the engine sends them: unknown values by their sentinel. */
const wire = (props: object) => {
  const text = JSON.stringify(props).replaceAll('"[unknown]"', `"${UNKNOWN}"`);
  return structPb.Struct.fromJavaScript(WIRE.parse(JSON.parse(text)));
};

function violationOf(diagnostic: InstanceType<typeof analyzerPb.AnalyzeDiagnostic>, urn: string): Violation {
  const mandatory = diagnostic.getEnforcementlevel() === analyzerPb.EnforcementLevel.MANDATORY;
  return {
    policy: diagnostic.getPolicyname(),
    level: mandatory ? "mandatory" : "advisory",
    urn,
    message: diagnostic.getMessage(),
  };
}
