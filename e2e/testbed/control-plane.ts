import { existsSync, mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { execa } from "execa";
import type { Addresses } from "./addresses.ts";
import { nodeAddress } from "./addresses.ts";
import { untilReady } from "./api-server.ts";
import {
  AGONES_IMAGES,
  apiServerArgs,
  controllerManagerArgs,
  etcdArgs,
  kwokArgs,
  nodeStandInArgs,
  schedulerArgs,
  sdkStandInArgs,
} from "./components.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { parseList } from "./kubernetes-object.ts";
import { removeLeftovers } from "./leftovers.ts";
import type { NodeSpec } from "./nodes.ts";
import { plainNodes, toManifest } from "./nodes.ts";
import { writePlaneFiles } from "./plane-files.ts";
import type { StartedProcess } from "./processes.ts";
import { logFile, startProcess } from "./processes.ts";
import { keepSlot, releaseSlot, takeSlot } from "./slots.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export type { KubernetesObject } from "./kubernetes-object.ts";
export type { NodeSpec } from "./nodes.ts";

export interface ControlPlaneOptions {
  /** Region whose zones its nodes are in; part of the context's name. */
  region: string;
  /** Folder of the bed's binaries. */
  binaries: string;
  /** @default three nodes without any label of ours, one in each zone */
  nodes?: NodeSpec[];
  /** Folder for state and logs. @default a new temporary one, removed by stop() */
  state?: string;
  /** Agones' images run as real processes, whose binaries are in this folder. @default no image runs */
  agones?: { bin: string };
  /** The plane stays when this process ends, until somebody takes it down. @default false */
  outlivesUs?: boolean;
}

export interface ControlPlane {
  /** Path of the administrator's kubeconfig; its context is `gameplane-<region>`. */
  kubeconfig: string;
  region: string;
  state: string;
  /** Slot, which gives it its ports and addresses. */
  index: number;
  /** Runs kubectl and returns what it prints; throws with what it says on stderr. */
  kubectl(args: string[], options?: { input?: string }): Promise<string>;
  /** All objects of a kind, in one namespace or in all. */
  list(kind: string, namespace?: string): Promise<KubernetesObject[]>;
  addNodes(nodes: NodeSpec[]): Promise<void>;
  /** As a node group does: cordoned, emptied, gone. */
  removeNodes(names: string[]): Promise<void>;
  /** Everything that the plane started or made is gone, also after a crash of parts of it. */
  stop(): Promise<void>;
}

/**
 * A real Kubernetes control plane (etcd, API server, controller manager, scheduler) with nodes that kwok pretends,
 * on loopback and a bridge of its own.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const state = resolve(options.state ?? temporaryFolder(options.region));
  const addresses = await takeSlot({ region: options.region, state, ...allowedSlots(process.env) }).catch(
    (error: unknown) => {
      if (options.state === undefined) rmSync(state, { recursive: true });
      throw error;
    },
  );
  const plane = new Plane(options, state, addresses);
  try {
    await plane.start(options.nodes ?? plainNodes(options.region, 3));
    if (options.outlivesUs === true) keepSlot(plane.index);
    return plane;
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

/** GAMEPLANE_TESTBED_SLOT, such as `2` or `2,3`, lets people who share a machine keep to slots of their own. */
function allowedSlots({ GAMEPLANE_TESTBED_SLOT: slots = "" }: NodeJS.ProcessEnv): { among?: number[] } {
  return slots === "" ? {} : { among: slots.split(",").map(Number) };
}

class Plane implements ControlPlane {
  readonly region: string;
  readonly state: string;
  readonly index: number;
  readonly kubeconfig: string;
  readonly #options: ControlPlaneOptions;
  readonly #addresses: Addresses;
  readonly #path: string;
  #nodes = 0;

  constructor(options: ControlPlaneOptions, state: string, addresses: Addresses) {
    this.region = options.region;
    this.state = state;
    this.index = addresses.index;
    this.kubeconfig = join(state, "kubeconfig");
    this.#options = options;
    this.#addresses = addresses;
    this.#path = [options.binaries, process.env.PATH ?? ""].join(delimiter);
  }

  async start(nodes: NodeSpec[]): Promise<void> {
    const addresses = this.#addresses;
    await removeLeftovers(this.state, { logs: "keep" });
    mkdirSync(this.state, { recursive: true });
    const { agones } = this.#options;
    const images = agones === undefined ? [] : AGONES_IMAGES;
    const files = await writePlaneFiles({ state: this.state, region: this.region, addresses, images });
    const started = [
      this.#start("etcd", etcdArgs(addresses, files)),
      this.#start("kube-apiserver", apiServerArgs(addresses, files)),
    ];
    await this.#unlessEnded(started, untilReady(this.kubeconfig));

    started.push(
      this.#start("kwok", kwokArgs(addresses, files)),
      this.#start("kube-scheduler", schedulerArgs(addresses, files)),
      this.#start("kube-controller-manager", controllerManagerArgs(addresses, files)),
      this.#start("node-stand-in", nodeStandInArgs(addresses, files, agones)),
      this.#start("sdk-stand-in", sdkStandInArgs(files, agones)),
    );
    await this.#unlessEnded(started, this.#furnish(nodes));
  }

  async kubectl(args: string[], options: { input?: string } = {}): Promise<string> {
    const { failed, stdout, stderr, shortMessage } = await execa("kubectl", args, {
      reject: false,
      env: { PATH: this.#path, KUBECONFIG: this.kubeconfig, KUBECACHEDIR: join(this.state, "kubectl-cache") },
      ...(options.input === undefined ? { stdin: "ignore" as const } : { input: options.input }),
      maxBuffer: 500_000_000, // 10,000 objects as JSON
    });
    if (failed) throw new Error(`kubectl ${args.join(" ")}: ${stderr.trim() || shortMessage}`);
    return stdout;
  }

  async list(kind: string, namespace?: string): Promise<KubernetesObject[]> {
    const where = namespace === undefined ? ["-A"] : ["-n", namespace];
    return parseList(await this.kubectl(["get", kind, ...where, "-o", "json"]));
  }

  async addNodes(nodes: NodeSpec[]): Promise<void> {
    if (nodes.length === 0) return;
    const manifests = nodes.map((node) => toManifest(node, nodeAddress(this.index, this.#nodes++)));
    await this.#create(manifests);
    const names = nodes.map(({ name }) => `node/${name}`);
    await this.kubectl(["wait", "--for=condition=Ready", "--timeout=60s", ...names]);
  }

  async removeNodes(names: string[]): Promise<void> {
    if (names.length === 0) return;
    await this.kubectl(["cordon", ...names]);
    const onNode = (name: string): string[] => ["-A", "--field-selector", `spec.nodeName=${name}`];
    for (const name of names) await this.kubectl(["delete", "pods", ...onNode(name), "--timeout=60s"]);
    await this.kubectl(["delete", "nodes", ...names]);
    // A DaemonSet's pods come back on a cordoned node, and nobody but us ends those of a node that is gone.
    for (const name of names)
      await this.kubectl(["delete", "pods", ...onNode(name), "--force", "--grace-period=0"]);
  }

  async stop(): Promise<void> {
    await removeLeftovers(this.state, { logs: this.#options.state === undefined ? "remove" : "keep" });
    releaseSlot(this.index);
  }

  /** What a cluster has on its first day. */
  async #furnish(nodes: NodeSpec[]): Promise<void> {
    await Promise.all([this.#create([STANDARD_STORAGE]), this.addNodes(nodes)]);
    // Without its default ServiceAccount a namespace takes no pod.
    await this.kubectl(["wait", "--for=create", "serviceaccount/default", "-n", "default", "--timeout=60s"]);
  }

  async #create(items: object[]): Promise<void> {
    await this.kubectl(["create", "-f", "-"], {
      input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    });
  }

  #start(name: string, args: string[]): StartedProcess {
    const binary = join(this.#options.binaries, name);
    if (!existsSync(binary))
      throw new Error(`${binary} is not there; build the test bed by \`npm run testbed:build\``);
    return startProcess(this.state, name, binary, args, this.#path);
  }

  /** Waits, unless a process ends that should not: its last words are the reason that counts. */
  async #unlessEnded(started: StartedProcess[], ready: Promise<void>): Promise<void> {
    const ended = started.map(async ({ name, ended }): Promise<never> => {
      throw new Error(
        `${name} ${await ended}; its log ends with:\n${await lastLines(logFile(this.state, name))}`,
      );
    });
    await Promise.race([ready, ...ended]);
  }
}

/** The class by which a claim without one is bound, as clusters for trying things out have. */
const STANDARD_STORAGE = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
  provisioner: "testbed.gameplane.dev/none",
  reclaimPolicy: "Delete",
  volumeBindingMode: "WaitForFirstConsumer",
};

async function lastLines(path: string): Promise<string> {
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  return lines
    .slice(-6)
    .map((line) => `  ${line}`)
    .join("\n");
}
