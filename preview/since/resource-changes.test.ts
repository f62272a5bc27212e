import { describe, expect, test } from "@jest/globals";
import type { RecordedResource } from "../recorded-resource.ts";
import type { EffectOf } from "./resource-changes.ts";
import { resourceChanges } from "./resource-changes.ts";

const urnOf = (chain: string, name: string) => `urn:pulumi:dev::gameplane::${chain}::${name}`;
const resource = (chain: string, name: string, extra: Partial<RecordedResource> = {}): RecordedResource => ({
  urn: urnOf(chain, name),
  type: chain.split("$").at(-1) ?? "",
  name,
  parent: urnOf("pulumi:pulumi:Stack", "gameplane-dev"),
  provider: "",
  custom: true,
  inputs: {},
  dependencies: [],
  options: {},
  source: "",
  ...extra,
});

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const effectOf: EffectOf = (_, [key]) =>
  key === "tags" ? "update" : key === "cidrBlock" || key === "vpcId" ? "replace" : "may-replace";

const changes = (before: RecordedResource[], after: RecordedResource[]) =>
  resourceChanges(before, after, effectOf).map(({ name, op, diff, refused, formerUrn }) =>
    [
      ...[op, name],
      ...diff.map(({ path, effect }) => `${path} ${effect}`),
      ...(refused ? ["refused"] : []),
      ...(formerUrn === undefined ? [] : [`was ${formerUrn}`]),
    ].join(", "),
  );

const vpc = (inputs: RecordedResource["inputs"] = {}, options: RecordedResource["options"] = {}) =>
  resource(VPC, "vpc", { inputs: { cidrBlock: "10.0.0.0/16", ...inputs }, options });
const subnet = resource(SUBNET, "subnet", {
  inputs: { vpcId: "[unknown]", tags: { a: "b" } },
  options: { propertyDependencies: { vpcId: [vpc().urn] } },
});

describe("resources", () => {
  test("of a stack and itself do not change", () =>
    expect(changes([vpc(), subnet], [vpc(), subnet])).toEqual([]));

  test("come and go, what goes in the order of a deletion", () => {
    expect(changes([vpc(), subnet], [resource(VPC, "other")])).toEqual([
      "create, other",
      "delete, subnet",
      "delete, vpc",
    ]);
  });

  test("change in place, by replacement, or nobody knows how", () => {
    expect(changes([vpc()], [vpc({ tags: { c: "d" } })])).toEqual(["update, vpc, tags update"]);
    expect(changes([vpc()], [vpc({ cidrBlock: "10.1.0.0/16" })])).toEqual([
      "replace, vpc, cidrBlock replace",
    ]);
    expect(changes([vpc()], [vpc({ ipv6: true })])).toEqual(["replace, vpc, ipv6 may-replace"]);
  });

  test("are replaced with what they get an id from", () => {
    expect(changes([vpc(), subnet], [vpc({ cidrBlock: "10.1.0.0/16" }), subnet])).toEqual([
      "replace, vpc, cidrBlock replace",
      "replace, subnet, vpcId replace",
    ]);
  });

  describe("of a provider", () => {
    const provider = (name: string, inputs: RecordedResource["inputs"]) =>
      resource("pulumi:providers:aws", name, { inputs });
    const by = (name: string) =>
      resource(VPC, "vpc", { provider: `${urnOf("pulumi:providers:aws", name)}::[unknown]` });

    test("that is replaced are replaced with it", () => {
      const effect: EffectOf = (_, [key]) => (key === "region" ? "replace" : "update");
      const found = resourceChanges(
        [provider("aws", { region: "eu-west-1" }), by("aws")],
        [provider("aws", { region: "us-east-1" }), by("aws")],
        effect,
      );
      expect(found.map(({ op, name, diff }) => [op, name, ...diff.map(({ path }) => path)])).toEqual([
        ["replace", "aws", "region"],
        ["replace", "vpc", "provider"],
      ]);
    });

    test.each([
      ["with the same settings stay", { region: "a" }, { region: "a" }, []],
      ["elsewhere may be replaced", { region: "a" }, { region: "b" }, ["replace, vpc, provider may-replace"]],
      [
        "of which it is not known may be, too",
        { region: "[unknown]" },
        { region: "[unknown]" },
        ["replace, vpc, provider may-replace"],
      ],
    ])("that move to one %s", (_, one, other, expected) => {
      const both = [provider("one", one), provider("other", other)];
      expect(changes([...both, by("one")], [...both, by("other")])).toEqual(expected);
    });
  });

  test("that are protected are refused, where they would go or be replaced", () => {
    const before = vpc({}, { protect: true });
    expect(changes([before], [])).toEqual(["delete, vpc, refused"]);
    expect(changes([before], [vpc({ cidrBlock: "10.1.0.0/16" })])).toEqual([
      "replace, vpc, cidrBlock replace, refused",
    ]);
    expect(changes([before], [vpc({ tags: {} })])).toEqual(["update, vpc, tags update"]);
  });

  test("that are only read are none of it", () => {
    expect(changes([vpc({}, { read: true })], [])).toEqual([]);
  });

  test("keep what ignoreChanges names, and are replaced for what replaceOnChanges names", () => {
    const after = (options: RecordedResource["options"]) => vpc({ tags: { "a.b": "c", d: "e" } }, options);
    expect(changes([vpc({ tags: {} })], [after({ ignoreChanges: ["tags"] })])).toEqual([]);
    expect(changes([vpc({ tags: {} })], [after({ ignoreChanges: ["tags.d"] })])).toEqual([
      'update, vpc, tags["a.b"] update',
    ]);
    expect(changes([vpc({ tags: {} })], [after({ replaceOnChanges: ["tags.*"] })])).toEqual([
      'replace, vpc, tags["a.b"] replace, tags.d replace',
    ]);
  });

  test.each([
    ["its URN", vpc().urn],
    ["its name", { name: "vpc", type: "", stack: "", project: "", parenturn: "", noparent: false }],
  ])("that are renamed with an alias of %s stay", (_, alias) => {
    const renamed = resource(VPC, "network", { inputs: vpc().inputs, options: { aliases: [alias] } });
    expect(changes([vpc()], [renamed])).toEqual([`update, network, was ${vpc().urn}`]);
  });

  test("that are renamed without an alias go and come", () => {
    expect(changes([vpc()], [resource(VPC, "network", { inputs: vpc().inputs })])).toEqual([
      "create, network",
      "delete, vpc",
    ]);
  });

  test("that move to another parent stay with an alias of the old one", () => {
    const component = urnOf("gameplane:network:Network", "network");
    const moved = resource(`gameplane:network:Network$${VPC}`, "vpc", {
      parent: component,
      inputs: vpc().inputs,
      options: { aliases: [{ name: "", type: "", noparent: true }] },
    });
    expect(changes([vpc()], [moved])).toEqual([`update, vpc, was ${vpc().urn}`]);
  });
});
