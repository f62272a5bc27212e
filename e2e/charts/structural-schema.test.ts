import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { FREE_FORM, structuralSchemas } from "./structural-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "gameplane-types-"));
afterAll(() => rmSync(folder, { recursive: true }));

function schemasOf(types: string, ...names: string[]) {
  const file = join(folder, "types.ts");
  // As @pulumi/pulumi declares them; its real types take seconds to read.
  writeFileSync(
    file,
    `interface Promise<T> { then(value: T): void }
     interface OutputInstance<T> { apply(value: T): void }
     type Input<T> = T | Promise<T> | OutputInstance<T>;
     ${types}`,
  );
  return structuralSchemas(file, names);
}

const FIELDS: [type: string, schema: object][] = [
  ["string", { type: "string" }],
  ["number", { type: "integer" }],
  ["boolean", { type: "boolean" }],
  ['"Packed" | "Distributed"', { type: "string", enum: ["Packed", "Distributed"] }],
  ["number | string", { "x-kubernetes-int-or-string": true }],
  ["number | `${number}%`", { "x-kubernetes-int-or-string": true }],
  ["string[]", { type: "array", items: { type: "string" } }],
  ["Record<string, number>", { type: "object", additionalProperties: { type: "integer" } }],
  ["object", FREE_FORM],
  ["unknown", { "x-kubernetes-preserve-unknown-fields": true }],
  ["Input<Input<string>[]>", { type: "array", items: { type: "string" } }],
  ["Input<boolean> | undefined", { type: "boolean" }],
];

test("types of fields", () => {
  const fields = FIELDS.map(([type], index) => `field${index}: ${type};`).join("\n");
  // `| undefined` does not make a field optional, a question mark does.
  expect(schemasOf(`export interface Spec { ${fields} optional?: string }`, "Spec").Spec).toEqual({
    type: "object",
    properties: {
      ...Object.fromEntries(FIELDS.map(([, schema], index) => [`field${index}`, schema])),
      optional: { type: "string" },
    },
    required: FIELDS.map((_, index) => `field${index}`),
  });
});

test("alternatives have the fields of all and require what all require", () => {
  const types = `export type Policy =
    | { type: "Buffer"; buffer: { size: number }; sync: string }
    | { type: "Counter"; buffer?: { size?: number; key: string }; sync: string };`;
  expect(schemasOf(types, "Policy").Policy).toEqual({
    type: "object",
    properties: {
      type: { type: "string", enum: ["Buffer", "Counter"] },
      buffer: { type: "object", properties: { size: { type: "integer" }, key: { type: "string" } } },
      sync: { type: "string" },
    },
    required: ["type", "sync"],
  });
});

test("what no schema can say is an error with its path", () => {
  expect(() => schemasOf("export interface Spec { a: { b: string | string[] } }", "Spec")).toThrow(
    "Spec.a.b is string | string[], which no schema can say; narrow its type",
  );
});

test("a name that the module does not export is an error with those that it does", () => {
  expect(() => schemasOf("export interface Spec { a: string }", "Specs")).toThrow(
    /types\.ts exports no Specs; it exports Spec$/,
  );
});
