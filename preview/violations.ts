import type { Pack, Resource, Violation } from "../policies/evaluate.ts";
import { configure, evaluate, RuleErrors, withProviders } from "../policies/evaluate.ts";
import { RULES } from "../policies/rules.ts";
import { PolicySettingsError, readSettings, settingsFile } from "../policies/settings.ts";
import type { RecordedResource } from "./recorded-resource.ts";
import type { StackReport } from "./report.ts";

/** The policy pack with the settings that a stack has: its own, or those of its environment. */
export class StackPolicies {
  readonly #folder: string;
  readonly #packs = new Map<string | undefined, Pack>();

  /** @param folder of the stack files, where `policies.<stack or environment>.json` are */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws PolicySettingsError */
  violations({ name, environment, resources }: StackReport): Violation[] {
    const file = settingsFile(this.#folder, [name, ...(environment === null ? [] : [environment])]);
    let pack = this.#packs.get(file);
    if (pack === undefined) {
      pack = configure(RULES, file === undefined ? {} : readSettings(file, RULES));
      this.#packs.set(file, pack);
    }
    return evaluate(pack, resourcesOf(resources));
  }
}

/** The report with its violations; settings that are wrong, or a rule that cannot run, are errors of the stack. */
export function judged(report: StackReport, policies: StackPolicies): StackReport {
  try {
    return { ...report, judged: true, violations: policies.violations(report) };
  } catch (error) {
    if (error instanceof PolicySettingsError) return withErrors(report, error.lines);
    if (error instanceof RuleErrors)
      return { ...withErrors(report, error.lines), violations: error.violations };
    throw error;
  }
}

const withErrors = (report: StackReport, lines: string[]): StackReport => ({
  ...report,
  errors: [...report.errors, ...lines],
});

/** As the engine shows resources to policies: what is only read is none of theirs. */
export function resourcesOf(recorded: RecordedResource[]): Resource[] {
  return withProviders(
    recorded.map(({ type, urn, name, inputs, options, provider }) => ({
      ...{ type, urn, name, props: inputs, provider, isJudged: options.read !== true },
      options: { protect: options.protect === true, ignoreChanges: options.ignoreChanges ?? [] },
    })),
  );
}
