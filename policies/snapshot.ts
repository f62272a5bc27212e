// States of stacks, as `npm run preview -- --out` and `pulumi stack export` write them.
import { z } from "zod";
import { isSeenElsewhere } from "./eks-cluster.ts";
import type { Resource } from "./evaluate.ts";
import { withProviders } from "./evaluate.ts";
import { readJson } from "./read-json.ts";

const RESOURCE = z.looseObject({
  urn: z.string(),
  type: z.string(),
  parent: z.string().default(""),
  external: z.boolean().default(false),
  /** Waits for its deletion: another has taken its place. */
  delete: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  protect: z.boolean().default(false),
  provider: z.string().default(""),
  ignoreChanges: z.array(z.string()).default([]),
});

const EXPORT = z.object({
  version: z.literal(3, "not 3, the version that the engine of today writes"),
  deployment: z.object({ resources: z.array(RESOURCE).default([]) }, "missing"),
});

/** @throws with the file and what is wrong */
export function readSnapshot(file: string): Resource[] {
  const parsed = EXPORT.safeParse(readJson(file));
  if (!parsed.success)
    throw new Error(
      `${file} is no export of a stack: ${problemsOf(parsed.error)}; ` +
        "make one by `npm run preview -- --out FOLDER` or `pulumi stack export`",
    );
  const { resources } = parsed.data.deployment;
  if (resources.length === 0) throw new Error(`${file} has no resources: nothing is judged`);
  const parents = new Set(resources.map(({ parent }) => parent));
  return withProviders(
    resources.map(({ urn, type, inputs, protect, ignoreChanges, provider, ...rest }) => ({
      ...{ urn, type, name: nameOf(urn), props: plain(inputs), provider },
      options: { protect, ignoreChanges },
      isJudged: !rest.external && !rest.delete && !(parents.has(urn) && isSeenElsewhere(type, inputs)),
    })),
  );
}

const problemsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.map(String).join(".") || "it"}: ${message}`).join(", ");

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** Marker of Pulumi's special values; that of a secret in an export holds its ciphertext, or its text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Properties in which secrets are `[secret]`, whatever an export has of them. */
function plain(inputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, withoutSecrets(value)]));
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value && value[SIGNATURE] === SECRET) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
