import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";

const readme = readFileSync("README.md", "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text]) =>
    (text ?? "").trimEnd(),
  );
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** What `npm run -s …` runs, on the Node of this test. */
const run = (script: string, args: string[]) => {
  const { stdout, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return { stdout, status };
};
const preview = (args: string[]) => run("preview/main.ts", args);
const withoutTime = (text: string) => text.replace(/\(\d+\.\d s\)/, "(time)");

const folder = mkdtempSync(join(tmpdir(), "gameplane-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing is written into the work tree. */
const argumentsOf = (command: string) =>
  (command.split(" -- ")[1]?.split(" ") ?? []).map((arg) => arg.replace(/^preview-out/, join(folder, "out")));

describe("commands", () => {
  const commands = blocks("sh")
    .flatMap((block) => block.split("\n"))
    .flatMap((line) => line.split(" && "));

  test("name npm scripts that there are", () => {
    const named = commands.flatMap(
      (command) => /^npm (?:run (?:-s )?(\S+)|(test))/.exec(command)?.slice(1, 3).find(Boolean) ?? [],
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test.each(commands.filter((command) => command.includes("preview --")))("%s", (command) => {
    const { status, stdout } = preview(argumentsOf(command));
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(100);
  });

  test.each(commands.filter((command) => command.includes("policies --")))("%s", (command) => {
    const { status, stdout } = run("policies/main.ts", argumentsOf(command));
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/: \d+ resources, settings of policies\.prod\.json\n\n1 file: 0 violations\n$/),
    ]);
  });
});

test("the output that is shown is what the preview prints, but for what is left out", () => {
  const shown = blocks("text")[0]?.split("\n").map(withoutTime) ?? [];
  const printed = preview([]).stdout.split("\n").map(withoutTime);
  let from = 0;
  for (const line of shown.filter((text) => text !== "…")) {
    const at = printed.indexOf(line, from);
    expect(at === -1 ? `not printed: ${line}` : line).toBe(line);
    from = at + 1;
  }
  expect(shown.length).toBeGreaterThan(20);
});

test("the game that is shown is in the regions that it names, and in no other", () => {
  for (const file of readdirSync(".").filter((name) => /^Pulumi.*\.yaml$/.test(name)))
    cpSync(file, join(folder, file));
  const game = blocks("yaml").find((block) => block.startsWith("gameplane:games:")) ?? "";
  const [, ...lines] = game.split("\n").map((line) => `  ${line}`);
  const path = join(folder, "Pulumi.prod.yaml");
  const withGame = readFileSync(path, "utf8")
    .replace("  gameplane:games:", ["  gameplane:games:", ...lines].join("\n"))
    .replace("repositories: [", "repositories: [duel, ");
  writeFileSync(path, withGame);
  const { stdout, status } = preview(["--cwd", folder, "--format", "json"]);
  expect(status).toBe(0);
  const report = z
    .object({
      stacks: z.array(
        z.object({
          name: z.string(),
          resources: z.array(z.object({ type: z.string(), name: z.string(), inputs: z.json() })),
        }),
      ),
    })
    .parse(JSON.parse(stdout));
  const autoscalers = report.stacks.flatMap(({ name, resources }) =>
    resources
      .filter((resource) => resource.type.endsWith(":FleetAutoscaler") && resource.name === "duel")
      .map(({ inputs }) => [name, /"buffer":\{[^}]*\}/.exec(JSON.stringify(inputs))?.[0]]),
  );
  const buffer = (max: number) => `"buffer":{"bufferSize":20,"minReplicas":20,"maxReplicas":${max}}`;
  expect(autoscalers).toEqual([
    ["prod-eu-west-1", buffer(50)],
    ["prod-us-east-1", buffer(1000)],
  ]);
});

test("wrong settings are told in the words that are shown", () => {
  for (const file of readdirSync(".").filter((name) => /^Pulumi.*\.yaml$/.test(name)))
    cpSync(file, join(folder, file));
  const path = join(folder, "Pulumi.prod.yaml");
  const wrong = readFileSync(path, "utf8")
    .replace("10.18.0.0/16", "10.17.0.0/16")
    .replace("nat: per-zone", "nat: per-zon")
    .replace("flowLogRetentionDays", "flowLogRetentionDay");
  writeFileSync(path, wrong);
  const shown =
    blocks("text")
      .find((block) => block.startsWith("error: "))
      ?.split("\n") ?? [];
  const { stdout, status } = preview(["--cwd", folder, "--stack", "prod-eu-west-1"]);
  expect(status).toBe(1);
  expect(shown).toHaveLength(3);
  expect(
    stdout
      .split("\n")
      .filter((line) => line.startsWith("error: "))
      .toSorted(),
  ).toEqual(shown.toSorted());
});
