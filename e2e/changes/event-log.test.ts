import { describe, expect, test } from "@jest/globals";
import { changedPaths, operationsOf } from "./event-log.ts";

const FLEET = "urn:pulumi:local::gameplane::gameplane:games:Game$kubernetes:agones.dev/v1:Fleet::duel";

const event = (metadata: object) =>
  JSON.stringify({
    sequence: 1,
    resourcePreEvent: { metadata: { urn: FLEET, type: "kubernetes:agones.dev/v1:Fleet", ...metadata } },
  });

const states = (before: object, after: object) => ({ old: { inputs: before }, new: { inputs: after } });

describe("what becomes of a resource", () => {
  test("is told once, what is only looked at never", () => {
    const log = ["same", "refresh", "read", "create-replacement", "replace", "delete-replaced"]
      .map((op) => event({ op, ...states({ name: "duel" }, { name: "arena" }) }))
      .join("\n");
    expect(operationsOf(`{"sequence":0,"preludeEvent":{}}\n${log}\n`)).toEqual([
      { op: "replace", type: "kubernetes:agones.dev/v1:Fleet", name: "duel", fields: ["name"] },
    ]);
  });

  test("comes with the inputs that change, whatever its provider says", () => {
    const inputs = states(
      { spec: { replicas: 1, ports: [{ port: 1 }] } },
      { spec: { ports: [{ port: 2 }] } },
    );
    const [update] = operationsOf(event({ op: "update", ...inputs, diffs: ["spec"] }));
    expect(update?.fields).toEqual(["spec.replicas", "spec.ports[0].port"]);
  });

  test("comes with the provider's word where it is secret", () => {
    const inputs = states({ stringData: "[secret]" }, { stringData: "[secret]" });
    const [update] = operationsOf(
      event({ op: "update", ...inputs, detailedDiff: { "stringData.PASSWORD": {}, "stringData.TOKEN": {} } }),
    );
    expect(update?.fields).toEqual(["stringData"]);
  });

  test("is an error where no change should need it", () => {
    expect(() => operationsOf(event({ op: "import" }))).toThrow(
      `${FLEET} has the operation import, which no change should need`,
    );
  });
});

test("a path goes as deep as both values go on", () => {
  const before = { a: [1, { b: 1 }], "x/y.z": "one", gone: { deep: true }, kind: "map" };
  const after = { a: [1, { b: 2 }, 3], "x/y.z": "two", kind: { of: "map" } };
  expect(changedPaths(before, after)).toEqual(["a[1].b", "a[2]", '["x/y.z"]', "gone", "kind"]);
  expect(changedPaths(before, structuredClone(before))).toEqual([]);
});
