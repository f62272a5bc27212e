// Settings of the pack, in the form of Pulumi's --policy-pack-config: one key a rule, its value a level or an object.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { readJson } from "./read-json.ts";
import type { Level, Rule } from "./rule.ts";

const LEVELS = ["advisory", "mandatory", "disabled"] as const;
const LEVEL = z.enum(LEVELS);
const MAP = z.record(z.string(), z.unknown());

/** Mistakes of a settings file, a line each. */
export class PolicySettingsError extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** By rule id, and `all`. */
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
  return checkSettings(parsed(file), rules, basename(file));
}

/** @throws PolicySettingsError with every mistake */
export function checkSettings(content: unknown, rules: readonly Rule[], file: string): RuleSettings {
  const entries = MAP.safeParse(content);
  if (!entries.success)
    throw new PolicySettingsError([`${file}: ${shown(content)} is not a map of rules; write {} for none`]);
  const problems: string[] = [];
  const settings: RuleSettings = {};
  for (const [id, entry] of Object.entries(entries.data)) {
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined && id !== "all") problems.push(`${file}: ${noRule(id, rules)}`);
    const { enforcementLevel, ...values } = entryOf(entry);
    const level = LEVEL.optional().safeParse(enforcementLevel);
    if (level.success) settings[id] = { level: level.data, settings: values };
    else problems.push(`${file}: ${id} ${shown(enforcementLevel)} is not one of ${LEVELS.join(", ")}`);
    if (id === "all" && Object.keys(values).length > 0)
      problems.push(`${file}: all takes a level alone; set ${Object.keys(values).join(", ")} on each rule`);
    problems.push(...(rule === undefined ? [] : mistakes(rule, values).map((text) => `${file}: ${text}`)));
  }
  if (problems.length > 0) throw new PolicySettingsError(problems);
  return settings;
}

/** As in Pulumi, `all` is for rules that are not named. */
export const levelOf = (rule: Rule, settings: RuleSettings): Level | "disabled" =>
  settings[rule.id]?.level ?? settings.all?.level ?? rule.level;

/** What is neither a map nor a level is taken for a level, and refused as one. */
function entryOf(entry: unknown): Record<string, unknown> {
  const map = MAP.safeParse(entry);
  return map.success ? map.data : { enforcementLevel: entry };
}

function noRule(id: string, rules: readonly Rule[]): string {
  return `${id} is no rule; did you mean ${closest(
    id,
    rules.map((rule) => rule.id),
  )}? docs/policies.md lists them`;
}

function mistakes(rule: Rule, values: object): string[] {
  const { error } = rule.settings.safeParse(values, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [rule.id, ...issue.path.map(String)].join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => `${path}.${key} is no setting; there are ${settingsOf(rule)}`);
    return `${path} ${shown(issue.input)}: ${issue.message} (docs/policies.md)`;
  });
}

const settingsOf = (rule: Rule): string => Object.keys(rule.settings.shape).join(", ");

function parsed(file: string): unknown {
  try {
    return readJson(file);
  } catch (error) {
    throw new PolicySettingsError([error instanceof Error ? error.message : String(error)]);
  }
}

const shown = (value: unknown): string => (value === undefined ? "(nothing)" : JSON.stringify(value));
