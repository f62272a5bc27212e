import { describe, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectWith, withFolder } from "./project-with.ts";
import { readProject } from "./stack-files.ts";

const stackOf = (text: string) => {
  const stack = projectWith({ "Pulumi.x.yaml": text }).stacks.get("x");
  if (stack === undefined) throw new Error("no stack x");
  return stack;
};

describe("readProject", () => {
  test("finds the stacks by their files, in order", () => {
    expect([...projectWith().stacks.keys()]).toEqual([
      "dev",
      "local",
      "prod",
      "prod-ap-northeast-1",
      "prod-ap-southeast-2",
      "prod-eu-west-1",
      "prod-us-east-1",
      "prod-us-west-2",
    ]);
  });

  test("takes nothing else for a stack", () => {
    const { stacks } = projectWith({
      "Pulumi.dev.yaml.bak": "config:\n",
      "pulumi.staging.yaml": "config:\n",
      "Pulumi.a b.yaml": "config:\n",
      "Pulumi.staging.yml": "config:\n",
    });
    expect(stacks.size).toBe(8);
  });

  test("a folder without Pulumi.yaml is not a project", () => {
    const folder = mkdtempSync(join(tmpdir(), "gameplane-none-"));
    try {
      expect(() => readProject(folder)).toThrow(
        `${folder} has no Pulumi.yaml; run this in the project's folder`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("other folders beside it are no matter", () => {
    withFolder({}, (folder) => {
      mkdirSync(join(folder, "components"));
      writeFileSync(join(folder, "components", "Pulumi.x.yaml"), "config:\n");
      expect(readProject(folder).stacks.size).toBe(8);
    });
  });
});

describe("the kind of a stack", () => {
  test("gameplane:region makes a region stack", () => {
    expect(stackOf("config:\n  gameplane:region: eu-west-1\n  gameplane:environment: prod\n")).toMatchObject({
      kind: "region",
      region: "eu-west-1",
      environment: "prod",
      stack: "x",
      problems: [],
    });
  });

  test("gameplane:regions makes an environment stack", () => {
    const text =
      "config:\n  gameplane:regions: {eu-west-1: {}, us-east-1: null}\n  gameplane:homeRegion: eu-west-1\n";
    // A null removes the region, here as in what is layered.
    expect(stackOf(text)).toMatchObject({
      kind: "environment",
      regions: ["eu-west-1"],
      homeRegion: "eu-west-1",
    });
  });

  test("the kind is read from the stack's own file, whatever Pulumi.yaml says", () => {
    const project = projectWith({ "Pulumi.yaml": { region: "eu-west-1" }, "Pulumi.x.yaml": "config:\n" });
    expect(project.stacks.get("x")).toMatchObject({ kind: "unclear", problems: [{ rule: "some-kind" }] });
  });

  test("both is unclear, and so is neither", () => {
    expect(stackOf("config:\n  gameplane:region: a\n  gameplane:regions: {}\n")).toMatchObject({
      kind: "unclear",
      problems: [{ rule: "one-kind" }],
    });
    expect(stackOf("config:\n  gameplane:account: '1'\n")).toMatchObject({
      kind: "unclear",
      problems: [{ rule: "some-kind" }],
    });
  });

  test("what cannot be read says that alone", () => {
    expect(stackOf("config: [\n").problems.map(({ rule }) => rule)).toEqual(["file-is-yaml"]);
  });

  test("what is no text is left to the schema", () => {
    expect(stackOf("config:\n  gameplane:region: 5\n  gameplane:environment: [a]\n")).toMatchObject({
      kind: "region",
      region: "",
      environment: undefined,
    });
    expect(stackOf("config:\n  gameplane:regions: [a]\n")).toMatchObject({
      kind: "environment",
      regions: [],
      homeRegion: "",
    });
  });
});
