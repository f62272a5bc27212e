import { Command, InvalidArgumentError } from "commander";
import { buildTestBed } from "./build.ts";
import { bringUp, takeDown } from "./developer-planes.ts";
import { missingRequirements } from "./requirements.ts";

interface UpFlags {
  region: string;
  nodes: number;
  agones?: string;
}

const program = new Command("testbed").description(
  "A real Kubernetes control plane on this machine, without containers: API server, scheduler and controllers, with nodes\n" +
    "that are pretended. Needs Linux, root and, to build it once, Go.",
);

program
  .command("build")
  .description("builds what the test bed starts; a few minutes once, then cached")
  .action(run(async () => print(await build())));

program
  .command("up")
  .description('starts a plane; `eval "$(npm run -s testbed:up)"` also points kubectl and Pulumi at it')
  .option("-r, --region <name>", "region that the plane stands for", regionName, "eu-west-1")
  .option("-n, --nodes <number>", "nodes to pretend", wholeNumber, 3)
  .option(
    "--agones <folder>",
    "run Agones' images for real, by the programs in this folder (default: AGONES_BIN)",
  )
  .action(run(up));

program
  .command("down")
  .description("removes planes with every process, bridge and address of theirs, also after a crash")
  .option(
    "-r, --region <name>",
    "only this one (default: all, and what crashed suites left behind)",
    regionName,
  )
  .action(run(down));

await program.parseAsync();

async function up({ region, nodes, agones = process.env.AGONES_BIN }: UpFlags): Promise<void> {
  try {
    const { kubeconfig, summary } = await bringUp({
      region,
      nodes,
      binaries: await build(),
      ...(agones === undefined || agones === "" ? {} : { agones: { bin: agones } }),
    });
    say(summary);
    print(`export KUBECONFIG=${kubeconfig}`);
  } catch (error) {
    // `eval` of nothing succeeds, and what comes next would go to the cluster from before.
    print("unset KUBECONFIG; false");
    throw error;
  }
}

async function down({ region }: { region?: string }): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error("what the test bed started is root's: run testbed:down by sudo -E");
  const done = await takeDown(region);
  for (const line of done) say(line);
  if (done.length === 0) say(region === undefined ? "nothing is up" : `${region} is not up`);
}

async function build(): Promise<string> {
  mustHaveAll();
  return (await buildTestBed({ progress: say })).folder;
}

function mustHaveAll(): void {
  const missing = missingRequirements();
  if (missing !== undefined) throw new Error(missing);
}

/** What people did wrong or what a machine lacks is said in words, without a stack. */
function run<T>(action: (options: T) => Promise<void>): (options: T) => Promise<void> {
  return async (options) => {
    try {
      await action(options);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  };
}

/** It names a folder and a context. */
function regionName(text: string): string {
  if (/^[a-z][a-z0-9-]{0,40}$/.test(text)) return text;
  throw new InvalidArgumentError("a region is written as eu-west-1: small letters, digits and hyphens.");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 5000) return number;
  throw new InvalidArgumentError("it must be a whole number from 1 to 5000.");
}

/** For the shell. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress is no result, and goes elsewhere. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
