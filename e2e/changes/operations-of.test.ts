import { expect, test } from "@jest/globals";
import { operationsOf } from "./operations-of.ts";

const type = "kubernetes:agones.dev/v1:Fleet";
const urn = `urn:pulumi:local::gameplane::gameplane:games:Game$${type}::duel`;
const step = (op: string) => ({ op, urn, type, name: "duel", fields: ["name"] });

test("what becomes of a resource is told once, and that it is read never", () => {
  const steps = ["read", "create-replacement", "replace", "delete-replaced"].map(step);
  expect(operationsOf(steps)).toEqual([{ op: "replace", type, name: "duel", fields: ["name"] }]);
});

test("a resource that comes or goes has no fields", () => {
  expect(operationsOf([step("create"), step("delete")]).map(({ fields }) => fields)).toEqual([[], []]);
});

test("an operation that no change should need is an error", () => {
  expect(() => operationsOf([step("import")])).toThrow(
    `${urn} has the operation import, which no change should need`,
  );
});
