import { describe, expect, test } from "@jest/globals";
import type { ResourceChange } from "../since/resource-changes.ts";
import { changesSection } from "./changes-section.ts";
import { exampleChange, exampleReport, exampleStack } from "../judgement/example-report.ts";
import { propertyDiff } from "./property-diff.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";

const [ONE, TWO] = ["prod-eu-west-1", "prod-us-east-1"];
const ROOM = 100_000;

/** As a reader sees it: no tags, and no more white space than between words. */
const read = (report: PullRequestReport, room = ROOM): string =>
  changesSection(report, room)
    .section.toString()
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const one = (...changes: ResourceChange[]) => exampleReport([exampleStack(ONE, { changes })]);
const image = {
  path: "spec.image",
  from: "duel:1",
  to: "duel:2",
  forcesReplacement: false,
  effect: "update" as const,
};

test("nothing to compare with, and nothing that differs", () => {
  const { since, ...alone } = one();
  expect(since).toBeDefined();
  expect(read(alone)).toContain("Nothing to compare with");
  expect(read(one())).toBe("No resource differs from main.");
});

test("equal changes of two stacks are one, with its properties", () => {
  const change = (stack: string) => exampleChange(stack, "Fleet::duel", "update", [image]);
  const report = exampleReport([
    exampleStack(ONE, { changes: [change(ONE)] }),
    exampleStack(TWO, { changes: [change(TWO)] }),
  ]);
  expect(read(report)).toBe(
    "~ Updated in place 2 resources, 1 different change ~ update kubernetes:agones.dev:Fleet duel in 2 stacks " +
      `Stacks: ${ONE}, ${TWO} Properties of duel Property Before After Effect spec.image duel: 1 duel: 2 in place`,
  );
});

test("what is replaced comes first and is open, then what goes", () => {
  const report = one(
    exampleChange(ONE, "Fleet::duel", "create"),
    exampleChange(ONE, "subnet:Subnet::game-az1", "update", [image]),
    exampleChange(ONE, "subnet:Subnet::game-az2", "delete"),
    exampleChange(ONE, "vpc:Vpc::vpc", "replace", [{ ...image, forcesReplacement: true, effect: "replace" }]),
  );
  const headings = [
    ...changesSection(report, ROOM)
      .section.toString()
      .matchAll(/<\/span>(\w[\w ]*)\s*<span class="count"/g),
  ];
  expect(headings.map(([, heading]) => heading?.trim())).toEqual([
    ...["Replaced", "Deleted", "Updated in place", "Created"],
  ]);
  expect(
    changesSection(report, ROOM)
      .section.toString()
      .match(/<details open>/g),
  ).toHaveLength(1);
});

describe("what a change needs said", () => {
  test("the engine refuses it", () => {
    const text = read(one(exampleChange(ONE, "Fleet::duel", "delete", [], { refused: true })));
    expect(text).toContain("refused: protected");
    expect(text).toContain("the up fails");
  });

  test("it has another name", () => {
    const formerUrn = "urn:pulumi:prod::gameplane::t::old";
    expect(read(one(exampleChange(ONE, "Fleet::duel", "update", [], { formerUrn })))).toContain(
      `It was ${formerUrn}`,
    );
  });

  test("what changes is unknown, a file is gone, a secret is another", () => {
    const { changes, ...unknown } = exampleStack(ONE);
    expect(changes).toEqual([]);
    const report = exampleReport([unknown, exampleStack(TWO, { changedSecrets: ["secrets.token"] })]);
    if (report.since === undefined) throw new Error("the example is compared");
    const removed = [{ name: "prod-old", resources: 180, players: 900 }];
    expect(read({ ...report, since: { ...report.since, removed } })).toBe(
      `What changes is unknown in ${ONE}: see the errors. The file of stack prod-old is gone. No up destroys its ` +
        "180 resources: run pulumi destroy before. Secrets of prod-us-east-1 with another ciphertext, whose text " +
        "nobody sees here: secrets.token.",
    );
  });
});

const many = (number: number, op: ResourceChange["op"], diff: ResourceChange["diff"] = []) =>
  Array.from({ length: number }, (_, index) =>
    exampleChange(ONE, "Fleet::duel", op, diff, {
      name: `duel-${index}`,
      urn: `urn:pulumi:s::p::t::duel-${index}`,
    }),
  );

test("a new region is one line that unfolds, a few new resources are a line each", () => {
  const lines = (number: number) => changesSection(one(...many(number, "create")), ROOM).section.toString();
  expect(lines(13)).toContain("<b>13 resources</b>");
  expect(lines(12)).not.toContain("12 resources</b>");
  expect(lines(13).match(/class="change"/g)).toHaveLength(13);
});

test.each([
  ["update", "2 of 302 different updates"],
  ["create", "2 of 302 different creations"],
] as const)("hundreds of %ss are cut, and counted", (op, what) => {
  expect(read(one(...many(302, op)))).toContain("2 more changes of this kind");
  expect(changesSection(one(...many(302, op)), ROOM).cut).toEqual([what]);
  expect(changesSection(one(...many(300, op)), ROOM).cut).toEqual([]);
});

test.each(["replace", "delete"] as const)("hundreds of %ss are never cut", (op) => {
  const { section, cut } = changesSection(one(...many(302, op)), ROOM);
  expect(section.toString().match(/class="change"/g)).toHaveLength(302);
  expect(cut).toEqual([]);
});

test("properties for which there is no room are counted", () => {
  expect(read(one(...many(1, "update", [image, { ...image, path: "b" }])), 10)).toContain(
    "2 properties left out, to keep this page small: see the JSON report.",
  );
  expect(changesSection(one(...many(2, "update", [image])), 10).cut).toEqual(["properties of 2 changes"]);
});

test("room is counted in bytes, to the last one", () => {
  const report = one(...many(1, "update", [{ ...image, to: "ü" }]));
  const room = Buffer.byteLength(propertyDiff([{ ...image, to: "ü" }], "Properties of duel-0").toString());
  expect(changesSection(report, room).cut).toEqual([]);
  expect(changesSection(report, room - 1).cut).toEqual(["properties of 1 change"]);
});
