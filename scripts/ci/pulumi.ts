// Runs the Pulumi command line as deploy.yml and drift.yml do: never asking, with our policies, and told of a cancellation.
import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import type { Project } from "../../stacks/settings/stack-files.ts";
import { settingsFile } from "../../policies/settings.ts";

export interface Ended {
  /** Null where a signal ended it. */
  exitCode: number | null;
  stdout: string;
}

/** `pulumi up` of a stack, which refreshes and previews first, as Pulumi.yaml and the CLI do by themselves. */
export const upArguments = (project: Project, stack: string): string[] => [
  ...["up", "--stack", stack, "--yes", "--non-interactive"],
  ...policyArguments(project, stack),
];

/** For people to read. */
export const shownPreviewArguments = (project: Project, stack: string): string[] => [
  ...["preview", "--stack", stack, "--diff", "--non-interactive"],
  ...policyArguments(project, stack),
];

/** What an `up` would do, as JSON; Pulumi.yaml refreshes at each preview, so it sees what others changed. */
export const previewArguments = (stack: string): string[] => [
  ...["preview", "--stack", stack, "--json", "--non-interactive", "--expect-no-changes"],
];

/** The policies' settings are the stack's own or its environment's, as in the offline preview. */
function policyArguments({ folder, stacks }: Project, stack: string): string[] {
  const file = stacks.get(stack);
  if (file === undefined) throw new Error(`there is no stack ${stack}; see \`npm run preview\``);
  const environment = file.kind === "region" ? file.environment : undefined;
  const settings = settingsFile(folder, [stack, ...(environment === undefined ? [] : [environment])]);
  return ["--policy-pack", "policies", ...(settings === undefined ? [] : ["--policy-pack-config", settings])];
}

/**
 * A cancelled run interrupts pulumi once, so that it ends what is under way and keeps what it made in the state. In a
 * process group of its own it gets no second interruption, at which it would give up.
 * @param shown prints its stdout instead of returning it
 */
export async function runPulumi(args: string[], shown: boolean): Promise<Ended> {
  process.stderr.write(`pulumi ${args.join(" ")}\n`);
  const child = spawn("pulumi", args, {
    detached: true,
    stdio: ["ignore", shown ? "inherit" : "pipe", "inherit"],
  });
  let interrupted = false;
  const interrupt = () => {
    if (!interrupted) child.kill("SIGINT");
    interrupted = true;
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    const ended = new Promise<number | null>((resolve, reject) =>
      child.on("error", reject).on("close", (code) => resolve(code)),
    );
    const [exitCode, stdout] = await Promise.all([
      ended,
      child.stdout === null ? "" : buffer(child.stdout).then((bytes) => bytes.toString("utf8")),
    ]);
    return { exitCode, stdout };
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
