import { describe, expect, test } from "@jest/globals";
import { readEvents } from "./event-log.ts";
import { summarise } from "./update.ts";

const URN = "urn:pulumi:dev::gameplane::aws:ec2/vpc:Vpc::vpc";
const step = (op: string, more: object = {}) => ({ op, urn: URN, type: "aws:ec2/vpc:Vpc", ...more });
const states = (before: object, after: object) => ({ old: { inputs: before }, new: { inputs: after } });

const began = (op: string, more?: object) => ({ resourcePreEvent: { metadata: step(op, more) } });
const finished = (op: string) => ({ resOutputsEvent: { metadata: step(op) } });
const lines = (...events: object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join("");
const read = (log: string) => summarise(readEvents(log));

test("gives every step that began, but those that change nothing", () => {
  const log = lines(
    { sequence: 0, preludeEvent: { config: {} } },
    began("refresh"),
    began("same"),
    began("create", { old: null, new: { inputs: { cidrBlock: "10.0.0.0/16" } }, detailedDiff: null }),
    began("create-replacement", states({ cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" })),
    { summaryEvent: { resourceChanges: { same: 1, create: 1, replace: 1 } } },
  );
  const vpc = { urn: URN, type: "aws:ec2/vpc:Vpc", name: "vpc" };
  expect(read(log)).toEqual({
    steps: [
      { op: "create", ...vpc, fields: [] },
      { op: "create-replacement", ...vpc, fields: ["cidrBlock"] },
    ],
    changes: { same: 1, create: 1, replace: 1 },
  });
});

describe("a step's fields", () => {
  const fields = (metadata: object) => read(lines(began("update", metadata))).steps[0]?.fields;

  test("are the inputs that change, whatever the provider says", () => {
    const inputs = states(
      { spec: { replicas: 1, ports: [{ port: 1 }] } },
      { spec: { ports: [{ port: 2 }] } },
    );
    expect(fields({ ...inputs, diffs: ["spec"] })).toEqual(["spec.replicas", "spec.ports[0].port"]);
  });

  test("are the provider's word where they are secret", () => {
    const inputs = states({ stringData: "[secret]" }, { stringData: "[secret]" });
    const detailedDiff = { "stringData.PASSWORD": {}, "stringData.TOKEN": {} };
    expect(fields({ ...inputs, detailedDiff })).toEqual(["stringData"]);
  });
});

test("reads what a killed engine left: no summary, and a line that ends midway", () => {
  const log = `${lines(began("create"), finished("create"), began("create"))}{"sequence":4,"resOutp`;
  const { steps, changes } = read(log);
  expect({ steps: steps.length, changes }).toEqual({ steps: 2, changes: { create: 1 } });
});

test("reads a log with nothing in it", () => {
  expect(read("")).toEqual({ steps: [], changes: {} });
});
