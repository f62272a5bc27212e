import { readdir, writeFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { styleText } from "node:util";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Result } from "./results.ts";
import { count, failureText, inOneLine, render, Results, suiteName, unheard } from "./results.ts";
import { buildTestBed } from "./testbed/build.ts";
import { missingRequirements } from "./testbed/requirements.ts";

/** For two cores: a suite waits more than it computes. Each of its control planes takes 1 GiB, and one suite has three. */
const SUITES_AT_ONCE = 2;

/** A suite that hangs must not hold a gate for ever; the longest takes a few minutes. */
const SUITE_TIMEOUT_MS = 30 * 60_000;

/** On kind and the like there is nothing to build; only suites that say so can run there (`agones`). */
const onExistingCluster = process.env.GAMEPLANE_E2E_CONTEXT !== undefined;

interface Options {
  format: "table" | "json";
  report?: string;
  at: number;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It has to be a whole number above 0.");
  return Number(text);
}

const command = new Command("e2e")
  .description(
    "Proves on the real Pulumi engine and a real API server what `pulumi up` does. Needs Linux, root and Go; no account,\n" +
      "no container, no network beside the Go module proxy. A suite that the machine does not allow is skipped by name.",
  )
  .argument("[suites...]", "only these suites, such as parity (default: all)")
  .addOption(
    new Option("-f, --format <format>", "table for people, json for machines")
      .choices(["table", "json"])
      .default("table"),
  )
  .option("--report <file>", "also write the results there, as JSON")
  .option("--at <n>", "suites at once", wholeNumber, SUITES_AT_ONCE)
  .addHelpText("after", "\nExamples:\n  npm run e2e\n  npm run e2e -- parity testbed");

async function main(wanted: string[], { format, at, report }: Options): Promise<number> {
  const files = await suites();
  const unknown = wanted.filter((name) => !files.has(name));
  if (unknown.length > 0) {
    say(`there is no suite ${unknown.join(", ")}; the suites are ${[...files.keys()].join(", ")}`);
    return 1;
  }
  // Not after a quarter of an hour: a report that cannot be written.
  const unwritable = report === undefined ? undefined : await problemOfWriting(report);
  if (unwritable !== undefined) {
    say(unwritable);
    return 1;
  }
  const chosen = [...files].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const missing = onExistingCluster ? undefined : missingRequirements();
  const results = missing === undefined ? await runSuites(new Map(chosen), at) : skipAll(chosen, missing);
  print(results, format);
  if (report !== undefined) await writeFile(report, JSON.stringify(results));
  return results.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}

async function problemOfWriting(file: string): Promise<string | undefined> {
  try {
    await writeFile(file, "[]");
    return undefined;
  } catch (error) {
    return `--report ${file}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Suites by name. */
async function suites(): Promise<Map<string, string>> {
  const folder = `${import.meta.dirname}/suites`;
  const files = (await readdir(folder)).filter((file) => file.endsWith(".e2e.ts"));
  return new Map(files.toSorted().map((file) => [suiteName(file), `${folder}/${file}`]));
}

async function runSuites(suites: Map<string, string>, concurrency: number): Promise<Result[]> {
  if (!onExistingCluster) process.env.GAMEPLANE_TESTBED_BIN = (await buildTestBed({ progress: say })).folder;
  const files = [...suites.values()];
  const results = new Results();
  const stream = run({ files, concurrency, isolation: "process", timeout: SUITE_TIMEOUT_MS });
  stream.on("test:pass", (data) => results.add({ type: "test:pass", data }));
  stream.on("test:fail", (data) => results.add({ type: "test:fail", data }));
  stream.on("test:diagnostic", (data) => results.add({ type: "test:diagnostic", data }));
  stream.on("test:stderr", ({ message }) => process.stderr.write(message));
  stream.on("test:complete", showProgress);
  await finished(stream.resume());
  return [...results.all, ...unheard([...suites.keys()], results.all)];
}

/** Each test as it ends: the table comes when all have. */
function showProgress({
  name,
  details,
}: {
  name: string;
  details: { passed: boolean; duration_ms: number; type?: string | undefined; error?: unknown };
}): void {
  if (details.type === "suite" || name.endsWith(".e2e.ts")) return;
  const told = `${name} (${(details.duration_ms / 1000).toFixed(1)} s)`;
  say(details.passed ? `done   ${told}` : `FAILED ${told}: ${inOneLine(failureText(details.error))}`);
}

const skipAll = (suites: [string, string][], reason: string): Result[] =>
  suites.map(([suite]) => ({
    suite,
    name: "the whole suite",
    outcome: "skipped",
    milliseconds: 0,
    figures: [],
    reason,
  }));

function print(results: Result[], format: Options["format"]): void {
  const { passed, failed, skipped } = count(results);
  if (format === "json") process.stdout.write(`${JSON.stringify({ results, passed, failed, skipped })}\n`);
  else {
    process.stdout.write(
      render(results, (style, text) => styleText(style, text, { stream: process.stdout })),
    );
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

// Last, when all that it uses is there.
command.parse();
process.exitCode = await main(command.args, command.opts<Options>());
