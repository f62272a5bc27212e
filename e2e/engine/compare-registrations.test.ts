import { describe, expect, test } from "@jest/globals";
import type { Json } from "../../preview/property-values.ts";
import type { Facts } from "./compare-registrations.ts";
import { compareRegistrations, describeDifference } from "./compare-registrations.ts";

const URN = "urn:pulumi:prod::gameplane::aws:ec2/vpc:Vpc::vpc";
const ROLE = "urn:pulumi:prod::gameplane::aws:iam/role:Role::nodes";

const OPTIONS = { protect: true, version: "7.48.0", propertyDependencies: { cidrBlock: [ROLE] } };

/** One resource with everything that is compared. */
const vpc = (): Facts => ({
  urn: URN,
  type: "aws:ec2/vpc:Vpc",
  name: "vpc",
  parent: "urn:pulumi:prod::gameplane::pulumi:pulumi:Stack::gameplane-prod",
  provider: "urn:pulumi:prod::gameplane::pulumi:providers:aws::aws",
  custom: true,
  inputs: { cidrBlock: "10.0.0.0/16", password: "[secret]", tags: { owner: "platform" }, zones: ["a", "b"] },
  dependencies: [ROLE],
  options: OPTIONS,
});

const compared = (preview: Facts, engine: Facts) =>
  compareRegistrations(new Map([[URN, preview]]), new Map([[URN, engine]]));

const withInputs = (inputs: Facts): Facts => ({ ...vpc(), inputs });

test("says that equal registrations are identical", () => {
  expect(compared(vpc(), vpc())).toEqual({ total: 1, identical: 1, differences: [], knownToEngine: 0 });
});

describe("reports a difference in", () => {
  const differing: Record<string, [Facts, string, Json | undefined, Json | undefined]> = {
    "a parent": [{ ...vpc(), parent: ROLE }, "parent", vpc().parent, ROLE],
    "a provider": [{ ...vpc(), provider: "" }, "provider", vpc().provider, ""],
    "what is custom": [{ ...vpc(), custom: false }, "custom", true, false],
    dependencies: [{ ...vpc(), dependencies: [] }, "dependencies", [ROLE], []],
    "an option": [{ ...vpc(), options: { ...OPTIONS, protect: false } }, "options.protect", true, false],
    "a property's dependencies": [
      { ...vpc(), options: { ...OPTIONS, propertyDependencies: { cidrBlock: [URN] } } },
      "options.propertyDependencies.cidrBlock.0",
      ROLE,
      URN,
    ],
    "aliases that only the engine gets": [
      { ...vpc(), options: { ...OPTIONS, aliases: [ROLE] } },
      "options.aliases",
      undefined,
      [ROLE],
    ],
  };
  test.each(Object.entries(differing))("%s", (_, [engine, path, inPreview, onEngine]) => {
    const { differences, identical } = compared(vpc(), engine);
    expect({ differences, identical }).toEqual({
      differences: [{ of: URN, path, preview: inPreview, engine: onEngine }],
      identical: 0,
    });
  });
});

describe("reports an input that", () => {
  const differing: Record<string, [Json, Json]> = {
    "is another value": ["10.0.0.0/16", "10.1.0.0/16"],
    "is another kind of value": [1, "1"],
    "is known to the preview alone": ["10.0.0.0/16", "[unknown]"],
    "is secret on the engine alone": ["10.0.0.0/16", "[secret]"],
    "is secret in the preview alone": ["[secret]", "10.0.0.0/16"],
    "is unknown in the preview and secret on the engine": ["[unknown]", "[secret]"],
    "is a known secret in the preview alone": [{ "[secret]": "known" }, { "[secret]": "[unknown]" }],
    "has another text around what is unknown": ["arn:aws:[unknown]/x", "arn:aws:1/y"],
    "ends before its known end": ["ab[unknown]ba", "aba"],
    "is a list of another length": [["a"], ["a", "b"]],
    "is a list in another order": [
      ["a", "b"],
      ["b", "a"],
    ],
  };
  test.each(Object.entries(differing))("%s", (_, [preview, engine]) => {
    const { differences } = compared(withInputs({ value: preview }), withInputs({ value: engine }));
    expect(differences).not.toEqual([]);
    expect(differences.every(({ path }) => path.startsWith("inputs.value"))).toBe(true);
  });

  test("holds a secret where the preview knows nothing", () => {
    const { differences } = compared(
      withInputs({ value: "[unknown]" }),
      withInputs({ value: { key: "[secret]" } }),
    );
    expect(differences).toEqual([
      { of: URN, path: "inputs.value", preview: "[unknown]", engine: { key: "[secret]" } },
    ]);
  });

  test("is there on one side only, also if unknown", () => {
    const { differences } = compared(withInputs({ gone: "[unknown]" }), withInputs({ came: "[unknown]" }));
    expect(differences).toEqual([
      { of: URN, path: "inputs.came", preview: undefined, engine: "[unknown]" },
      { of: URN, path: "inputs.gone", preview: "[unknown]", engine: undefined },
    ]);
  });
});

describe("lets the engine know more than the preview, and counts it:", () => {
  const known: Record<string, [Json, Json]> = {
    "a text": ["[unknown]", "eipalloc-1"],
    "an object": ["[unknown]", { id: "eipalloc-1" }],
    "a part of a text": ["arn:aws:route53:::hostedzone/[unknown]", "arn:aws:route53:::hostedzone/Z1"],
    "several parts of a text": ["[unknown]/[unknown].[unknown]", "a/b/c.d"],
    "an entry of a list": [
      ["[unknown]", "b"],
      ["a", "b"],
    ],
    "whether a secret is known": [{ "[secret]": "[unknown]" }, { "[secret]": "known" }],
  };
  test.each(Object.entries(known))("%s", (_, [preview, engine]) => {
    expect(compared(withInputs({ value: preview }), withInputs({ value: engine }))).toEqual({
      total: 1,
      identical: 1,
      differences: [],
      knownToEngine: 1,
    });
  });
});

test("reports resources that only one side has", () => {
  const role = { ...vpc(), urn: ROLE };
  const { total, identical, differences } = compareRegistrations(
    new Map([[URN, vpc()]]),
    new Map([[ROLE, role]]),
  );
  expect({ total, identical }).toEqual({ total: 2, identical: 0 });
  expect(differences.map(describeDifference)).toEqual([
    `${URN} is ${JSON.stringify(vpc())} in the preview, not there on the engine`,
    `${ROLE} is not there in the preview, ${JSON.stringify(role)} on the engine`,
  ]);
});

test("says a difference with path and both values", () => {
  expect(
    describeDifference({ of: URN, path: "inputs.tags.owner", preview: "platform", engine: "live" }),
  ).toBe(`${URN}: inputs.tags.owner is "platform" in the preview, "live" on the engine`);
});
