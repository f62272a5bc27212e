import { styleText } from "node:util";
import { Command, Option } from "commander";
import { fails } from "../policies/verdict.ts";
import { endOnClosedPipe } from "../scripts/closed-pipe.ts";
import type { Project } from "../stacks/settings/stack-files.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import { loadLeanSdk } from "./lean-sdk/load.ts";
import type { StackPolicies } from "./violations.ts";

interface Options {
  stack?: string[];
  format: "tree" | "json";
  out?: string;
  inputs: boolean;
  policies: boolean;
  cwd: string;
}

const command = new Command("preview")
  .description(
    "Shows what `pulumi up` would create in every stack of this folder. Needs no AWS account, Pulumi login, cluster or\n" +
      "network; secrets show as [secret], what only an `up` can tell as [unknown]. Exits with 1 if any stack has an error\n" +
      "or violates a mandatory policy.",
  )
  .option("-s, --stack <name...>", "only these stacks (default: all)")
  .addOption(
    new Option("-f, --format <format>", "tree for people, json for machines")
      .choices(["tree", "json"])
      .default("tree"),
  )
  .option(
    "-o, --out <dir>",
    "also write each stack's snapshot (as `pulumi stack export`) and Kubernetes manifests there",
  )
  .option("-i, --inputs", "show every resource's inputs", false)
  .option("--no-policies", "leave the policy pack out, and say so")
  .option("-C, --cwd <dir>", "folder of Pulumi.yaml", ".")
  .addHelpText(
    "after",
    "\nExamples:\n  npm run preview\n  npm run preview -- --stack prod-eu-west-1 --inputs\n  npm run -s preview -- --format json > preview.json",
  );

endOnClosedPipe();

try {
  await main(command.parse().opts<Options>());
} catch (error) {
  // A path that is not there or not what it should be; anything else is a bug and shows where.
  if (!(error instanceof Error && "syscall" in error)) throw error;
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
  await loadLeanSdk();
  const [{ default: program }, { preview }] = await Promise.all([
    import("../index.ts"),
    import("./preview.ts"),
  ]);
  const policies = options.policies ? await policiesIn(project.folder) : undefined;
  const names = options.stack ?? [...project.stacks.keys()];
  const stacks = await preview(program, project, names, showProgress, policies);
  const report = { stacks, policies: options.policies, durationMs: Math.round(performance.now()) };
  if (options.format === "json") process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    const { renderTree } = await import("./tree.ts");
    const paint = (style: Parameters<typeof styleText>[0], text: string) =>
      styleText(style, text, { stream: process.stdout });
    process.stdout.write(renderTree(report, { inputs: options.inputs, paint }));
  }
  if (options.out !== undefined) {
    const { writeSnapshot } = await import("./snapshot.ts");
    const files = stacks.flatMap((stack) => writeSnapshot(options.out ?? "", stack));
    process.stderr.write(
      `wrote ${files.length} ${files.length === 1 ? "file" : "files"} to ${options.out}\n`,
    );
  }
  if (!options.policies)
    process.stderr.write(
      `${styleText("yellow", "warning:", { stream: process.stderr })} the policy pack was left out (--no-policies): nothing was judged\n`,
    );
  if (stacks.some(fails)) process.exitCode = 1;
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

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
