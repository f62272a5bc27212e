import { appendFile, cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import { customResourceDefinitions } from "../testbed/custom-resources.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import { agonesDefinitions } from "./agones-definitions.ts";
import type { PinnedChart } from "./pinned.ts";

const STUBS = join(import.meta.dirname, "stubs");

/** Packs the stub chart of a name, with the number of the real one, into a folder. */
export async function packStub(chart: PinnedChart, binaries: string, folder: string): Promise<void> {
  const work = temporaryFolder("stub");
  try {
    const assembled = await assembleStub(chart.name, binaries, work);
    const version = ["--version", chart.version, "--app-version", chart.version];
    await execa(join(binaries, "helm"), ["package", assembled, ...version, "--destination", folder]);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** A stub chart as Helm reads it: its own files, the templates that all share, and definitions of custom resources. */
async function assembleStub(name: string, binaries: string, work: string): Promise<string> {
  const stubs = (await readdir(STUBS)).filter((stub) => stub !== "shared");
  if (!stubs.includes(name))
    throw new Error(
      `there is no stub of the chart ${name}; there are ${stubs.join(", ")}: add e2e/charts/stubs/${name}`,
    );
  const chart = join(work, name);
  await cp(join(STUBS, name), chart, { recursive: true });
  await cp(join(STUBS, "shared"), join(chart, "templates"), { recursive: true });
  await addDefinitions(chart, await definitionsOf(name, binaries));
  return chart;
}

/**
 * In a chart of their own inside the chart, of which Helm keeps no copy in its record of the release: with one, the
 * Prometheus operator's would be too large for a Secret. The real chart has them there, too.
 */
async function addDefinitions(chart: string, definitions: Map<string, string>): Promise<void> {
  if (definitions.size === 0) return;
  const inner = { name: "crds", version: "0.0.0" };
  const templates = join(chart, "charts", inner.name, "templates");
  await mkdir(templates, { recursive: true });
  await writeFile(join(templates, "../Chart.yaml"), stringify({ apiVersion: "v2", ...inner }));
  await appendFile(join(chart, "Chart.yaml"), stringify({ dependencies: [inner] }));
  for (const [file, yaml] of definitions) await writeFile(join(templates, file), verbatim(yaml));
}

/** Definitions that the real chart has among its templates, where Helm upgrades and removes them: file to YAML. */
async function definitionsOf(name: string, binaries: string): Promise<Map<string, string>> {
  switch (name) {
    case "agones":
      return new Map(
        (await agonesDefinitions()).map((definition, i) => [`definition-${i}.yaml`, stringify(definition)]),
      );
    case "prometheus-operator-crds":
      return customResourceDefinitions("prometheus-operator", binaries);
    case "karpenter-crd":
      return customResourceDefinitions("karpenter", binaries);
    default:
      return new Map();
  }
}

/** As a template that renders to the text itself: descriptions have braces in them. */
const verbatim = (yaml: string) => yaml.replaceAll("{{", '{{ "{{" }}');
