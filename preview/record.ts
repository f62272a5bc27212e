import type { Program } from "./run.ts";
import { run } from "./run.ts";
import type { RecordedResource } from "./recorded-resource.ts";

/**
 * Runs a piece of a program as a stack of its own at preview and returns every resource that it registers, the stack
 * itself left out. For tests of components.
 * @throws with every error of the run
 */
export async function record(program: Program): Promise<RecordedResource[]> {
  const limit = Error.stackTraceLimit;
  // Without the lean SDK, as in jest, the SDK takes a stack trace for each of a resource's hundred promises.
  Error.stackTraceLimit = 0;
  const monitor = await run(program, {
    organization: "organization",
    project: "gameplane",
    stack: "test",
    folder: process.cwd(),
    config: {},
    secretKeys: [],
  }).finally(() => (Error.stackTraceLimit = limit));
  if (monitor.errors.length > 0) throw new Error(monitor.errors.join("\n"));
  return monitor.resources.filter((resource) => resource.type !== "pulumi:pulumi:Stack");
}
