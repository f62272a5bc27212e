import { isSecretRef } from "./schema/setting.ts";

/** One thing wrong with the settings, in the words a person gets to see. */
export interface Problem {
  rule: RuleName;
  /** Name of the file in the project's folder. */
  file: string;
  /** Path of the setting; empty where the file as a whole is meant. */
  key: string[];
  /** What is wrong, value included, and after a semicolon what to do. */
  text: string;
}

/** Rules that hold before the schema and the rules across settings get to see anything. */
export const FILE_RULES = [
  "file-is-readable",
  "file-is-yaml",
  "config-is-a-map",
  "no-foreign-namespace",
  "project-value",
  "no-top-level-null",
  "one-kind",
  "some-kind",
  "known-stack",
  "known-key",
  "known-name",
  "not-missing",
  "null-removes",
  "quoted-text",
  "secret-is-encrypted",
  "plain-is-plain",
  "no-secret-in-project",
  "no-inherited-secret",
  "environment-exists",
  "region-is-listed",
  "region-cidr-is-listed",
  "listed-region-has-a-file",
  "region-has-one-file",
  "existing-cluster-stands-alone",
  "one-registry-per-account",
  "kind-in-a-stack-file",
] as const;
export type FileRule = (typeof FILE_RULES)[number];

/** A rule is a FileRule, the id of a rule across settings, or the path of a setting whose own form is wrong. */
export type RuleName = string;

export const line = ({ file, key, text }: Problem) =>
  `${file}: ${[...(key.length > 0 ? [key.join(".")] : []), text].join(" ")}`;

/** Every problem of a stack's settings at once; its message has a line for each. */
export class SettingsError extends Error {
  readonly problems: Problem[];
  readonly lines: string[];

  constructor(problems: Problem[]) {
    const lines = [...new Set(problems.map(line))];
    super(lines.join("\n"));
    this.name = "SettingsError";
    this.problems = problems;
    this.lines = lines;
  }
}

const LONGEST_SHOWN = 60;

/** A value as a message shows it: JSON, cut short, never a secret's text. */
export function show(value: unknown): string {
  if (value === undefined) return "(not set)";
  if (isSecretRef(value)) return "[secret]";
  const text = typeof value === "string" && /^[\w.:/@+-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}
