import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import program from "../../index.ts";
import { preview } from "../../preview/preview.ts";
import type { Changes } from "../../stacks/settings/project-with.ts";
import { folderWith } from "../../stacks/settings/project-with.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";

const releaseShape = z.object({
  name: z.string(),
  namespace: z.string(),
  chart: z.string(),
  version: z.string(),
  /** What is known only after an `up` is "[unknown]". */
  values: z.record(z.string(), z.unknown()).default({}),
});

/** A Helm release as the program registers it. */
export type Release = z.output<typeof releaseShape> & { stack: string };

const objectShape = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});

/** A Fleet or FleetAutoscaler as the program registers it. */
export type AgonesObject = z.output<typeof objectShape>;

export interface Previewed {
  releases: Release[];
  agonesObjects: AgonesObject[];
}

/** What the stacks of this repository leave out: the other scaler, the ping service, a mirror, feature gates. */
const OTHERS: Changes = {
  "Pulumi.dev.yaml": {
    nodeScaling: "karpenter",
    agones: {
      ping: true,
      imageRegistry: "registry.example.com/agones",
      featureGates: { CountsAndLists: true },
    },
  },
  "Pulumi.prod.yaml": { agones: { ping: true } },
};

/** What all stacks of this repository make, and those of a small project whose settings differ where these agree. */
export async function previewedCharts(): Promise<Previewed> {
  const others = folderWith(OTHERS);
  try {
    // One after the other: a preview needs its project's folder as the working directory.
    const own = await previewedIn(dirname(dirname(import.meta.dirname)), "");
    const other = await previewedIn(others, "other ");
    return {
      releases: [...own.releases, ...other.releases],
      agonesObjects: [...own.agonesObjects, ...other.agonesObjects],
    };
  } finally {
    rmSync(others, { recursive: true });
  }
}

async function previewedIn(folder: string, prefix: string): Promise<Previewed> {
  const home = process.cwd();
  process.chdir(folder);
  try {
    const project = readProject(folder);
    const reports = await preview(program, project, [...project.stacks.keys()]);
    const errors = reports.flatMap((report) => report.errors.map((error) => `${report.name}: ${error}`));
    if (errors.length > 0) throw new Error(errors.join("\n"));
    const resources = reports.flatMap(({ name, resources }) =>
      resources.map((each) => ({ ...each, stack: name })),
    );
    return {
      releases: resources
        .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
        .map(({ stack, inputs }) => ({ ...releaseShape.parse(inputs), stack: prefix + stack }))
        // In an OCI registry a chart is an address.
        .map((release) => ({ ...release, chart: release.chart.replace(/^.*\//, "") })),
      agonesObjects: resources
        .filter(({ type }) => /:(Fleet|FleetAutoscaler)$/.test(type))
        .map(({ inputs }) => objectShape.parse(inputs)),
    };
  } finally {
    process.chdir(home);
  }
}
