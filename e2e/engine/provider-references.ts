import type { Json } from "../../preview/property-values.ts";

/**
 * A provider is named `urn::id`. The id is the engine's own affair: unknown at a first preview, another one after
 * each `up`. It is the one fact that is left out of a comparison.
 */
const REFERENCE = /^(urn:pulumi:[^:]*::[^:]*::(?:[^:]|:(?!:))*pulumi:providers:[\w-]+::.*)::[^:]+$/;

export const withoutProviderId = (reference: string) => reference.replace(REFERENCE, "$1");

/** Fields that hold references: of `--format json` (its `options.providers` is a map), and of requests. */
export function withoutProviderIds(facts: Record<string, Json>): Record<string, Json> {
  const { provider, providersMap, options } = facts;
  return {
    ...facts,
    ...(provider !== undefined && { provider: stripped(provider) }),
    ...(providersMap !== undefined && { providersMap: stripped(providersMap) }),
    ...(isMap(options) &&
      options.providers !== undefined && {
        options: { ...options, providers: stripped(options.providers) },
      }),
  };
}

function stripped(value: Json): Json {
  if (typeof value === "string") return withoutProviderId(value);
  if (Array.isArray(value)) return value.map(stripped);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stripped(inner)]));
}

const isMap = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
