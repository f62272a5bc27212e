// Secrets by their ciphertext: a preview shows none, so that only this tells that one was changed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Ciphertexts that a stack has, by the path of the setting: of the project's file and of its own, which wins. */
export function secretTexts(folder: string, stack: string): Map<string, string> {
  return new Map([
    ...secretsOf(join(folder, "Pulumi.yaml")),
    ...secretsOf(join(folder, `Pulumi.${stack}.yaml`)),
  ]);
}

/** None where the file is not there, or is no YAML, which the preview says. */
function secretsOf(file: string): [path: string, ciphertext: string][] {
  try {
    return secretsIn(parse(readFileSync(file, "utf8")), []);
  } catch {
    return [];
  }
}

/** Paths whose secret came, went, or is another ciphertext; the same text encrypted anew is one, too. */
export const changedSecrets = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));

function secretsIn(value: unknown, keys: string[]): [path: string, ciphertext: string][] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [string, unknown][] = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === "secure" && typeof only[1] === "string")
    return [[keys.slice(1).join("."), only[1]]];
  return entries.flatMap(([key, inner]) => secretsIn(inner, [...keys, key]));
}
