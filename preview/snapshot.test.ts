import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import type { RecordedResource } from "./recorded-resource.ts";
import { writeSnapshot } from "./snapshot.ts";

const folder = mkdtempSync(join(tmpdir(), "gameplane-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const namespace: RecordedResource = {
  urn: "urn:pulumi:dev::gameplane::kubernetes:core/v1:Namespace::games",
  type: "kubernetes:core/v1:Namespace",
  name: "games",
  parent: "urn:pulumi:dev::gameplane::pulumi:pulumi:Stack::gameplane-dev",
  provider: "urn:provider::[unknown]",
  custom: true,
  inputs: { apiVersion: "v1", kind: "Namespace", metadata: { labels: { a: "b" } } },
  dependencies: ["urn:x"],
  options: {
    protect: true,
    propertyDependencies: { metadata: ["urn:x"] },
    additionalSecretOutputs: ["data"],
  },
  source: "components/isolation/namespaces.ts:7",
};
const release: RecordedResource = {
  ...namespace,
  urn: "urn:release",
  type: "kubernetes:helm.sh/v3:Release",
  inputs: { chart: "agones" },
  options: {},
};
const stack = (name: string, resources: RecordedResource[]) => ({
  name,
  kind: "region" as const,
  environment: null,
  region: "eu-west-1",
  resources,
  outputs: {},
  warnings: [],
  errors: [],
  judged: true,
  violations: [],
  capacity: null,
  cost: null,
});

test("a snapshot has the form of `pulumi stack export`, the same for the same stack", () => {
  const [file] = writeSnapshot(folder, stack("dev", [namespace]));
  expect(JSON.parse(readFileSync(file ?? "", "utf8"))).toEqual({
    version: 3,
    deployment: {
      manifest: { time: "0001-01-01T00:00:00Z", magic: "", version: "" },
      resources: [
        {
          urn: namespace.urn,
          custom: true,
          id: "[unknown]",
          type: namespace.type,
          inputs: namespace.inputs,
          outputs: namespace.inputs,
          parent: namespace.parent,
          protect: true,
          dependencies: ["urn:x"],
          provider: namespace.provider,
          propertyDependencies: { metadata: ["urn:x"] },
          additionalSecretOutputs: ["data"],
        },
      ],
      metadata: {},
    },
  });
});

test("manifests are YAML with where they come from; a Helm release is none", () => {
  const files = writeSnapshot(folder, stack("manifests", [namespace, release, namespace]));
  expect(files).toEqual([join(folder, "manifests.json"), join(folder, "manifests.yaml")]);
  const one = [
    "# urn:pulumi:dev::gameplane::kubernetes:core/v1:Namespace::games (components/isolation/namespaces.ts:7)",
    "apiVersion: v1",
    "kind: Namespace",
    "metadata:",
    "  labels:",
    "    a: b",
    "  generateName: games-",
    "",
  ].join("\n");
  expect(readFileSync(files[1] ?? "", "utf8")).toBe(`${one}---\n${one}`);
});

test("a stack without manifests gets no YAML file", () => {
  expect(writeSnapshot(folder, stack("bare", [release]))).toEqual([join(folder, "bare.json")]);
});
