// Settings of the pack, in the form of Pulumi's --policy-pack-config: one key a rule, its value a level or an object.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Level, Rule } from "./rule.ts";

const LEVEL = z.enum(["advisory", "mandatory", "disabled"]);
const ENTRY = z.union([LEVEL, z.looseObject({ enforcementLevel: LEVEL.optional() })]);
const FILE = z.record(z.string(), ENTRY);

/** Mistakes of a settings file, a line each. */
export class PolicySettingsError extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** By rule id. */
export type RuleSettings = Record<string, { level?: Level | "disabled" | undefined; settings: object }>;

/**
 * The settings of a stack: of the first of `policies.<name>.json` that is there, for the stack itself and its
 * environment; none otherwise. Whole files, as `--policy-pack-config` takes one.
 */
export function settingsFile(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, `policies.${name}.json`)).find((file) => existsSync(file));
}

/** @throws PolicySettingsError with every mistake of the file */
export function readSettings(file: string, rules: readonly Rule[]): RuleSettings {
  return checkSettings(parseJson(file), rules, basename(file));
}

/** @throws PolicySettingsError with every mistake */
export function checkSettings(content: unknown, rules: readonly Rule[], file: string): RuleSettings {
  const parsed = FILE.safeParse(content);
  if (!parsed.success) throw new PolicySettingsError(linesOf(file, [], parsed.error));
  const problems: string[] = [];
  const settings: RuleSettings = {};
  for (const [id, entry] of Object.entries(parsed.data)) {
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined && id !== "all")
      problems.push(`${file}: ${id} is no rule; docs/policies.md lists them`);
    const { enforcementLevel: level, ...values } =
      typeof entry === "string" ? { enforcementLevel: entry } : entry;
    const checked = rule?.settings.safeParse(values);
    if (checked?.success === false) problems.push(...linesOf(file, [id], checked.error));
    settings[id] = { level, settings: values };
  }
  if (problems.length > 0) throw new PolicySettingsError(problems);
  return settings;
}

/** As in Pulumi, `all` is for rules that are not named. */
export const levelOf = (rule: Rule, settings: RuleSettings): Level | "disabled" =>
  settings[rule.id]?.level ?? settings.all?.level ?? rule.level;

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PolicySettingsError([`${basename(file)}: is no JSON: ${error.message}`]);
  }
}

const linesOf = (file: string, path: string[], { issues }: z.ZodError): string[] =>
  issues.map((issue) => `${file}: ${[...path, ...issue.path].map(String).join(".")}: ${issue.message}`);
