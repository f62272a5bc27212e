import { expect, test } from "@jest/globals";
import { misspelt } from "./misspelt.ts";

const fleet = (spec: Record<string, unknown>) => ({ kind: "Fleet", spec });

test("every field is misspelt once, in an object of its own", () => {
  expect(
    misspelt([
      fleet({ replicas: 2, template: { ports: [{ name: "game" }, { name: "query", range: "a" }] } }),
    ]),
  ).toEqual([
    {
      field: "spec.replicasx",
      object: fleet({ replicasx: 2, template: { ports: [{ name: "game" }, { name: "query", range: "a" }] } }),
    },
    {
      field: "spec.templatex",
      object: fleet({ replicas: 2, templatex: { ports: [{ name: "game" }, { name: "query", range: "a" }] } }),
    },
    {
      field: "spec.template.portsx",
      object: fleet({ replicas: 2, template: { portsx: [{ name: "game" }, { name: "query", range: "a" }] } }),
    },
    {
      field: "spec.template.ports[0].namex",
      object: fleet({ replicas: 2, template: { ports: [{ namex: "game" }, { name: "query", range: "a" }] } }),
    },
    {
      field: "spec.template.ports[1].rangex",
      object: fleet({ replicas: 2, template: { ports: [{ name: "game" }, { name: "query", rangex: "a" }] } }),
    },
  ]);
});

test("keys that are the user's are no fields", () => {
  expect(misspelt([fleet({ labels: { game: "duel" } })]).map(({ field }) => field)).toEqual(["spec.labelsx"]);
});

test("the same field of another object is not misspelt again, that of another kind is", () => {
  const objects = [
    fleet({ replicas: 1 }),
    fleet({ replicas: 2 }),
    { kind: "GameServerSet", spec: { replicas: 1 } },
  ];
  expect(misspelt(objects).map(({ object }) => object.kind)).toEqual(["Fleet", "GameServerSet"]);
});
