import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Json } from "./property-values.ts";
import { SHOWN_UNKNOWN } from "./property-values.ts";
import type { RecordedResource } from "./recorded-resource.ts";
import type { StackReport } from "./report.ts";

/** Writes `<stack>.json`, as `pulumi stack export` would, and `<stack>.yaml` with the Kubernetes manifests, if any. */
export function writeSnapshot(folder: string, stack: StackReport): string[] {
  mkdirSync(folder, { recursive: true });
  const files = [join(folder, `${stack.name}.json`)];
  writeFileSync(join(folder, `${stack.name}.json`), `${JSON.stringify(deployment(stack), null, 2)}\n`);
  const manifests = stack.resources.filter(isManifest);
  if (manifests.length > 0) {
    files.push(join(folder, `${stack.name}.yaml`));
    writeFileSync(join(folder, `${stack.name}.yaml`), manifests.map(manifest).join("---\n"));
  }
  return files;
}

/** Version 3 is the form that the pinned engine reads and writes. The time is left out: equal stacks, equal files. */
function deployment(stack: StackReport) {
  const manifest = { time: "0001-01-01T00:00:00Z", magic: "", version: "" };
  return { version: 3, deployment: { manifest, resources: stack.resources.map(state), metadata: {} } };
}

function state(resource: RecordedResource): Json {
  const { protect, retainOnDelete, ignoreChanges, additionalSecretOutputs, propertyDependencies, read } =
    resource.options;
  return {
    urn: resource.urn,
    custom: resource.custom,
    ...(resource.custom && { id: SHOWN_UNKNOWN }),
    type: resource.type,
    inputs: resource.inputs,
    outputs: resource.inputs,
    ...(resource.parent !== "" && { parent: resource.parent }),
    ...(read === true && { external: true }),
    ...(protect === true && { protect }),
    ...(retainOnDelete === true && { retainOnDelete }),
    ...(ignoreChanges !== undefined && { ignoreChanges }),
    ...(resource.dependencies.length > 0 && { dependencies: resource.dependencies }),
    ...(resource.provider !== "" && { provider: resource.provider }),
    ...(propertyDependencies !== undefined && { propertyDependencies }),
    ...(additionalSecretOutputs !== undefined && { additionalSecretOutputs }),
  };
}

/** Kubernetes objects have a kind; Helm releases are resources of the provider, not of the API. */
const isManifest = (resource: RecordedResource) =>
  resource.custom && resource.type.startsWith("kubernetes:") && resource.inputs.kind !== undefined;

function manifest(resource: RecordedResource): string {
  const { metadata } = resource.inputs;
  const named = typeof metadata === "object" && metadata !== null && "name" in metadata;
  const shown = named
    ? resource.inputs
    : { ...resource.inputs, metadata: { ...asMap(metadata), generateName: `${resource.name}-` } };
  const text = stringify(shown, { lineWidth: 0, aliasDuplicateObjects: false });
  return `# ${resource.urn}${resource.source === "" ? "" : ` (${resource.source})`}\n${text}`;
}

const asMap = (value: Json | undefined): Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
