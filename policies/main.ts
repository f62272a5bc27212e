// `npm run policies -- FILE`: the policy pack over a stack's state, without the engine.
import { styleText } from "node:util";
import { Command, Option } from "commander";
import type { Violation } from "./evaluate.ts";
import { configure, evaluate } from "./evaluate.ts";
import { RULES } from "./rules.ts";
import { readSettings } from "./settings.ts";
import { readSnapshot } from "./snapshot.ts";

interface Options {
  settings?: string;
  format: "text" | "json";
}

const command = new Command("policies")
  .description(
    "Judges states of stacks by the policy pack. Exits with 1 where a mandatory policy is violated.",
  )
  .argument("<files...>", "snapshots of `npm run preview -- --out`, or of `pulumi stack export`")
  .option("-s, --settings <file>", "settings of the pack, as --policy-pack-config (policies.prod.json)")
  .addOption(
    new Option("-f, --format <format>", "text for people, json for machines")
      .choices(["text", "json"])
      .default("text"),
  );

try {
  command.parse();
  judge(command.args, command.opts<Options>());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function judge(files: string[], { settings, format }: Options): void {
  const pack = configure(RULES, settings === undefined ? {} : readSettings(settings, RULES));
  const results = files.map((file) => ({ file, violations: evaluate(pack, readSnapshot(file)) }));
  const all = results.flatMap(({ violations }) => violations);
  const mandatory = all.filter(({ level }) => level === "mandatory").length;
  if (format === "json") process.stdout.write(`${JSON.stringify({ results })}\n`);
  else {
    for (const { file, violations } of results) process.stdout.write(section(file, violations));
    process.stdout.write(
      `${count(files.length, "file")}, ${count(pack.length, "rule")}: ${count(mandatory, "mandatory violation")}, ` +
        `${all.length - mandatory} advisory\n`,
    );
  }
  if (mandatory > 0) process.exitCode = 1;
}

function section(file: string, violations: Violation[]): string {
  if (violations.length === 0) return "";
  const lines = violations.map(({ policy, level, urn, message }) => {
    const shown = styleText(level === "mandatory" ? "red" : "yellow", `${level}:`, {
      stream: process.stdout,
    });
    const where = urn === "" ? "the stack" : urn.split("::").slice(2).join("::").split("$").at(-1);
    return `${shown} ${policy}: ${where ?? ""}\n    ${message.replaceAll("\n", "\n    ")}`;
  });
  return `${file}\n${lines.join("\n")}\n\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
