import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { eksRegion, environmentStack, existingRegion } from "../schema/schema.ts";
import { settingsSchema } from "./json-schema.ts";

const schema = settingsSchema();
const validator = z.fromJSONSchema(schema);
const isValid = (config: object) => validator.safeParse({ config }).success;

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const at = (...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), schema);

describe("the files of this repository", () => {
  const files = readdirSync(".").filter((name) => /^Pulumi\..+\.yaml$/.test(name));

  test.each(files)("%s is valid", (file) => {
    const content: unknown = parse(readFileSync(file, "utf8"));
    expect(validator.safeParse(content).error).toBeUndefined();
  });

  test.each(files)("%s names the schema for editors", (file) => {
    expect(readFileSync(file, "utf8").split("\n")[0]).toBe(
      "# yaml-language-server: $schema=docs/settings.schema.json",
    );
  });
});

test("has the first level of every kind of stack", () => {
  const keys = [eksRegion, existingRegion, environmentStack].flatMap(({ shape }) => Object.keys(shape));
  expect(Object.keys(at("properties", "config", "properties") ?? {}).sort()).toEqual(
    [...new Set(keys)].map((key) => `gameplane:${key}`).sort(),
  );
});

describe("accepts", () => {
  test.each([
    ["nothing at all", {}],
    ["the engine's own settings", { "pulumi:disable-default-providers": ["*"] }],
    ["keys without namespace", { region: "eu-west-1" }],
    ["a part of a group, as a layer has it", { "gameplane:pools": { game: { max: 40 } } }],
    ["null below the first level", { "gameplane:pools": { gpu: null, game: { labels: null } } }],
    ["an encrypted secret", { "gameplane:secrets": { token: { secure: "v1:a:b" } } }],
    ["either kind of region", { "gameplane:region": "local", "gameplane:cluster": "existing" }],
    [
      "an environment with what its regions inherit",
      { "gameplane:regions": { "eu-west-1": { cidr: "10.0.0.0/16" } }, "gameplane:network": { zones: 3 } },
    ],
  ])("%s", (_, config) => {
    expect(isValid(config)).toBe(true);
  });
});

describe("refuses", () => {
  test.each([
    ["an unknown key at the first level", { "gameplane:netwrok": {} }],
    ["an unknown key below it", { "gameplane:network": { zone: 3 } }],
    ["a value out of range", { "gameplane:network": { zones: 9 } }],
    ["a value that is none of the list", { "gameplane:network": { nat: "both" } }],
    ["a number for text", { "gameplane:eks": { version: 1.36 } }],
    ["a retention that there is not", { "gameplane:eks": { logRetentionDays: 10 } }],
    ["a wrong entry of a list", { "gameplane:network": { interfaceEndpoints: ["sts", "s3"] } }],
    ["a name that is not allowed", { "gameplane:pools": { Game: { max: 1 } } }],
    ["a plain secret", { "gameplane:secrets": { token: "hunter2" } }],
    ["null at the first level", { "gameplane:network": null }],
    ["another kind of cluster", { "gameplane:cluster": "minikube" }],
  ])("%s", (_, config) => {
    expect(isValid(config)).toBe(false);
  });
});

test("a setting is described with what is allowed and its default", () => {
  const disk = at(
    "properties",
    "config",
    "properties",
    "gameplane:pools",
    "additionalProperties",
    "anyOf",
    "0",
    "properties",
    "diskGiB",
  );
  expect(disk).toEqual({
    description:
      "Size of the encrypted gp3 root volume. Allowed: a whole number of GiB from 20 to 16384. Default: 100 GiB.",
    default: 100,
    anyOf: [{ type: "integer", minimum: 20, maximum: 16384 }, { type: "null" }],
  });
});
