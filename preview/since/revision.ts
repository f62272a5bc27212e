// The previews of another git revision, by that revision's own program in a work tree of its own.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { readProject } from "../../stacks/settings/stack-files.ts";
import type { ServiceQuotas } from "../../stacks/settings/schema/schema.ts";
import { CallError } from "../call-error.ts";
import type { Json } from "../property-values.ts";
import { serviceQuotasOf } from "../capacity/service-quotas.ts";
import type { StackReport } from "../report.ts";
import { secretTexts } from "./secret-texts.ts";

const run = promisify(execFile);

/** What is told of a revision that cannot be previewed; nothing is compared then. */
export class RevisionError extends CallError {}

export interface Revision {
  /** As it was asked for. */
  name: string;
  /** 40 hex digits. */
  commit: string;
  stacks: BaseReport[];
}

export interface BaseReport extends Pick<StackReport, "name" | "resources" | "errors"> {
  /** Ciphertexts by the path of the setting. */
  secrets: Map<string, string>;
  /** The account's quotas as that revision has them. */
  quotas: ServiceQuotas;
}

/**
 * Begins the preview of a revision, with its own dependencies where its lock file differs from the work tree's. It runs in
 * a process of its own, so that it goes on while this one is busy.
 * @param folder of Pulumi.yaml, within a git work tree
 * @returns what waits for its end
 * @throws RevisionError with what is wrong and what to do; so does what is returned
 */
export async function beginPreview(folder: string, name: string): Promise<() => Promise<Revision>> {
  const root = await git(folder, ["rev-parse", "--show-toplevel"]).catch(() => {
    throw new RevisionError(`${folder} is in no git work tree, so there is no ${name} to compare with`);
  });
  const commit = await commitOf(folder, name);
  const tree = mkdtempSync(join(tmpdir(), "gameplane-since-"));
  const { clean, signal } = cleaner(root, tree);
  try {
    await git(root, ["worktree", "add", "--quiet", "--detach", tree, commit], signal);
    await provideDependencies(root, tree, signal);
    const ended = reports(tree, relative(root, folder), name, signal).finally(clean);
    // Whoever waits hears of it; whoever does not is not to be ended by it.
    ended.catch(() => undefined);
    return async () => ({ name, commit, stacks: await ended });
  } catch (error) {
    clean();
    throw error;
  }
}

async function commitOf(folder: string, name: string): Promise<string> {
  const parsed = (revision: string) =>
    git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]).catch(
      () => undefined,
    );
  const commit = name === "" ? undefined : await parsed(name);
  if (commit !== undefined) return commit;
  const remote = BRANCH.test(name) ? await parsed(`origin/${name}`) : undefined;
  const remedy =
    remote === undefined
      ? "name a branch, a tag or a commit that is here (git fetch brings what is not)"
      : `did you mean origin/${name}?`;
  throw new RevisionError(`--since "${name}" is no commit of this repository; ${remedy}`);
}

/** No expression such as HEAD^1: where that is not here, origin/HEAD^1 is no answer. */
const BRANCH = /^(?!HEAD\b)[\w./-]+$/;

/**
 * Ends what works in the tree and removes it, once: when all is done, or when this process is told to end or fails before.
 */
function cleaner(root: string, tree: string): { clean: () => void; signal: AbortSignal } {
  const working = new AbortController();
  const clean = () => {
    if (working.signal.aborted) return;
    working.abort();
    process.off("exit", clean);
    for (const signal of SIGNALS) process.off(signal, ended);
    // What was ended may write for another moment.
    rmSync(tree, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    spawnSync("git", ["-C", root, "worktree", "prune"]);
  };
  const ended = (signal: NodeJS.Signals) => {
    try {
      clean();
    } finally {
      // As it would have ended without us.
      process.kill(process.pid, signal);
    }
  };
  process.on("exit", clean);
  for (const signal of SIGNALS) process.on(signal, ended);
  return { clean, signal: working.signal };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function git(folder: string, args: string[], signal?: AbortSignal): Promise<string> {
  const { stdout } = await run("git", ["-C", folder, ...args], { ...(signal && { signal }) });
  return stdout.trim();
}

/** The same lock file means the same packages, which are there. */
async function provideDependencies(root: string, tree: string, signal: AbortSignal): Promise<void> {
  const lock = (folder: string) => readFileSync(join(folder, "package-lock.json"), "utf8");
  // Where somebody has committed a link, npm would empty what it leads to.
  rmSync(join(tree, "node_modules"), { recursive: true, force: true });
  if (lock(root) === lock(tree)) symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  else
    await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], {
      cwd: tree,
      signal,
    });
}

async function reports(
  tree: string,
  folder: string,
  revision: string,
  signal: AbortSignal,
): Promise<BaseReport[]> {
  const program = join(tree, "preview", "main.ts");
  if (!existsSync(program))
    throw new RevisionError(
      `${revision} has no offline preview (preview/main.ts), so there is nothing to compare with`,
    );
  const args = [program, "--cwd", join(tree, folder), "--format", "json"];
  // Judged and estimated is by the work tree's program; an older revision may not know these options.
  const known = readFileSync(program, "utf8");
  args.push(...["--no-policies", "--no-estimates"].filter((option) => known.includes(option)));
  // Its exit code is 1 where a stack of it has errors, which its report says.
  const printed = await run(process.execPath, args, { maxBuffer: 2 ** 30, signal }).catch(outputOf);
  return stacksIn(printed, join(tree, folder), revision);
}

function stacksIn(
  { stdout, stderr }: { stdout: string; stderr: string },
  folder: string,
  revision: string,
): BaseReport[] {
  const parsed = REPORT.safeParse(jsonOf(stdout));
  if (!parsed.success)
    throw new RevisionError(
      `the preview of ${revision} failed, so there is nothing to compare with: ${stderr.trim()}`,
    );
  const project = readProject(folder);
  return parsed.data.stacks.map((stack) => ({
    ...stack,
    secrets: secretTexts(folder, stack.name),
    quotas: serviceQuotasOf(project, stack.name),
  }));
}

const outputOf = (error: unknown): { stdout: string; stderr: string } => OUTPUT.parse(error);

const OUTPUT = z.object({ stdout: z.string(), stderr: z.string() });

const OPTIONS = z.object({
  read: z.literal(true).exactOptional(),
  protect: z.boolean().exactOptional(),
  ignoreChanges: z.array(z.string()).exactOptional(),
  replaceOnChanges: z.array(z.string()).exactOptional(),
  propertyDependencies: z.record(z.string(), z.array(z.string())).exactOptional(),
});

const RESOURCE = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  parent: z.string(),
  provider: z.string(),
  custom: z.boolean(),
  // Out of JSON.parse: to look at each of some thousand leaves again took as long as to compare them.
  inputs: z.record(z.string(), z.custom<Json>()),
  dependencies: z.array(z.string()),
  options: OPTIONS,
  source: z.string(),
});

/** As much of a report as a comparison needs. */
const REPORT = z.object({
  stacks: z.array(z.object({ name: z.string(), resources: z.array(RESOURCE), errors: z.array(z.string()) })),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
