import { mkdirSync } from "node:fs";
import { styleText } from "node:util";
import { Command, Option } from "commander";
import { endOnClosedPipe } from "../scripts/closed-pipe.ts";
import type { Project, StackFile } from "../stacks/settings/stack-files.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import { loadLeanSdk } from "./lean-sdk/load.ts";
import { CallError } from "./call-error.ts";
import type { Format } from "./formats.ts";
import type { PreviewReport, StackReport } from "./report.ts";
import type { Revision } from "./since/revision.ts";
import type { StackPolicies } from "./violations.ts";

interface Options {
  stack?: string[];
  since?: string;
  format: Format;
  reports?: string;
  prices?: string;
  out?: string;
  inputs: boolean;
  policies: boolean;
  estimates: boolean;
  cwd: string;
}

const command = new Command("preview")
  .description(
    "Shows what `pulumi up` would create in every stack of this folder. Needs no AWS account, Pulumi login, cluster or\n" +
      "network; secrets show as [secret], what only an `up` can tell as [unknown]. Exits with 1 if any stack has an error\n" +
      "or violates a mandatory policy.",
  )
  .option("-s, --stack <name...>", "only these stacks (default: all)")
  .option("--since <revision>", "what changes since a git revision, such as origin/main")
  .addOption(
    new Option(
      "-f, --format <format>",
      "tree for a terminal, markdown for a comment on GitHub, html for a page, json for machines",
    )
      .choices(["tree", "markdown", "html", "json"] satisfies Format[])
      .default("tree"),
  )
  .option("--reports <dir>", "also write preview.md, preview.html and preview.json there")
  .option("--prices <file>", "prices of your own, in the form of preview/cost/prices.json")
  .option(
    "-o, --out <dir>",
    "also write each stack's snapshot (as `pulumi stack export`) and Kubernetes manifests there",
  )
  .option("-i, --inputs", "show every resource's inputs", false)
  .option("--no-policies", "leave the policy pack out, and say so")
  .addOption(
    new Option("--no-estimates", "leave capacity, cost and maturity out").conflicts(["since", "prices"]),
  )
  .option("-C, --cwd <dir>", "folder of Pulumi.yaml", ".")
  .addHelpText(
    "after",
    "\nExamples:\n  npm run preview\n  npm run preview -- --stack prod-eu-west-1 --inputs\n  npm run -s preview -- --format json > preview.json\n  npm run preview -- --since origin/main --reports preview-out",
  );

endOnClosedPipe();

try {
  await main(command.parse().opts<Options>());
} catch (error) {
  // What is wrong with the call, or a path that is not there; anything else is a bug and shows where.
  if (!(error instanceof CallError || (error instanceof Error && "syscall" in error))) throw error;
  fail(error.message);
}

async function main(options: Options): Promise<void> {
  forgetCredentials(process.env);
  process.chdir(options.cwd);
  const project = tryRead(process.cwd());
  if (project === undefined) return;
  if (project.stacks.size === 0) {
    fail(
      `${project.folder} has no stack file, only Pulumi.yaml; create a Pulumi.<stack>.yaml (docs/settings.md)`,
    );
    return;
  }
  const unknown = (options.stack ?? []).filter((name) => !project.stacks.has(name));
  if (unknown.length > 0) {
    fail(
      `there is no stack ${unknown.join(", ")}; the stacks here are ${[...project.stacks.keys()].join(", ")}`,
    );
    return;
  }
  // Not after all the work: a folder that cannot be written.
  if (options.reports !== undefined) mkdirSync(options.reports, { recursive: true });
  const report = await reportOf(project, options);
  const { failsFor, render, writeReports } = await import("./formats.ts");
  const { text, cut } = await render(report, options.format, { inputs: options.inputs });
  process.stdout.write(text);
  const written = options.reports === undefined ? [] : await writeReports(report, options.reports);
  if (options.out !== undefined) {
    const { writeSnapshot } = await import("./snapshot.ts");
    const files = report.stacks.flatMap((stack) => writeSnapshot(options.out ?? "", stack));
    say(`wrote ${files.length} ${files.length === 1 ? "file" : "files"} to ${options.out}`);
  }
  if (!options.policies)
    say(
      `${styleText("yellow", "warning:", { stream: process.stderr })} the policy pack was left out (--no-policies): nothing was judged`,
    );
  const parts = [...new Set([...cut, ...written])];
  if (parts.length > 0)
    fail(`a report is cut, so the check fails; preview.json has all: ${parts.join("; ")}`);
  if (failsFor(report)) process.exitCode = 1;
}

