import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "yaml";
import { LineCounter, parseDocument } from "yaml";
import type { Raw, RawMap } from "./layers.ts";
import { own } from "./layers.ts";
import type { FileRule, Problem } from "./problem.ts";
import { secretRef } from "./schema/setting.ts";

/** Namespace of our settings: the project's name. */
export const NAMESPACE = "gameplane";

/** The settings of one Pulumi.yaml or Pulumi.<stack>.yaml. */
export interface ConfigFile {
  file: string;
  /** Settings by top-level key, without the namespace; `secure:` values are references. */
  settings: RawMap;
  /** Paths of the `secure:` values. */
  secrets: string[][];
  problems: Problem[];
}

/** Files as last read: a preview of many stacks reads each once. */
const read = new Map<string, { modified: bigint; config: ConfigFile }>();

export function readConfigFile(folder: string, file: string): ConfigFile {
  const path = join(folder, file);
  try {
    const modified = statSync(path, { bigint: true }).mtimeNs;
    const known = read.get(path);
    if (known?.modified === modified) return known.config;
    const config = parse(file, readFileSync(path, "utf8"));
    read.set(path, { modified, config });
    return config;
  } catch (error) {
    // A folder or a dangling link of that name, or YAML that refers to itself without end.
    const why = error instanceof Error ? error.message : String(error);
    const problem: Problem = {
      rule: "file-is-readable",
      file,
      key: [],
      text: `cannot be read (${why}); mend or remove it`,
    };
    return { file, settings: {}, secrets: [], problems: [problem] };
  }
}

type AddProblem = (rule: FileRule, key: string[], text: string) => void;

function parse(file: string, text: string): ConfigFile {
  const result: ConfigFile = { file, settings: {}, secrets: [], problems: [] };
  const problem: AddProblem = (rule, key, text) => result.problems.push({ rule, file, key, text });
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter });
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    problem(
      "file-is-yaml",
      [],
      `is not valid YAML at line ${line}, column ${col} (${error.message}); mend it`,
    );
  }
  const content = document.errors.length > 0 ? undefined : contentOf(document, problem);
  if (!isRecord(content) || content.config === undefined || content.config === null) return result;
  if (!isRecord(content.config)) {
    problem(
      "config-is-a-map",
      [],
      "has a `config` that is not a map; write `config:` and below it `gameplane:KEY: VALUE`",
    );
    return result;
  }
  const isProject = file === "Pulumi.yaml";
  for (const [fullKey, value] of Object.entries(content.config)) {
    const key = ownKey(fullKey);
    if (key === undefined) {
      if (!fullKey.startsWith("pulumi:")) problem("no-foreign-namespace", [fullKey], FOREIGN);
      continue;
    }
    const inner = isProject ? projectValue(value) : value;
    if (inner === undefined)
      problem(
        "project-value",
        [key],
        `has no \`value\`; in Pulumi.yaml write \`gameplane:${key}:\`, below it \`value:\`, and the settings below that`,
      );
    else if (inner === null)
      problem(
        "no-top-level-null",
        [key],
        "null at the first level reaches a program as an empty string; remove the key instead",
      );
    else own(result.settings, key, toRaw(inner, [key], result));
  }
  return result;
}

/** What the file holds, aliases followed. */
function contentOf(document: Document, problem: AddProblem): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or with far too many of them.
    const why = error instanceof Error ? error.message : String(error);
    problem("file-is-yaml", [], `is not valid YAML (${why}); mend it`);
    return undefined;
  }
}

const FOREIGN =
  "has no effect, because every provider is explicit; remove it and use gameplane's own settings (docs/settings.md)";

/** `gameplane:network` or `network`, as the engine reads both; undefined for another namespace. */
function ownKey(key: string): string | undefined {
  const colon = key.indexOf(":");
  if (colon < 0) return key;
  return key.slice(0, colon) === NAMESPACE ? key.slice(colon + 1) : undefined;
}

/** In Pulumi.yaml a scalar stands for itself and an object stands below `value` (or `default`). */
function projectValue(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return value.value ?? value.default;
}

function toRaw(value: unknown, path: string[], file: ConfigFile): Raw {
  if (Array.isArray(value)) return value.map((item, index) => toRaw(item, [...path, String(index)], file));
  if (isRecord(value)) {
    if (typeof value.secure === "string" && Object.keys(value).length === 1) {
      file.secrets.push(path);
      return secretRef(path[0] ?? "", path.slice(1));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, toRaw(inner, [...path, key], file)]),
    );
  }
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  // What YAML has beside JSON (a date, a big number) becomes text, which the schema then refuses.
  return JSON.stringify(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
