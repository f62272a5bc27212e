import type { Json } from "../../preview/property-values.ts";

/** What the engine plans and the program does not register, by a part of its URN. */
export const NOT_THE_PROGRAMS = [
  { part: "$eks:index:Cluster$", why: "made by the eks provider, which talks to the engine itself" },
  { part: "::pulumi:providers:pulumi::default", why: "the engine's own, where the SDK looks up a resource" },
];

export const isNotThePrograms = (urn: string) => NOT_THE_PROGRAMS.some(({ part }) => urn.includes(part));

/**
 * Whoever uses an output of a remote component depends on those of its children that the output comes from, beside
 * the component. Offline there are no children.
 */
export function withoutTheirUrns(value: Json): Json {
  if (Array.isArray(value))
    return value
      .filter((entry) => !(typeof entry === "string" && isUrn(entry) && isNotThePrograms(entry)))
      .map(withoutTheirUrns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTheirUrns(inner)]));
}

const isUrn = (text: string) => text.startsWith("urn:pulumi:");
