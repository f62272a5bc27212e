import { describe, expect, test } from "@jest/globals";
import { asStackOutput, containsSecret, hiddenSecret, shown, UNKNOWN } from "./property-values.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: "hunter2" };
const knownOutput = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: { a: UNKNOWN, b: 1 } };
const unknownOutput = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" };
const secretOutput = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "hunter2", secret: true };
const resource = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: UNKNOWN };

describe("what people see of a value", () => {
  test.each([
    ["plain values as they are", { a: [1, "x", true, null] }, { a: [1, "x", true, null] }],
    ["an unknown by name, however deep", { a: [{ b: UNKNOWN }] }, { a: [{ b: "[unknown]" }] }],
    ["nothing of a secret", { password: secret }, { password: "[secret]" }],
    ["an output's value", knownOutput, { a: "[unknown]", b: 1 }],
    ["an output that is not known", unknownOutput, "[unknown]"],
    ["nothing of a secret output", secretOutput, "[secret]"],
    ["a resource by its URN", resource, "urn:x"],
  ])("%s", (_, value, expected) => expect(shown(value)).toEqual(expected));
});

test("a stack's outputs are known to another stack, and secrets stay secrets of a placeholder", () => {
  const read = asStackOutput({ ids: [UNKNOWN, UNKNOWN], name: "prod", keys: { a: secret } });
  expect(read).toEqual({ ids: ["[unknown]", "[unknown]"], name: "prod", keys: { a: hiddenSecret() } });
  expect(JSON.stringify(read)).not.toContain("hunter2");
});

test("a secret is found wherever it is", () => {
  expect(containsSecret({ a: [{ b: secret }] })).toBe(true);
  expect(containsSecret({ a: secretOutput })).toBe(true);
  expect(containsSecret({ a: [{ b: UNKNOWN }] })).toBe(false);
});
