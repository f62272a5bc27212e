import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import { readEvents } from "./event-log.ts";
import type { Program } from "./program.ts";
import { WORK_TREE } from "./program.ts";
import type { Update } from "./update.ts";
import { summarise } from "./update.ts";

export type { Step, Update } from "./update.ts";

export interface EngineOptions {
  program: Program;
  /** Folder with pulumi, its language host and provider plugins; comes first on the PATH but for Node. */
  binaries: string;
  /** A folder with more commands: `commands` of the doubles has `aws`, which kubeconfigs of EKS clusters call. */
  commands?: string;
  /** More environment: KUBECONFIG, PULUMI_DEBUG_PROVIDERS, SSL_CERT_FILE. */
  env?: Record<string, string>;
}

export interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  all: string;
}

/** Commands of `pulumi` that take steps. */
export type Operation = "preview" | "up" | "destroy" | "refresh";

/** A running command line; execa's, which is a promise and a ChildProcess. */
export type Child = ReturnType<typeof pulumi>;

/** Operations do what they are told; the tests ask for a preview where they want one. */
const UNASKED: Record<Operation, string[]> = {
  preview: [],
  up: ["--yes", "--skip-preview"],
  destroy: ["--yes", "--skip-preview"],
  refresh: ["--yes", "--skip-preview"],
};

const RESOURCE = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  protect: z.boolean().optional(),
  /** Waits for its deletion, because another took its place. */
  delete: z.boolean().optional(),
  external: z.boolean().optional(),
  dependencies: z.array(z.string()).nullish(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const DEPLOYMENT = z.object({
  resources: z.array(RESOURCE).default([]),
  pending_operations: z.array(z.object({ resource: RESOURCE, type: z.string() })).default([]),
});

/** A stack's state, as `pulumi stack export` gives it. */
export type Deployment = z.infer<typeof DEPLOYMENT>;

/** The real command line on a copy of the program, with a PULUMI_HOME and a file backend of its own. */
export class Engine {
  readonly program: Program;
  /** Home, state and event logs. */
  readonly folder: string;
  readonly #env: Record<string, string>;
  #logs = 0;

  constructor({ program, binaries, commands = "", env = {} }: EngineOptions) {
    this.program = program;
    this.folder = temporaryFolder("engine");
    this.#env = { ...environment(this.folder, [binaries, commands]), ...env };
  }

  async init(stack: string): Promise<void> {
    await mkdir(join(this.folder, "state"), { recursive: true });
    await this.#orThrow(["stack", "init", `organization/gameplane/${stack}`]);
  }

  /** Never throws because of an exit code. */
  async run(args: string[], env: Record<string, string> = {}): Promise<Run> {
    const { exitCode, stdout, stderr, all, failed, shortMessage } = await this.start(args, env);
    // No exit code: killed by a signal, or never started.
    if (exitCode === undefined && failed)
      return { exitCode: -1, stdout, stderr, all: `${all}${shortMessage}` };
    return { exitCode: exitCode ?? 0, stdout, stderr, all };
  }

  up(stack: string, args: string[] = [], env?: Record<string, string>): Promise<Update> {
    return this.begin("up", stack, args, env).finished;
  }

  preview(stack: string, args: string[] = [], env?: Record<string, string>): Promise<Update> {
    return this.begin("preview", stack, args, env).finished;
  }

  destroy(stack: string, args: string[] = [], env?: Record<string, string>): Promise<Update> {
    return this.begin("destroy", stack, args, env).finished;
  }

  refresh(stack: string, args: string[] = [], env?: Record<string, string>): Promise<Update> {
    return this.begin("refresh", stack, args, env).finished;
  }

  /**
   * A running operation, to be interrupted; `finished` tells the steps until then, also after a SIGKILL. Its event log is
   * kept as long as the engine is, and may be read while it is written.
   */
  begin(
    operation: Operation,
    stack: string,
    args: string[] = [],
    env?: Record<string, string>,
  ): { child: Child; log: string; finished: Promise<Update> } {
    const log = join(this.folder, `events-${++this.#logs}.jsonl`);
    const all = [operation, "--stack", stack, ...UNASKED[operation], "--event-log", log, ...args];
    const child = this.start(all, env);
    return { child, log, finished: finishedUpdate(child, log) };
  }

  /** A running command line, for anything else that one wants to watch or interrupt. */
  start(args: string[], env: Record<string, string> = {}): Child {
    return pulumi(args, this.program.folder, { ...this.#env, ...env });
  }

  async outputs(stack: string, showSecrets = false): Promise<Record<string, unknown>> {
    const args = ["stack", "output", "--json", "--stack", stack, ...(showSecrets ? ["--show-secrets"] : [])];
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await this.#orThrow(args)));
  }

  async exportStack(stack: string): Promise<Deployment> {
    const text = await this.#orThrow(["stack", "export", "--stack", stack]);
    return z.object({ deployment: DEPLOYMENT }).parse(JSON.parse(text)).deployment;
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** stdout, which may hold secrets, is in no error. */
  async #orThrow(args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(args);
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${exitCode}: ${stderr}`);
    return stdout;
  }
}

function pulumi(args: string[], cwd: string, env: Record<string, string>) {
  return execa("pulumi", ["--non-interactive", ...args], {
    cwd,
    env,
    // Nothing of the developer's: no credentials, no kubeconfig, no settings of Pulumi or Node.
    extendEnv: false,
    // A command line that fails is a result, not an error.
    reject: false,
    all: true,
    stdin: "ignore",
  });
}

async function finishedUpdate(child: Child, log: string): Promise<Update> {
  const { exitCode = -1, all, durationMs } = await child;
  // There is none where the command line failed before its first event.
  const written = existsSync(log);
  const events = written ? readEvents(await readFile(log, "utf8")) : [];
  return {
    ...{ ok: exitCode === 0, exitCode, all, seconds: durationMs / 1000 },
    ...{ log: written ? log : undefined, ...summarise(events) },
  };
}

/** A folder with an official or other Kubernetes provider, to be used instead of the one among the binaries. */
const otherProvider = process.env.GAMEPLANE_KUBERNETES_PROVIDER ?? "";

function environment(folder: string, commands: string[]): Record<string, string> {
  const node = join(WORK_TREE, "node_modules", ".bin");
  const path = [node, otherProvider, ...commands, process.env.PATH ?? ""].filter((entry) => entry !== "");
  return {
    PATH: path.join(":"),
    // Helm keeps what it downloads below HOME.
    HOME: join(folder, "home"),
    TMPDIR: tmpdir(),
    // Compiled code is kept from run to run: 3.0 s instead of 3.4 s for a preview of dev, 0.8 s more for the first.
    NODE_COMPILE_CACHE: join(folder, "compiled"),
    PULUMI_HOME: join(folder, "pulumi"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    // Of a state that lives as long as the test.
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Shows the flag --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}
