import type { Program } from "./run.ts";
import { run } from "./run.ts";
import type { RecordedResource } from "./recorded-resource.ts";
import type { StackOptions } from "./sdk.ts";

/** The stack as which tests run their programs. */
export const TEST_STACK: StackOptions = {
  organization: "organization",
  project: "gameplane",
  stack: "test",
  folder: process.cwd(),
  config: {},
  secretKeys: [],
};

/**
 * Runs a piece of a program as a stack of its own at preview and returns every resource that it registers, the stack
 * itself left out. For tests of components.
 * @throws with every error of the run
 */
export async function record(program: Program): Promise<RecordedResource[]> {
  const monitor = await run(program, TEST_STACK);
  if (monitor.errors.length > 0) throw new Error(monitor.errors.join("\n"));
  return monitor.resources.filter((resource) => resource.type !== "pulumi:pulumi:Stack");
}