async function reportOf(project: Project, options: Options): Promise<PreviewReport> {
  // Git works while this loads.
  const begun = options.since === undefined ? undefined : beginBase(project.folder, options.since);
  begun?.catch(() => undefined);
  await loadLeanSdk();
  const [{ default: program }, { preview }] = await Promise.all([
    import("../index.ts"),
    import("./preview.ts"),
  ]);
  const base = await begun;
  const policies = options.policies ? await policiesIn(project.folder) : undefined;
  const names = options.stack ?? [...project.stacks.keys()];
  const previewed = await preview(program, project, names, showProgress, policies);
  const told = options.estimates
    ? await estimated(project, previewed, await base?.(), options.prices)
    : { stacks: previewed, maturity: [] };
  return { ...told, policies: options.policies, durationMs: Math.round(performance.now()) };
}

/** With capacity, cost and maturity, and with what changes since a base. */
async function estimated(
  project: Project,
  previewed: StackReport[],
  base: Revision | undefined,
  prices: string | undefined,
): Promise<Pick<PreviewReport, "stacks" | "maturity" | "since">> {
  const [{ Estimates }, { readPrices }, { maturityOf }, { environmentsOf }] = await Promise.all([
    import("./estimates.ts"),
    import("./cost/prices.ts"),
    import("./maturity/maturity.ts"),
    import("./environments.ts"),
  ]);
  const estimates = new Estimates(project, readPrices(prices));
  // Half an environment would look as if it had not come far.
  const maturityIn = (stacks: StackReport[]) =>
    environmentsOf(stacks)
      .filter(({ name, stacks: own }) =>
        [...project.stacks.values()].every(
          (file) => !belongsTo(file, name) || own.some((stack) => stack.name === file.stack),
        ),
      )
      .map(maturityOf);
  if (base === undefined) {
    const stacks = previewed.map((stack) => estimates.with(stack));
    return { stacks, maturity: maturityIn(stacks) };
  }
  const { comparison } = await import("./since/since.ts");
  const work = { folder: project.folder, names: [...project.stacks.keys()] };
  const { since, stacks } = comparison(base, previewed, work, estimates);
  return { stacks, maturity: maturityIn(stacks), since };
}

function belongsTo(file: StackFile, environment: string): boolean {
  return file.stack === environment || (file.kind === "region" && file.environment === environment);
}

/** Both revisions are previewed at once. */
async function beginBase(folder: string, revision: string): Promise<() => Promise<Revision>> {
  const { beginPreview } = await import("./since/revision.ts");
  return beginPreview(folder, revision);
}

async function policiesIn(folder: string): Promise<StackPolicies> {
  const { StackPolicies } = await import("./violations.ts");
  return new StackPolicies(folder);
}

/** Providers take defaults from these; a preview must be the same on every machine and show nothing of its user. */
function forgetCredentials(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) {
    if (/^(AWS_|PULUMI_|KUBE|HELM_)/.test(name)) Reflect.deleteProperty(environment, name);
  }
}

function tryRead(folder: string): Project | undefined {
  try {
    return readProject(folder);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Says which stack is under way once it takes long enough to wonder; to people only. */
function showProgress(stack: string): void {
  if (process.stderr.isTTY && performance.now() > 2000) process.stderr.write(`previewing ${stack}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function fail(text: string): void {
  say(text);
  process.exitCode = 1;
}
