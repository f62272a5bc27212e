import * as pulumi from "@pulumi/pulumi";
import type { SecretRef } from "./settings/schema/setting.ts";

/** The stack's own secrets by name, each an Output that the engine keeps secret. */
export function ownSecrets(refs: Record<string, SecretRef>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, secretValue(ref)]));
}

/** One secret leaf marks its whole top-level key as secret for the SDK; this takes the leaf out and nothing else. */
function secretValue({ key, path }: SecretRef): pulumi.Output<string> {
  const whole = new pulumi.Config().requireSecretObject<unknown>(key);
  return whole.apply((value) => {
    const leaf = path.reduce<unknown>((inner, step) => (isRecord(inner) ? inner[step] : undefined), value);
    if (typeof leaf !== "string")
      throw new pulumi.RunError(`gameplane:${[key, ...path].join(".")} is not a secret text`);
    return leaf;
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
