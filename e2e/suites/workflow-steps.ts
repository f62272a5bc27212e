import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import { WORK_TREE } from "../engine/program.ts";

const TEXTS = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const STEP = z.looseObject({
  id: z.string().optional(),
  if: z.string().optional(),
  run: z.string().optional(),
  env: TEXTS.default({}),
});
const WORKFLOW = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ env: TEXTS.default({}), steps: z.array(STEP).default([]) })),
});

/** What a runner does: what it puts in for expressions, and where it starts commands. */
export interface Runner {
  folder: string;
  /** By expression, without its braces. */
  expressions: Record<string, string>;
  /** The whole environment, but for what the workflow sets. */
  env: Record<string, string>;
}

export interface JobRun {
  outcome: "success" | "failure";
  /** The commands that were started, as the file has them, with their exit codes. */
  commands: { run: string; exitCode: number; all: string }[];
}

/** Goes on after a failed step, as the runner does by this condition; one that it does not know stops it. */
const ALSO_AFTER_FAILURE = "${{ !cancelled() }}";

/**
 * Runs the commands of a job as the file has them, by bash as the runner starts it. Actions are left out, and `npm ci`:
 * the folder has its packages.
 */
export async function runJob(file: string, name: string, runner: Runner): Promise<JobRun> {
  const text = readFileSync(join(WORK_TREE, ".github/workflows", file), "utf8");
  const job = WORKFLOW.parse(parse(text)).jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  const expressions = { ...runner.expressions };
  const commands: JobRun["commands"] = [];
  let outcome: JobRun["outcome"] = "success";
  for (const step of job.steps) {
    if (step.if !== undefined && step.if !== ALSO_AFTER_FAILURE)
      throw new Error(`${file} ${name}: nobody here knows the condition ${step.if}`);
    if (step.run === undefined || step.run.startsWith("npm ci")) continue;
    if (outcome === "failure" && step.if === undefined) continue;
    const env = { ...runner.env, ...known(job.env, expressions), ...known(step.env, expressions) };
    const { exitCode = -1, all } = await execa("bash", ["-e", "-c", step.run], {
      ...{ cwd: runner.folder, env, extendEnv: false, reject: false, all: true, stdin: "ignore" },
    });
    commands.push({ run: step.run, exitCode, all });
    if (exitCode !== 0) outcome = "failure";
    if (step.id !== undefined)
      expressions[`steps.${step.id}.outcome`] = exitCode === 0 ? "success" : "failure";
  }
  return { outcome, commands };
}

/** @throws where an expression is none of those that are known */
function known(values: Record<string, string>, expressions: Record<string, string>): Record<string, string> {
  const fill = (value: string) =>
    value.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      const text = expressions[expression];
      if (text === undefined) throw new Error(`nobody here knows the expression ${expression}`);
      return text;
    });
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]));
}
