import { describe, expect, test } from "@jest/globals";
import { engineConfigProblems } from "./engine-config.ts";
import { line } from "./problem.ts";
import type { Changes } from "./project-with.ts";
import { projectWith } from "./project-with.ts";

const CHANGES: Changes = {
  "Pulumi.yaml": { tags: { value: { owner: "games" } } },
  "Pulumi.dev.yaml":
    "config:\n  gameplane:region: eu-west-1\n  gameplane:production: false\n  account: '111122223333'\n" +
    "  gameplane:network: {cidr: 10.8.0.0/16, zones: 2, zoneIds: [a, b]}\n  gameplane:pools: {gpu: null}\n" +
    "  gameplane:secrets: {token: {secure: v1:a}}\n",
};

/** What the engine hands over for these files: scalars as text, objects as JSON, secrets decrypted. */
const PASSED: Record<string, string> = {
  "gameplane:tags": '{"owner":"games"}',
  "gameplane:region": "eu-west-1",
  "gameplane:production": "false",
  "gameplane:account": "111122223333",
  "gameplane:network": '{"cidr":"10.8.0.0/16","zones":2,"zoneIds":["a","b"]}',
  "gameplane:pools": '{"gpu":null}',
  "gameplane:secrets": '{"token":"hunter2"}',
};

const linesWith = (change: Record<string, string | undefined>, stack = "dev") => {
  const passed = Object.entries({ ...PASSED, ...change }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return engineConfigProblems(projectWith(CHANGES), stack, Object.fromEntries(passed)).map(line);
};

const differs = (key: string) => [
  `Pulumi.dev.yaml: ${key} differs from what the engine passes; gameplane reads this file, so --config-file has no effect: write it here`,
];

describe("the engine's config is what the files say", () => {
  test("as the engine passes it", () => {
    expect(linesWith({})).toEqual([]);
  });

  test("with numbers and booleans written as strings", () => {
    expect(
      linesWith({ "gameplane:network": '{"cidr":"10.8.0.0/16","zones":"2","zoneIds":["a","b"]}' }),
    ).toEqual([]);
  });

  test("with keys in another order", () => {
    expect(
      linesWith({ "gameplane:network": '{"zoneIds":["a","b"],"zones":2,"cidr":"10.8.0.0/16"}' }),
    ).toEqual([]);
  });

  test("with an object of both files, passed whole by the stack's or merged", () => {
    const changes = { ...CHANGES, "Pulumi.yaml": { tags: { value: { owner: "games", costCentre: "a" } } } };
    const project = projectWith({
      ...changes,
      "Pulumi.dev.yaml": "config:\n  gameplane:region: eu-west-1\n  gameplane:tags: {owner: dev}\n",
    });
    const given = (tags: string) =>
      engineConfigProblems(project, "dev", { "gameplane:region": "eu-west-1", "gameplane:tags": tags }).map(
        line,
      );
    expect(given('{"owner":"dev"}')).toEqual([]);
    expect(given('{"owner":"dev","costCentre":"a"}')).toEqual([]);
    expect(given('{"owner":"games","costCentre":"a"}')).toEqual(differs("tags"));
  });

  test("whatever a secret is", () => {
    expect(linesWith({ "gameplane:secrets": '{"token":"another"}' })).toEqual([]);
  });

  test("whatever other namespaces hold", () => {
    expect(linesWith({ "pulumi:tags": "{}", "aws:region": "eu-west-1" })).toEqual([]);
  });

  test("a stack without file is not its matter", () => {
    expect(linesWith({}, "staging")).toEqual([]);
  });
});

describe("with --config-file", () => {
  test.each([
    ["another scalar", "region", "eu-west-2"],
    ["a boolean turned round", "production", "true"],
    ["another value within", "network", '{"cidr":"10.9.0.0/16","zones":2,"zoneIds":["a","b"]}'],
    ["a key more within", "network", '{"cidr":"10.8.0.0/16","zones":2,"zoneIds":["a","b"],"ipv6":true}'],
    ["a key less within", "network", '{"cidr":"10.8.0.0/16","zones":2}'],
    ["a longer list", "network", '{"cidr":"10.8.0.0/16","zones":2,"zoneIds":["a","b","c"]}'],
    ["a list in another order", "network", '{"cidr":"10.8.0.0/16","zones":2,"zoneIds":["b","a"]}'],
    ["a value where a map was removed", "pools", '{"gpu":{"max":1}}'],
    ["no JSON", "network", "10.8.0.0/16"],
    ["a list for a map", "pools", "[null]"],
    ["another value of Pulumi.yaml", "tags", '{"owner":"platform"}'],
    ["nothing", "account", undefined],
  ])("%s is one line", (_, key, value) => {
    expect(linesWith({ [`gameplane:${key}`]: value })).toEqual(differs(key));
  });

  test("a key that no file has", () => {
    expect(linesWith({ "gameplane:nodeScaling": "karpenter" })).toEqual([
      "Pulumi.dev.yaml: nodeScaling is passed by the engine and not in this file; gameplane reads this file, so --config-file has no effect: write it here",
    ]);
  });

  test("no line shows a secret", () => {
    const lines = linesWith({ "gameplane:secrets": '{"token":"hunter2","more":"hunter3"}' });
    expect(lines).toEqual(differs("secrets"));
    expect(lines.join()).not.toContain("hunter");
  });
});
