import { expect, test } from "@jest/globals";
import { readEvents } from "./update.ts";

const URN = "urn:pulumi:dev::gameplane::aws:ec2/vpc:Vpc::vpc";
const step = (op: string, more: object = {}) => ({ op, urn: URN, type: "aws:ec2/vpc:Vpc", ...more });

const began = (op: string, more?: object) => ({ resourcePreEvent: { metadata: step(op, more) } });
const finished = (op: string) => ({ resOutputsEvent: { metadata: step(op) } });
const lines = (...events: object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join("");

test("gives every step that began, with what changed, but those that change nothing", () => {
  const log = lines(
    { sequence: 0, preludeEvent: { config: {} } },
    began("refresh"),
    began("same"),
    began("update", { diffs: ["tags"], detailedDiff: null }),
    began("create-replacement", { diffs: ["cidrBlock"], keys: ["cidrBlock"] }),
    { summaryEvent: { resourceChanges: { same: 1, update: 1, replace: 1 } } },
  );
  expect(readEvents(log)).toEqual({
    steps: [
      { op: "update", urn: URN, type: "aws:ec2/vpc:Vpc", name: "vpc", diffs: ["tags"] },
      {
        op: "create-replacement",
        urn: URN,
        type: "aws:ec2/vpc:Vpc",
        name: "vpc",
        diffs: ["cidrBlock"],
        replaces: ["cidrBlock"],
      },
    ],
    changes: { same: 1, update: 1, replace: 1 },
  });
});

test("reads what a killed engine left: no summary, and a line that ends midway", () => {
  const log = `${lines(began("create"), finished("create"), began("create"))}{"sequence":4,"resOutp`;
  const { steps, changes } = readEvents(log);
  expect({ steps: steps.length, changes }).toEqual({ steps: 2, changes: { create: 1 } });
});

test("reads a log with nothing in it", () => {
  expect(readEvents("")).toEqual({ steps: [], changes: {} });
});
