import type * as pb from "@pulumi/pulumi/proto/resource_pb.js";
import type { Json } from "./property-values.ts";
import { SHOWN_UNKNOWN, UNKNOWN } from "./property-values.ts";
import type { ResourceOptions } from "./recorded-resource.ts";

/** A provider is named `urn::id`, and its id is unknown until an `up`. */
export const shownProvider = (reference: string) => reference.replace(UNKNOWN, SHOWN_UNKNOWN);

/** The options of a registration; what is at its default is left out. */
export function optionsOf(request: pb.RegisterResourceRequest): ResourceOptions {
  const timeouts = timeoutsOf(request);
  const hooks = Object.entries(request.getHooks()?.toObject() ?? {}).filter(([, names]) => names.length > 0);
  const providers: Record<string, string> = {};
  request.getProvidersMap().forEach((ref, name) => (providers[name] = shownProvider(ref)));
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    if (urns.getUrnsList().length > 0) propertyDependencies[key] = urns.getUrnsList().toSorted();
  });
  const aliases = request.getAliasesList().map((alias): Json => {
    const spec = alias.getSpec();
    return spec === undefined ? alias.getUrn() : { ...spec.toObject() };
  });
  return {
    ...(request.getRemote() && { remote: true }),
    ...(Object.keys(providers).length > 0 && { providers }),
    ...(Object.keys(propertyDependencies).length > 0 && { propertyDependencies }),
    ...(request.getProtect() === true && { protect: true }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ...(request.getRetainondelete() === true && { retainOnDelete: true }),
    ...nonEmpty("ignoreChanges", request.getIgnorechangesList()),
    ...nonEmpty("replaceOnChanges", request.getReplaceonchangesList()),
    ...nonEmpty("additionalSecretOutputs", request.getAdditionalsecretoutputsList()),
    ...nonEmpty("aliases", aliases),
    ...nonEmpty("replaceWith", request.getReplaceWithList()),
    ...nonEmpty("hideDiffs", request.getHidediffsList()),
    ...nonEmpty("import", request.getImportid()),
    ...nonEmpty("deletedWith", request.getDeletedwith()),
    ...nonEmpty("version", request.getVersion()),
    ...nonEmpty("pluginDownloadURL", request.getPlugindownloadurl()),
    ...nonEmpty("packageRef", request.getPackageref()),
    ...(Object.keys(timeouts).length > 0 && { customTimeouts: timeouts }),
    ...(hooks.length > 0 && { hooks: Object.fromEntries(hooks) }),
  };
}

function timeoutsOf(request: pb.RegisterResourceRequest): Record<string, string> {
  const timeouts = request.getCustomtimeouts();
  return {
    ...nonEmpty("create", timeouts?.getCreate() ?? ""),
    ...nonEmpty("update", timeouts?.getUpdate() ?? ""),
    ...nonEmpty("delete", timeouts?.getDelete() ?? ""),
    ...nonEmpty("read", timeouts?.getRead() ?? ""),
  };
}

function nonEmpty<K extends string, V extends { length: number }>(key: K, value: V): Partial<Record<K, V>> {
  // A computed key widens to string in TypeScript; the assertion-free way is to build it through the mapped type.
  const entry: Partial<Record<K, V>> = {};
  if (value.length > 0) entry[key] = value;
  return entry;
}
