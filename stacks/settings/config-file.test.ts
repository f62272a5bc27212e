import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfigFile } from "./config-file.ts";
import { readConfigFile } from "./config-file.ts";
import { isSecretRef } from "./schema/setting.ts";

function inFolder<T>(test: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-config-"));
  try {
    return test(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const read = (text: string, file = "Pulumi.dev.yaml"): ConfigFile =>
  inFolder((folder) => {
    writeFileSync(join(folder, file), text);
    return readConfigFile(folder, file);
  });

const rules = ({ problems }: ConfigFile) => problems.map(({ rule }) => rule);

describe("a stack's file", () => {
  test("keys are ours with the project's namespace or with none, as the engine reads them", () => {
    const file = read("config:\n  gameplane:region: eu-west-1\n  account: '1'\n");
    expect(file.settings).toEqual({ region: "eu-west-1", account: "1" });
    expect(file.problems).toEqual([]);
  });

  test("the engine's own settings are left alone, other namespaces are refused", () => {
    const file = read("config:\n  pulumi:disable-default-providers: ['*']\n  aws:region: eu-west-1\n");
    expect(file.settings).toEqual({});
    expect(rules(file)).toEqual(["no-foreign-namespace"]);
  });

  test.each(["", "# nothing\n", "config:\n", "encryptionsalt: v1:abc\n", "- a\n"])(
    "%j has no settings",
    (text) => {
      expect(read(text)).toMatchObject({ settings: {}, secrets: [], problems: [] });
    },
  );

  test("an object stands for itself, also one with a key `value`", () => {
    expect(read("config:\n  tags: {value: 1}\n").settings).toEqual({ tags: { value: 1 } });
  });

  test("anchors and aliases are followed", () => {
    const file = read("config:\n  a: &pool {max: 3}\n  b: *pool\n");
    expect(file.settings).toEqual({ a: { max: 3 }, b: { max: 3 } });
  });

  test("a date stays text, as the schema wants it", () => {
    expect(read("config:\n  since: 2026-09-30\n").settings).toEqual({ since: "2026-09-30" });
  });

  test("a null is refused at the first level and kept below it", () => {
    const file = read("config:\n  eks:\n  pools: {gpu: null}\n");
    expect(rules(file)).toEqual(["no-top-level-null"]);
    expect(file.settings).toEqual({ pools: { gpu: null } });
  });

  test("a key of Object.prototype is a key", () => {
    const { settings } = read("config:\n  __proto__: {region: eu-west-1}\n");
    expect(Object.keys(settings)).toEqual(["__proto__"]);
    expect(settings.region).toBeUndefined();
  });
});

describe("encrypted values", () => {
  test("become references that know where the value is, at any depth", () => {
    const file = read(
      "config:\n  secrets:\n    token: {secure: v1:a}\n  list: [plain, {secure: v1:b}]\n  top: {secure: v1:c}\n",
    );
    expect(file.secrets).toEqual([["secrets", "token"], ["list", "1"], ["top"]]);
    const { secrets } = file.settings;
    expect(secrets).toEqual({ token: { key: "secrets", path: ["token"] } });
    expect(isSecretRef(file.settings.top)).toBe(true);
    expect(JSON.stringify(file)).not.toContain("v1:");
  });

  test("a map that has `secure` beside other keys is a map", () => {
    const file = read("config:\n  tags: {secure: yes please, owner: a}\n");
    expect(file.secrets).toEqual([]);
    expect(file.settings).toEqual({ tags: { secure: "yes please", owner: "a" } });
  });
});

describe("Pulumi.yaml", () => {
  const project = (text: string) => read(text, "Pulumi.yaml");

  test("a scalar or a list stands for itself, an object stands below `value` or `default`", () => {
    const file = project(
      "config:\n  production: true\n  list: [1]\n  tags: {value: {owner: a}}\n  region: {type: string, default: eu-west-1}\n",
    );
    expect(file.settings).toEqual({ production: true, list: [1], tags: { owner: "a" }, region: "eu-west-1" });
    expect(file.problems).toEqual([]);
  });

  test("an object without either is refused, and its value is not shown", () => {
    const file = project("config:\n  secrets: {token: hunter2}\n");
    expect(rules(file)).toEqual(["project-value"]);
    expect(JSON.stringify(file)).not.toContain("hunter2");
  });

  test("a null is refused", () => {
    expect(rules(project("config:\n  tags:\n"))).toEqual(["no-top-level-null"]);
    expect(rules(project("config:\n  tags: {value: null}\n"))).toEqual(["project-value"]);
  });
});

describe("what is no YAML", () => {
  test.each([
    ["a key that stands there twice", "config:\n  a: 1\n  a: 2\n", "line 3, column 3"],
    ["a tab", "config:\n\ta: 1\n", "line 2, column 1"],
    ["two documents", "a: 1\n---\nb: 2\n", "line 2, column 1"],
    ["an alias without anchor", "config: *a\n", "Unresolved alias"],
    [
      "aliases without end",
      `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [${"*a,".repeat(20)}]\nconfig: [${"*b,".repeat(20)}]\n`,
      "Excessive alias count",
    ],
  ])("%s is one line that says where", (_, text, where) => {
    const file = read(text);
    expect(new Set(rules(file))).toEqual(new Set(["file-is-yaml"]));
    expect(file.problems[0]?.text).toContain(where);
    expect(file.settings).toEqual({});
  });

  test("a config that is no map", () => {
    expect(rules(read("config: 5\n"))).toEqual(["config-is-a-map"]);
    expect(rules(read("config: [a]\n"))).toEqual(["config-is-a-map"]);
  });
});

describe("reading again", () => {
  test("an unchanged file is read once, a changed one again", () => {
    inFolder((folder) => {
      const path = join(folder, "Pulumi.dev.yaml");
      writeFileSync(path, "config:\n  region: eu-west-1\n");
      const first = readConfigFile(folder, "Pulumi.dev.yaml");
      expect(readConfigFile(folder, "Pulumi.dev.yaml")).toBe(first);
      writeFileSync(path, "config:\n  region: eu-west-2\n");
      utimesSync(path, new Date(), new Date(Date.now() + 5000));
      expect(readConfigFile(folder, "Pulumi.dev.yaml").settings).toEqual({ region: "eu-west-2" });
    });
  });

  test("the same name in another folder is another file", () => {
    const texts = ["a", "b"].map((value) => read(`config:\n  region: ${value}\n`).settings.region);
    expect(texts).toEqual(["a", "b"]);
  });
});
