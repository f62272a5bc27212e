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
  urn: "urn:pulumi:other::game::aws:dynamodb/table:Table::players",
  type: "aws:dynamodb/table:Table",
  custom: true,
  provider: "urn:pulumi:other::game::pulumi:providers:aws::aws::id",
  inputs: props,
  protect: true,
  ...extra,
});
const PROVIDER = {
  urn: "urn:pulumi:other::game::pulumi:providers:aws::aws",
  type: "pulumi:providers:aws",
  custom: true,
  inputs: { region: "eu-west-1" },
};

const GROUP_OF_TEXT = {
  urn: "urn:pulumi:other::game::aws:eks/nodeGroup:NodeGroup::game",
  type: "aws:eks/nodeGroup:NodeGroup",
  provider: PROVIDER.urn,
  inputs: { labels: { "game-server": "true" }, taints: "text" },
  protect: true,
};

describe("npm run policies", () => {
  test("says what is wrong with a state, and ends with 1 where it is mandatory", () => {
    const file = written("bad.json", exported(PROVIDER, table({ name: "players" })));
    const { status, stdout, stderr } = policies(file);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout.split("\n")).toEqual([
      `${file}: 2 resources, no settings`,
      "mandatory: dynamo-pitr: aws:dynamodb/table:Table::players",
      expect.stringMatching(/^ {4}[A-Z].*\.$/),
      expect.stringMatching(/^ {4}pointInTimeRecovery.*: .*, must be .*, because .*; .*$/),
      "",
      "1 file: 1 violation, 1 of them mandatory",
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
          settings: null,
          resources: 2,
          errors: [],
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
      stdout: `${file}: 2 resources, no settings\n\n1 file: 0 violations\n`,
      stderr: "",
    });
  });

  test("judges the AWS cluster that a component of the eks package has made, and else the component", () => {
    const component = {
      urn: "urn:pulumi:other::game::eks:index:Cluster::c",
      type: "eks:index:Cluster",
      provider: PROVIDER.urn,
      protect: true,
    };
    const aws = {
      urn: "urn:pulumi:other::game::eks:index:Cluster$aws:eks/cluster:Cluster::c-eksCluster",
      type: "aws:eks/cluster:Cluster",
      parent: component.urn,
      provider: PROVIDER.urn,
      inputs: { version: "1.99" },
      protect: true,
    };
    const judged = (name: string, ...resources: object[]) =>
      Array.from(
        policies(written(name, exported(...resources))).stdout.matchAll(/eks-version: (\S+)/g),
        ([, urn]) => urn,
      );
    expect(judged("made.json", PROVIDER, component, aws)).toEqual(["aws:eks/cluster:Cluster::c-eksCluster"]);
    expect(judged("planned.json", PROVIDER, component)).toEqual(["eks:index:Cluster::c"]);
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
    expect([status, stdout.split("\n").at(-2)]).toEqual([0, "1 file: 1 violation"]);
  });

  test.each([
    [
      "a file that is not there",
      ["/nonexistent.json"],
      /^error: \/nonexistent\.json cannot be read: ENOENT$/m,
    ],
    ["a folder", ["docs"], /^error: docs cannot be read: EISDIR$/m],
    ["a file that is no JSON", ["README.md"], /^error: README\.md is no JSON/m],
    [
      "JSON that is no export",
      ["package.json"],
      /^error: package\.json is no export of a stack: .*; make one by/m,
    ],
    ["an empty state", [written("empty.json", exported())], /has no resources: nothing is judged$/m],
  ])("%s is not judged, and the others are", (_, args, line) => {
    const good = written("good.json", exported(PROVIDER));
    const { status, stdout, stderr } = policies(...args, good);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(line);
    expect(stdout).toContain(`${good}: 1 resource, no settings\n`);
    expect(stdout).toMatch(/\n2 files: 0 violations, 1 file not judged\n$/);
  });

  test("a secret in a broken file is not shown", () => {
    const file = written("broken.json", '{ "password": hunter2-secret }');
    expect(policies(file).stdout).not.toContain("hunter2");
  });

  test("a rule that cannot run is an error, and the others say what they find", () => {
    const file = written("odd.json", exported(PROVIDER, table({ name: "players" }), GROUP_OF_TEXT));
    const { status, stdout } = policies(file);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error: policy game-pool-taint could not be run on urn:.*; give the properties/m);
    expect(stdout).toMatch(/^mandatory: dynamo-pitr: /m);
  });

  test("no file is refused", () => {
    expect(policies().stderr).toBe("error: missing required argument 'files'\n");
  });

  test("a reader that has seen enough ends it quietly", () => {
    const file = written("bad.json", exported(PROVIDER, table({ name: "players" })));
    const command = `"${process.execPath}" policies/main.ts ${file} ${file} ${file} | head -n 1`;
    const { stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
    expect(stderr).toBe("");
  });

  test("says of a preview's snapshot what the preview says", () => {
    const out = join(folder, "out");
    const settings = written("policies.json", {});
    const preview = run("preview/main.ts", ["--stack", "local", "--out", out, "--format", "json"]);
    expect(preview.status).toBe(0);
    const { stdout } = policies(join(out, "local.json"), "--format", "json");
    const [stack] = PREVIEW.parse(JSON.parse(preview.stdout)).stacks;
    expect(JSON.parse(stdout)).toEqual({
      results: [expect.objectContaining({ settings: "policies.local.json", violations: stack?.violations })],
    });
    const strict = policies(join(out, "local.json"), "--settings", settings);
    expect(strict.stdout).toMatch(/\n1 file: 8 violations\n$/);
  });
});
