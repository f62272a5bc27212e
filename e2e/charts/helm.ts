import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../testbed/kubernetes-object.ts";
import { parseList } from "../testbed/kubernetes-object.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import type { Release } from "./previewed.ts";
import type { ChartRepository } from "./repository.ts";

/** Takes the place of what is unknown in a preview: it passes for a name, an address and the beginning of a CIDR. */
const KNOWN = "192.0.2.1";

/** How long pods that only pretend to run may take, nodes and images being there. */
const WAIT = "90s";

/** The helm program with a home of its own, on one cluster. */
export class Helm {
  readonly #program: string;
  readonly #folder: string;
  readonly #kubeconfig: string;

  private constructor(program: string, folder: string, kubeconfig: string) {
    this.#program = program;
    this.#folder = folder;
    this.#kubeconfig = kubeconfig;
  }

  static start(binaries: string, kubeconfig: string): Helm {
    return new Helm(join(binaries, "helm"), temporaryFolder("helm"), kubeconfig);
  }

  async lint(from: ChartRepository, release: Release): Promise<void> {
    const archive = await this.#archive(from, release);
    await this.#run(from, ["lint", "--strict", archive, "--values", await this.#values(release)]);
  }

  /** The objects of a release, as the cluster's version gets them; without its definitions of custom resources. */
  async template(from: ChartRepository, release: Release): Promise<KubernetesObject[]> {
    const yaml = await this.#run(from, ["template", ...(await this.#release(from, release))]);
    const items = parseAllDocuments(yaml)
      .map((document) => z.unknown().parse(document.toJS()))
      .filter((object) => object !== null);
    return parseList(JSON.stringify({ items })).filter(({ kind }) => kind !== "CustomResourceDefinition");
  }

  /** Installs or upgrades, and waits for pods, volumes and load balancers. */
  async upgrade(from: ChartRepository, release: Release): Promise<void> {
    const wait = ["--install", "--wait", "--timeout", WAIT];
    await this.#run(from, ["upgrade", ...(await this.#release(from, release)), ...wait]);
  }

  async uninstall(from: ChartRepository, { name, namespace }: Release): Promise<void> {
    await this.#run(from, ["uninstall", name, "--namespace", namespace, "--wait"]);
  }

  async stop(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }

  /** helm lint takes no repository. */
  async #archive(from: ChartRepository, { chart, version }: Release): Promise<string> {
    const archive = join(this.#folder, new URL(from.url).port, `${chart}-${version}.tgz`);
    if (existsSync(archive)) return archive;
    await mkdir(dirname(archive), { recursive: true });
    const source = ["--repo", from.url, "--version", version];
    await this.#run(from, ["pull", chart, ...source, "--destination", dirname(archive)]);
    return archive;
  }

  async #release({ url }: ChartRepository, release: Release): Promise<string[]> {
    const { name, chart, version, namespace } = release;
    const source = ["--repo", url, "--version", version];
    return [name, chart, ...source, "--namespace", namespace, "--values", await this.#values(release)];
  }

  async #values({ name, values }: Release): Promise<string> {
    const file = join(this.#folder, `${name}.json`);
    await writeFile(file, JSON.stringify(values).replaceAll("[unknown]", KNOWN));
    return file;
  }

  async #run({ certificateFile }: ChartRepository, args: string[]): Promise<string> {
    const { stdout } = await execa(this.#program, args, {
      // A folder of the chart's name would win over the repository.
      cwd: this.#folder,
      env: {
        KUBECONFIG: this.#kubeconfig,
        SSL_CERT_FILE: certificateFile,
        HELM_CACHE_HOME: this.#folder,
        HELM_CONFIG_HOME: this.#folder,
        HELM_DATA_HOME: this.#folder,
      },
    });
    return stdout;
  }
}
