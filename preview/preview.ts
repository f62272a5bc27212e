import { dirname } from "node:path";
import type { ConfigFile } from "../stacks/settings/config-file.ts";
import { NAMESPACE } from "../stacks/settings/config-file.ts";
import type { Raw } from "../stacks/settings/layers.ts";
import { loadSettings } from "../stacks/settings/load.ts";
import { SettingsError } from "../stacks/settings/problem.ts";
import { isSecretRef } from "../stacks/settings/schema/setting.ts";
import type { Project, StackFile } from "../stacks/settings/stack-files.ts";
import { schemaErrors } from "./custom-resource-schemas.ts";
import type { StackOutputs } from "./monitor.ts";
import type { Json, PropertyMap } from "./property-values.ts";
import { asStackOutput, SHOWN_SECRET, shownMap } from "./property-values.ts";
import type { StackReport } from "./report.ts";
import type { Program } from "./run.ts";
import { run } from "./run.ts";
import type { StackPolicies } from "./violations.ts";
import { judged } from "./violations.ts";

/** Organization of stacks in a self-managed backend; StackReferences name it. */
const ORGANIZATION = "organization";

const PROJECT = "gameplane";

/** Where the program is, also when the settings are elsewhere (`--cwd`). */
const PROGRAM_FOLDER = dirname(import.meta.dirname);

/**
 * Previews stacks with nothing but their files. An environment runs before its regions, which read its outputs, also
 * where only a region is asked for.
 * @param names stacks to report, in any order; unknown ones are the caller's to refuse
 * @param onStart told each stack's name before it runs
 * @param policies what to judge stacks by; without them none has a violation
 */
export async function preview(
  program: Program,
  project: Project,
  names: string[],
  onStart: (stack: string) => void = () => undefined,
  policies?: StackPolicies,
): Promise<StackReport[]> {
  const outputs = new Map<string, PropertyMap>();
  const stackOutputs: StackOutputs = (name) => outputs.get(name);
  const reports = new Map<string, StackReport>();
  for (const file of inOrder(project, names)) {
    onStart(file.stack);
    const environment = file.kind === "region" ? reports.get(file.environment ?? "") : undefined;
    if (environment !== undefined && environment.errors.length > 0) {
      const isReported = names.includes(environment.name);
      reports.set(file.stack, withoutEnvironment(project, file, environment, isReported));
      continue;
    }
    const options = {
      organization: ORGANIZATION,
      project: PROJECT,
      stack: file.stack,
      folder: project.folder,
      sourceRoot: PROGRAM_FOLDER,
    };
    const monitor = await run(program, { ...options, ...engineConfig(project.project, file) }, stackOutputs);
    outputs.set(`${ORGANIZATION}/${PROJECT}/${file.stack}`, readable(monitor.outputs));
    const previewed = report(file, {
      resources: monitor.resources,
      outputs: shownMap(monitor.outputs),
      warnings: monitor.warnings,
      errors: [...monitor.errors, ...(await schemaErrors(monitor.resources))],
    });
    reports.set(file.stack, previewed);
  }
  const asked = [...new Set(names)].flatMap((name) => reports.get(name) ?? []);
  return policies === undefined ? asked : asked.map((report) => judgedIfRegistered(report, policies));
}

/** Where nothing is registered, as with wrong settings, nothing is judged. */
const judgedIfRegistered = (report: StackReport, policies: StackPolicies): StackReport =>
  report.resources.length === 0 ? report : judged(report, policies);

/** A region whose environment cannot be previewed has no outputs to read: say why, beside what is wrong with its own. */
function withoutEnvironment(
  project: Project,
  file: StackFile,
  environment: StackReport,
  isReported: boolean,
): StackReport {
  const own = settingsErrors(project, file.stack);
  // A mistake in the environment's file has its line in both.
  const others = environment.errors.filter((text) => !own.includes(text));
  const errors = [...own, ...(isReported ? [] : others.map((text) => `${environment.name}: ${text}`))];
  if (others.length > 0) errors.push(`not previewed, because its environment ${environment.name} has errors`);
  return report(file, { resources: [], outputs: {}, warnings: [], errors });
}

function settingsErrors(project: Project, stack: string): string[] {
  try {
    loadSettings(project, stack);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}

/** The files to run: those asked for and the environments they read, environments first. */
function inOrder(project: Project, names: string[]): StackFile[] {
  const asked = names.flatMap((name) => project.stacks.get(name) ?? []);
  const environments = asked.flatMap((file) =>
    file.kind === "region" && file.environment !== undefined
      ? (project.stacks.get(file.environment) ?? [])
      : [],
  );
  const all = [...new Set([...environments, ...asked])];
  return [
    ...all.filter((file) => file.kind === "environment"),
    ...all.filter((file) => file.kind !== "environment"),
  ];
}

/** Config as the engine would pass it, a placeholder for every secret. */
function engineConfig(project: ConfigFile, file: ConfigFile) {
  const settings = { ...project.settings, ...file.settings };
  const config = Object.entries(settings).map(([key, value]) => {
    const plain = withPlaceholders(value);
    return [`${NAMESPACE}:${key}`, typeof plain === "string" ? plain : JSON.stringify(plain)] as const;
  });
  const secretKeys = [...project.secrets, ...file.secrets].map(([key]) => `${NAMESPACE}:${key ?? ""}`);
  return {
    config: Object.fromEntries(config) as Record<string, string>,
    secretKeys: [...new Set(secretKeys)],
  };
}

function withPlaceholders(value: Raw): Json {
  if (isSecretRef(value)) return SHOWN_SECRET;
  if (Array.isArray(value)) return value.map(withPlaceholders);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlaceholders(inner)]));
}

const readable = (outputs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, asStackOutput(value)]));

function report(
  file: StackFile,
  {
    resources,
    outputs,
    warnings,
    errors,
  }: Pick<StackReport, "resources" | "outputs" | "warnings" | "errors">,
): StackReport {
  const isEnvironment = file.kind === "environment";
  return {
    name: file.stack,
    kind: isEnvironment ? "environment" : "region",
    environment: isEnvironment ? file.stack : file.kind === "region" ? (file.environment ?? null) : null,
    region: file.kind === "region" ? file.region : null,
    resources,
    outputs,
    warnings,
    errors,
    judged: false,
    violations: [],
    capacity: null,
    cost: null,
  };
}
