import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Schema } from "./structural-schema.ts";
import { FREE_FORM, structuralSchemas } from "./structural-schema.ts";

const WORK_TREE = dirname(dirname(import.meta.dirname));
const TYPES = join(WORK_TREE, "components/agones/resources.ts");

/** A custom resource definition as the API server takes it. */
export type Definition = Record<string, unknown>;

/**
 * Definitions of Agones' kinds out of our own types, for planes without its chart: what the program writes and nothing
 * else is a field, so the API server refuses a misspelt one. Names, subresources and columns are those of Agones 1.60.
 */
export async function agonesDefinitions(): Promise<Definition[]> {
  const { FleetSpec, FleetAutoscalerSpec, GameServerSpec } = await schemas();
  const setFields = { ...FleetSpec.properties };
  delete setFields.strategy;
  const gameServer = { ...GameServerSpec.properties, ...picked(FleetSpec, "scheduling") };
  return [
    definition("agones.dev", "Fleet", ["flt"], FleetSpec, { ...SCALED, ...COUNTED }),
    definition(
      "agones.dev",
      "GameServerSet",
      ["gss", "gsset"],
      { ...FleetSpec, properties: setFields },
      { ...SCALED, ...COUNTED },
    ),
    definition(
      "agones.dev",
      "GameServer",
      ["gs"],
      { ...GameServerSpec, properties: gameServer },
      {
        additionalPrinterColumns: columns({
          State: [".status.state", "string"],
          Address: [".status.address", "string"],
          Port: [".status.ports[0].port", "string"],
          Node: [".status.nodeName", "string"],
          Age: [".metadata.creationTimestamp", "date"],
        }),
      },
    ),
    definition("autoscaling.agones.dev", "FleetAutoscaler", ["fas"], FleetAutoscalerSpec, {
      subresources: { status: {} },
    }),
    // The program makes none; its kind is there because roles and Agones' own rights name it.
    definition("multicluster.agones.dev", "GameServerAllocationPolicy", ["gsap"], FREE_FORM, {}),
  ];
}

const SCALED = {
  subresources: {
    status: {},
    scale: {
      specReplicasPath: ".spec.replicas",
      statusReplicasPath: ".status.replicas",
      labelSelectorPath: ".status.labelSelector",
    },
  },
};

const COUNTED = {
  additionalPrinterColumns: columns({
    Scheduling: [".spec.scheduling", "string"],
    Desired: [".spec.replicas", "integer"],
    Current: [".status.replicas", "integer"],
    Allocated: [".status.allocatedReplicas", "integer"],
    Ready: [".status.readyReplicas", "integer"],
    Age: [".metadata.creationTimestamp", "date"],
  }),
};

function columns(all: Record<string, [jsonPath: string, type: string]>): object[] {
  return Object.entries(all).map(([name, [jsonPath, type]]) => ({ name, jsonPath, type }));
}

function definition(
  group: string,
  kind: string,
  shortNames: string[],
  spec: Schema,
  version: object,
): Definition {
  const singular = kind.toLowerCase();
  const plural = kind.endsWith("Policy") ? singular.replace(/y$/, "ies") : `${singular}s`;
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind, plural, singular, shortNames },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: "object",
              required: ["spec"],
              // Only controllers write a status, and theirs are checked where they really run.
              properties: { spec, status: FREE_FORM },
            },
          },
          ...version,
        },
      ],
    },
  };
}

function picked({ properties }: Schema, name: string): Record<string, Schema> {
  const property = properties?.[name];
  if (property === undefined)
    throw new Error(`${TYPES} has no field ${name} any more; mend agones-definitions.ts`);
  return { [name]: property };
}

const schemaShape: z.ZodType<Schema> = z.looseObject({});
const schemasShape = z.object({
  FleetSpec: schemaShape,
  FleetAutoscalerSpec: schemaShape,
  GameServerSpec: schemaShape,
});
type Schemas = z.infer<typeof schemasShape>;

const KEPT = join(homedir(), ".cache/gameplane/agones-schemas.json");

/** The compiler takes 4 s and 500 MB to read the types of Kubernetes, so its answer is kept for as long as it holds. */
async function schemas(): Promise<Schemas> {
  const from = await fingerprint();
  const kept = await readKept();
  if (kept?.from === from) return kept.schemas;
  const read = schemasShape.parse(structuralSchemas(TYPES, Object.keys(schemasShape.shape)));
  await mkdir(dirname(KEPT), { recursive: true });
  // Suites run side by side: none may read half a file.
  const whole = `${KEPT}.${process.pid}`;
  await writeFile(whole, JSON.stringify({ from, schemas: read }));
  await rename(whole, KEPT);
  return read;
}

async function readKept(): Promise<{ from: string; schemas: Schemas } | undefined> {
  if (!existsSync(KEPT)) return undefined;
  return z
    .object({ from: z.string(), schemas: schemasShape })
    .parse(JSON.parse(await readFile(KEPT, "utf8")));
}

/** Of everything that the schemas come from. */
async function fingerprint(): Promise<string> {
  const sources = [
    TYPES,
    join(import.meta.dirname, "structural-schema.ts"),
    join(WORK_TREE, "node_modules/@pulumi/kubernetes/package.json"),
    join(WORK_TREE, "node_modules/typescript/package.json"),
  ];
  const hash = createHash("sha256");
  for (const source of sources) hash.update(await readFile(source));
  return hash.digest("hex");
}
