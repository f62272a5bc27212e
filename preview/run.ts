import { setImmediate as nextTurn } from "node:timers/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { StackOutputs } from "./monitor.ts";
import { Monitor } from "./monitor.ts";
import type { StackOptions } from "./sdk.ts";
import { withStack } from "./sdk.ts";

export type Program = () => unknown;

/** How long a program that has returned may keep timers before they are taken for its own and left behind. */
const LATE_REGISTRATION_MS = 2000;

/** Runs a program as one stack's against a monitor of our own; what goes wrong is in the monitor's `errors`. */
export async function run(
  program: Program,
  options: StackOptions,
  stackOutputs?: StackOutputs,
): Promise<Monitor> {
  const monitor = new Monitor(
    options.project,
    options.stack,
    options.sourceRoot ?? options.folder,
    stackOutputs,
  );
  const timersBefore = activeTimers();
  const collected = await collectingRejections(() =>
    withStack(options, monitor, monitor.engine, async () => {
      const finished = await orStuck(async () => {
        await pulumi.runtime.runInPulumiStack(async () => resolved(await program()));
        await pulumi.runtime.disconnect();
        await nextTurn();
      });
      if (!finished) monitor.errors.push(STUCK);
      monitor.end();
      await lateRegistrations(timersBefore);
    }),
  );
  for (const error of collected) {
    for (const line of describe(error, options.sourceRoot ?? options.folder))
      if (!monitor.errors.some((known) => line.includes(known))) monitor.errors.push(line);
  }
  return monitor;
}

const STUCK =
  "the program never finishes: something awaits a promise that nothing resolves, or an output that is unknown at preview";

/** A module's default export may be a function, as the SDK allows; index.mjs exports one. */
async function resolved(value: unknown): Promise<Record<string, unknown>> {
  const result: unknown = await value;
  return typeof result === "object" && result !== null ? { ...result } : {};
}

/** Runs `work`; collects what it throws, and what is thrown or rejected meanwhile where nobody handles it. */
async function collectingRejections(work: () => Promise<void>): Promise<unknown[]> {
  const errors: unknown[] = [];
  const onRejection = (error: unknown) => {
    if (!errors.includes(error)) errors.push(error);
  };
  process.on("unhandledRejection", onRejection);
  process.on("uncaughtException", onRejection);
  try {
    await work();
  } catch (error) {
    onRejection(error);
  } finally {
    // Rejections are reported a turn after the promise was left alone.
    await nextTurn();
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onRejection);
  }
  return errors;
}

/** False where the process runs out of work before `work` is done: it waits for something that cannot happen. */
async function orStuck(work: () => Promise<void>): Promise<boolean> {
  let stuck: () => void = () => undefined;
  const ranDry = new Promise<boolean>((resolve) => (stuck = () => resolve(false)));
  process.once("beforeExit", stuck);
  try {
    return await Promise.race([work().then(() => true), ranDry]);
  } finally {
    process.off("beforeExit", stuck);
  }
}

const activeTimers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

/** Waits for timers that the program left behind, so that what they would register is seen and refused. */
async function lateRegistrations(timersBefore: number): Promise<void> {
  const deadline = Date.now() + LATE_REGISTRATION_MS;
  while (activeTimers() > timersBefore && Date.now() < deadline) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** RunErrors are meant for people: their text alone. Anything else is a bug: with where it was thrown. */
function describe(error: unknown, folder: string): string[] {
  if (isForPeople(error)) return error.message.split("\n");
  if (!isError(error)) return [String(error)];
  const where = thrownAt(error, folder);
  return [where === undefined ? error.message : `${error.message} (${where})`];
}

/** file:line of the innermost frame in the project itself. */
function thrownAt(error: Error, folder: string): string | undefined {
  for (const frame of error.stack?.split("\n") ?? []) {
    const [, file, line] = /(file:\/\/[^)]+):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (file === undefined || line === undefined || file.includes("/node_modules/")) continue;
    return `${relative(folder, fileURLToPath(file))}:${line}`;
  }
  return undefined;
}

const isForPeople = (error: unknown): error is Error =>
  pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error);

/** An Error of any realm: jest runs tests in one of their own. */
const isError = (value: unknown): value is Error =>
  typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";
