import * as pulumi from "@pulumi/pulumi";
import { environment } from "./stacks/environment.ts";
import { region } from "./stacks/region.ts";
import { engineConfigProblems } from "./stacks/settings/engine-config.ts";
import { loadSettings } from "./stacks/settings/load.ts";
import { SettingsError } from "./stacks/settings/problem.ts";
import type { Settings } from "./stacks/settings/settings.ts";
import { readProject } from "./stacks/settings/stack-files.ts";

/** What `pulumi up` and the offline preview run: the stack that its settings describe. */
export default async function program(): Promise<Record<string, unknown>> {
  const settings = readSettings(process.cwd(), pulumi.getStack());
  return settings.kind === "environment" ? environment(settings) : region(settings);
}

/** @throws pulumi.RunError, which the engine prints as it is, with a line for everything that is wrong */
function readSettings(folder: string, stack: string): Settings {
  try {
    const project = readProject(folder);
    const settings = loadSettings(project, stack);
    const problems = engineConfigProblems(project, stack, pulumi.runtime.allConfig());
    if (problems.length > 0) throw new SettingsError(problems);
    return settings;
  } catch (error) {
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
