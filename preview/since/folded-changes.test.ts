import { expect, test } from "@jest/globals";
import type { ChangedStack } from "./folded-changes.ts";
import { foldedChanges } from "./folded-changes.ts";
import type { ResourceChange } from "./resource-changes.ts";

const change = (stack: string, from: string, to: string, name = "vpc"): ResourceChange => ({
  urn: `urn:pulumi:${stack}::gameplane::aws:ec2/vpc:Vpc::${name}`,
  type: "aws:ec2/vpc:Vpc",
  name,
  op: "update",
  refused: false,
  diff: [{ path: "tags.Name", from, to, forcesReplacement: false, effect: "update" }],
});

const stack = (name: string, region: string | null, ...changes: ResourceChange[]): ChangedStack => ({
  name,
  region,
  changes,
});

const summary = (stacks: ChangedStack[]) =>
  foldedChanges(stacks).map(({ stacks: names, change: { urn, diff } }) => [
    names,
    urn.split("::")[0],
    ...diff.map(({ from, to }) => [from, to]),
  ]);

test("what differs by the stack's name, region and zone is one change", () => {
  const of = (region: string) =>
    stack(
      `prod-${region}`,
      region,
      change(`prod-${region}`, `gameplane-prod-${region}-nodes in ${region}b`, region),
    );
  expect(summary([of("eu-west-1"), of("us-east-1")])).toEqual([
    [
      ["prod-eu-west-1", "prod-us-east-1"],
      "urn:pulumi:<stack>",
      ["gameplane-<stack>-nodes in <region>b", "<region>"],
    ],
  ]);
});

test("a change of one stack is shown as it is there", () => {
  expect(summary([stack("dev", "eu-west-1", change("dev", "a", "eu-west-1"))])).toEqual([
    [["dev"], "urn:pulumi:dev", ["a", "eu-west-1"]],
  ]);
});

test("what differs otherwise stays apart, in the order in which it comes", () => {
  expect(
    summary([
      stack("one", null, change("one", "a", "b"), change("one", "a", "c")),
      stack("two", null, change("two", "a", "c"), change("two", "x", "b")),
    ]),
  ).toEqual([
    [["one"], "urn:pulumi:one", ["a", "b"]],
    [["one", "two"], "urn:pulumi:<stack>", ["a", "c"]],
    [["two"], "urn:pulumi:two", ["x", "b"]],
  ]);
});

test("a name within a word is left", () => {
  const of = (name: string) => stack(name, null, change(name, `${name}elop ${name}`, "b"));
  expect(summary([of("dev"), of("prod")])).toEqual([
    [["dev"], "urn:pulumi:dev", ["develop dev", "b"]],
    [["prod"], "urn:pulumi:prod", ["prodelop prod", "b"]],
  ]);
});
