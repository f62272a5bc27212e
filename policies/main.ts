// `npm run policies -- FILE`: the policy pack over a stack's state, without the engine.
import { existsSync } from "node:fs";
import { relative } from "node:path";
import { styleText } from "node:util";
import { Command, Option } from "commander";
import { endOnClosedPipe } from "../scripts/closed-pipe.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import type { Resource, Violation } from "./evaluate.ts";
import { configure, evaluate, RuleErrors } from "./evaluate.ts";
import { RULES } from "./rules.ts";
import { readSettings, settingsFile } from "./settings.ts";
import { readSnapshot } from "./snapshot.ts";
import { typeAndName } from "./urn.ts";
import { count, fails, foundIn } from "./verdict.ts";

interface Options {
  settings?: string;
  format: "text" | "json";
}

/** What `--format json` prints of each file. */
interface Result {
  file: string;
  /** Of the pack; null where its defaults hold. */
  settings: string | null;
  resources: number;
  /** Why it, or a part of it, could not be judged. */
  errors: string[];
  violations: Violation[];
}

const command = new Command("policies")
  .description(
    "Judges states of stacks by the policy pack. Exits with 1 where a mandatory policy is violated, or a file could not\n" +
      "be judged.",
  )
  .argument("<files...>", "snapshots of `npm run preview -- --out`, or of `pulumi stack export`")
  .option(
    "-s, --settings <file>",
    "settings of the pack, as --policy-pack-config (default: policies.<stack or environment>.json of this folder)",
  )
  .addOption(
    new Option("-f, --format <format>", "text for people, json for machines")
      .choices(["text", "json"])
      .default("text"),
  );

endOnClosedPipe();

command.parse();
report(command.args, command.opts<Options>());

function report(files: string[], { settings, format }: Options): void {
  const results = files.map((file) => judge(file, settings));
  if (format === "json") process.stdout.write(`${JSON.stringify({ results })}\n`);
  else process.stdout.write(`${results.map(section).join("")}${closing(results)}\n`);
  if (results.some(fails)) process.exitCode = 1;
}

function judge(file: string, given: string | undefined): Result {
  const result: Result = { file, settings: given ?? null, resources: 0, errors: [], violations: [] };
  try {
    const resources = readSnapshot(file);
    const settings = given ?? settingsOf(resources);
    result.resources = resources.length;
    result.settings = settings ?? null;
    const pack = configure(RULES, settings === undefined ? {} : readSettings(settings, RULES));
    return { ...result, violations: evaluate(pack, resources) };
  } catch (error) {
    if (error instanceof RuleErrors) return { ...result, errors: error.lines, violations: error.violations };
    return { ...result, errors: (error instanceof Error ? error.message : String(error)).split("\n") };
  }
}

/** As the preview finds them: of the stack, or of the environment that its file names. */
function settingsOf(resources: Resource[]): string | undefined {
  const [, , stack = ""] = (resources[0]?.urn ?? "").split(":");
  const file = existsSync("Pulumi.yaml") ? readProject(process.cwd()).stacks.get(stack) : undefined;
  const environment = file?.kind === "region" ? file.environment : undefined;
  const found = settingsFile(process.cwd(), [stack, ...(environment === undefined ? [] : [environment])]);
  return found === undefined ? undefined : relative(process.cwd(), found);
}

function section({ file, settings, resources, errors, violations }: Result): string {
  const lines = [
    `${file}: ${count(resources, "resource")}, ${settings === null ? "no settings" : `settings of ${settings}`}`,
    ...errors.map((text) => `${painted("red", "error:")} ${text}`),
    ...violations.map(shown),
  ];
  return `${lines.join("\n")}\n\n`;
}

function shown({ policy, level, urn, message }: Violation): string {
  const where = urn === "" ? "the stack" : typeAndName(urn);
  const title = `${painted(level === "mandatory" ? "red" : "yellow", `${level}:`)} ${policy}: ${where}`;
  return `${title}\n    ${message.replaceAll("\n", "\n    ")}`;
}

function closing(results: Result[]): string {
  const unjudged = results.filter(({ errors }) => errors.length > 0).length;
  const found = foundIn(results.flatMap(({ violations }) => violations));
  const not = unjudged > 0 ? `, ${count(unjudged, "file")} not judged` : "";
  return `${count(results.length, "file")}: ${found}${not}`;
}

function painted(colour: "red" | "yellow", text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}
