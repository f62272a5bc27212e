// States of stacks, as `npm run preview -- --out` and `pulumi stack export` write them.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Resource } from "./evaluate.ts";

const RESOURCE = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  external: z.boolean().default(false),
  /** Waits for its deletion: another has taken its place. */
  delete: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  protect: z.boolean().default(false),
  provider: z.string().default(""),
  ignoreChanges: z.array(z.string()).default([]),
});

const EXPORT = z.object({ deployment: z.object({ resources: z.array(RESOURCE).default([]) }) });

/** @throws with the file and what is wrong */
export function readSnapshot(file: string): Resource[] {
  const parsed = EXPORT.safeParse(parseJson(file));
  if (!parsed.success)
    throw new Error(
      `${file} is no export of a stack (${z.prettifyError(parsed.error).split("\n")[0] ?? ""}); ` +
        "make one by `npm run preview -- --out FOLDER` or `pulumi stack export`",
    );
  const { resources } = parsed.data.deployment;
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources
    .filter((resource) => !resource.external && !resource.delete)
    .map(({ urn, type, inputs, protect, ignoreChanges, provider }) => {
      const found = byUrn.get(provider.split("::").slice(0, 4).join("::"));
      return {
        ...{ urn, type, name: nameOf(urn), props: plain(inputs) },
        options: { protect, ignoreChanges },
        provider: found && {
          type: found.type,
          urn: found.urn,
          name: nameOf(found.urn),
          props: plain(found.inputs),
        },
      };
    });
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`${file} is no JSON: ${error.message}`, { cause: error });
  }
}

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** Marker of Pulumi's special values; that of a secret in an export holds its ciphertext, or its text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Properties in which secrets are `[secret]`, whatever an export has of them. */
function plain(inputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, withoutSecrets(value)]));
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
