import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { changedSecrets, secretTexts } from "./secret-texts.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "secret-texts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const texts = (content: string) => {
  writeFileSync(join(folder, "Pulumi.dev.yaml"), content);
  return secretTexts(folder, "dev");
};

const SECRETS = (first: string) => `config:
  gameplane:secrets:
    shared:
      secure: ${first}
  gameplane:other:
    - token: { secure: v1:b }
  gameplane:region: eu-west-1
`;

test("are found by the path of their setting", () => {
  expect([...texts(SECRETS("v1:a"))]).toEqual([
    ["gameplane:secrets.shared", "v1:a"],
    ["gameplane:other.0.token", "v1:b"],
  ]);
});

test("of the project's file are the stack's, unless it has its own", () => {
  writeFileSync(join(folder, "Pulumi.yaml"), SECRETS("v1:z").replace("token", "other"));
  expect([...texts(SECRETS("v1:a"))]).toEqual([
    ["gameplane:secrets.shared", "v1:a"],
    ["gameplane:other.0.other", "v1:b"],
    ["gameplane:other.0.token", "v1:b"],
  ]);
  rmSync(join(folder, "Pulumi.yaml"));
});

test("of a file that is no YAML are none: the preview says what is wrong with it", () => {
  expect(texts("a: [")).toEqual(new Map());
});

test("of a file that is not there are none", () => {
  expect(secretTexts(folder, "nowhere").size).toBe(0);
});

test("that came, went or are others have changed", () => {
  const before = texts(SECRETS("v1:a"));
  expect(changedSecrets(before, texts(SECRETS("v1:a")))).toEqual([]);
  expect(changedSecrets(before, texts(SECRETS("v1:c")))).toEqual(["gameplane:secrets.shared"]);
  expect(changedSecrets(before, new Map())).toEqual(["gameplane:secrets.shared", "gameplane:other.0.token"]);
  expect(changedSecrets(new Map(), before)).toEqual(["gameplane:secrets.shared", "gameplane:other.0.token"]);
});
