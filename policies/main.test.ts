import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";

const PREVIEW = z.object({ stacks: z.array(z.object({ violations: z.array(z.unknown()) })) });

const folder = mkdtempSync(join(tmpdir(), "gameplane-policies-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (script: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "" },
  });
  return { status, stdout, stderr };
};
const policies = (...args: string[]) => run("policies/main.ts", args);

function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** As `pulumi stack export` has it: a secret by its ciphertext. */
const exported = (...resources: object[]) => ({ version: 3, deployment: { resources } });
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:hunter2",
};
const table = (props: object, extra: object = {}) => ({
  urn: "urn:pulumi:prod::game::aws:dynamodb/table:Table::players",
  type: "aws:dynamodb/table:Table",
  custom: true,
  provider: "urn:pulumi:prod::game::pulumi:providers:aws::aws::id",
  inputs: props,
  protect: true,
  ...extra,
});
const PROVIDER = {
  urn: "urn:pulumi:prod::game::pulumi:providers:aws::aws",
  type: "pulumi:providers:aws",
  custom: true,
  inputs: { region: "eu-west-1" },
};

describe("npm run policies", () => {
  test("says what is wrong with a state, and ends with 1 where it is mandatory", () => {
    const file = written("bad.json", exported(PROVIDER, table({ name: "players" })));
    const { status, stdout, stderr } = policies(file);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout.split("\n")).toEqual([
      file,
      "mandatory: dynamo-pitr: aws:dynamodb/table:Table::players",
      expect.stringMatching(/^ {4}[A-Z].*\.$/),
      expect.stringMatching(/^ {4}pointInTimeRecovery.*: .*, must be .*, because .*; .*$/),
      "",
      "1 file, 58 rules: 1 mandatory violation, 0 advisory",
      "",
    ]);
  });

  test("machines get the same as JSON", () => {
    const file = written("bad.json", exported(PROVIDER, table({ name: "players" })));
    const { status, stdout } = policies(file, "--format", "json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      results: [
        {
          file,
          violations: [
            expect.objectContaining({ policy: "dynamo-pitr", level: "mandatory", urn: table({}).urn }),
          ],
        },
      ],
    });
  });

  test("passes what is right, what is only read, and what another has replaced", () => {
    const file = written(
      "good.json",
      exported(
        PROVIDER,
        table({ pointInTimeRecovery: { enabled: true } }),
        table({}, { external: true }),
        table({}, { delete: true }),
      ),
    );
    expect(policies(file)).toEqual({
      status: 0,
      stdout: "1 file, 58 rules: 0 mandatory violations, 0 advisory\n",
      stderr: "",
    });
  });

  test("decides nothing by a secret, and shows none", () => {
    const file = written("secret.json", exported(PROVIDER, table({ pointInTimeRecovery: SECRET })));
    const { status, stdout } = policies(file);
    expect(status).toBe(0);
    expect(stdout).toContain("secret value at .pointInTimeRecovery can't be known");
    expect(stdout).not.toContain("hunter2");
  });

  test("takes settings", () => {
    const file = written("bad.json", exported(PROVIDER, table({})));
    const settings = written("settings.json", { "dynamo-pitr": "advisory" });
    const { status, stdout } = policies("--settings", settings, file);
    expect([status, stdout.split("\n").at(-2)]).toEqual([
      0,
      "1 file, 58 rules: 0 mandatory violations, 1 advisory",
    ]);
  });

  test.each([
    ["a file that is not there", ["/nonexistent.json"], /^ENOENT.*nonexistent\.json'\n$/],
    ["a file that is no JSON", ["README.md"], /^README\.md is no JSON: .*\n$/],
    [
      "JSON that is no export",
      ["package.json"],
      /^package\.json is no export of a stack .*; make one by .*\n$/,
    ],
    ["settings that are not there", ["-s", "/none.json", "package.json"], /^ENOENT.*none\.json'\n$/],
    ["no file", [], /^error: missing required argument 'files'\n$/],
  ])("%s is one line", (_, args, line) => {
    const { status, stdout, stderr } = policies(...args);
    expect([status, stdout, stderr]).toEqual([1, "", expect.stringMatching(line)]);
  });

  test("says of a preview's snapshot what the preview says", () => {
    const out = join(folder, "out");
    const settings = written("policies.json", {});
    const preview = run("preview/main.ts", ["--stack", "local", "--out", out, "--format", "json"]);
    expect(preview.status).toBe(0);
    const { stdout } = policies(
      join(out, "local.json"),
      "--settings",
      "policies.local.json",
      "--format",
      "json",
    );
    const [stack] = PREVIEW.parse(JSON.parse(preview.stdout)).stacks;
    expect(JSON.parse(stdout)).toEqual({
      results: [expect.objectContaining({ violations: stack?.violations })],
    });
    const strict = policies(join(out, "local.json"), "--settings", settings);
    expect(strict.stdout).toMatch(/58 rules: 0 mandatory violations, 8 advisory\n$/);
  });
});
