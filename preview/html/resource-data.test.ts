import { expect, test } from "@jest/globals";
import { exampleChange, exampleResource, exampleStack } from "../judgement/example-report.ts";
import { LEFT_OUT, NONE, resourceData } from "./resource-data.ts";

const ONE = "prod-eu-west-1";
const root = exampleResource(ONE, "pulumi:pulumi:Stack", "gameplane", { source: "" });
const bucket = (name: string, rest = {}) =>
  exampleResource(ONE, "aws:s3/bucket:Bucket", name, {
    parent: root.urn,
    inputs: { tags: { name } },
    ...rest,
  });

test("a row a resource: parent, type, name, what happens to it, marks, inputs, source, violations", () => {
  const [a, b] = [
    bucket("a", { options: { protect: true, remote: true } }),
    bucket("b", { options: { read: true } }),
  ];
  const stack = exampleStack(ONE, {
    resources: [root, a, b],
    changes: [{ urn: a.urn, type: a.type, name: "a", op: "update", refused: false, diff: [] }],
    violations: [{ policy: "p", level: "advisory", urn: b.urn, message: "m" }],
  });
  expect(resourceData([stack], 1000)).toEqual({
    types: ["pulumi:pulumi:Stack", "aws:s3/bucket:Bucket"],
    sources: ["", "stacks/region.ts:12"],
    inputs: [{ tags: { name: "a" } }, { tags: { name: "b" } }],
    stacks: [
      {
        name: ONE,
        project: "gameplane",
        rows: [
          [-1, 0, "gameplane", "", "", NONE, 0, 0, ""],
          [0, 1, "a", "update", "pm", 0, 1, 0, ""],
          [0, 1, "b", "", "r", 1, 1, 1, ""],
        ],
      },
    ],
  });
});

test("what goes is there too, with its URN", () => {
  const gone = exampleChange(ONE, "Fleet::duel", "delete");
  const { stacks } = resourceData([exampleStack(ONE, { resources: [root], changes: [gone] })], 0);
  expect(stacks[0]?.rows[1]).toEqual([0, 1, "duel", "delete", "", NONE, 0, 0, gone.urn]);
});

test("equal inputs are there once", () => {
  const same = { inputs: { tags: 1 } };
  const data = resourceData(
    [exampleStack(ONE, { resources: [root, bucket("a", same), bucket("b", same)] })],
    1000,
  );
  expect(data.inputs).toEqual([{ tags: 1 }]);
});

test("where there is little room, what changes comes first, and the rest is left out", () => {
  const [a, b] = [bucket("a"), bucket("b")];
  const changes = [{ urn: b.urn, type: b.type, name: "b", op: "update" as const, refused: false, diff: [] }];
  const data = resourceData([exampleStack(ONE, { resources: [root, a, b], changes })], 30);
  expect(data.inputs).toEqual([{ tags: { name: "b" } }]);
  expect(data.stacks[0]?.rows.map((row) => row[5])).toEqual([NONE, LEFT_OUT, 0]);
});
