// Tags that the AWS provider puts on everything: they are its setting, and all that it makes changes with them.
import { z } from "zod";
import { isMap } from "../json-value.ts";
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { AWS_EFFECTS } from "./aws-effects.ts";
import type { PropertyChange } from "./property-changes.ts";
import { urnOfProvider } from "./urn-of-provider.ts";

type Resources = ReadonlyMap<string, RecordedResource>;

/** A resource's tags with its provider's, where they are others than before although its own are the same. */
export function defaultTagChange(
  old: RecordedResource,
  resource: RecordedResource,
  before: Resources,
  after: Resources,
): PropertyChange[] {
  const effects = AWS_EFFECTS[resource.type];
  if (effects === undefined || ![...effects.updates, ...effects.replaces].includes("tags")) return [];
  const from = allTags(old, before);
  const to = allTags(resource, after);
  const own = JSON.stringify(old.inputs.tags) === JSON.stringify(resource.inputs.tags);
  if (!own || sorted(from) === sorted(to)) return [];
  return [{ keys: ["tagsAll"], from: without(from, to), to: without(to, from) }];
}

function allTags({ provider, inputs }: RecordedResource, resources: Resources): Record<string, Json> {
  const { defaultTags } = resources.get(urnOfProvider(provider))?.inputs ?? {};
  return { ...tagsOf(parsed(defaultTags)), ...mapOf(inputs.tags) };
}

/** Providers get maps as JSON. */
function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return value;
  try {
    return z.json().parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}

const tagsOf = (value: Json | undefined): Record<string, Json> => mapOf(mapOf(value).tags);

const mapOf = (value: Json | undefined): Record<string, Json> => (isMap(value) ? value : {});

const without = (tags: Record<string, Json>, others: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(Object.entries(tags).filter(([key, value]) => others[key] !== value));

const sorted = (tags: Record<string, Json>): string =>
  JSON.stringify(Object.entries(tags).toSorted(([one], [other]) => (one < other ? -1 : 1)));
