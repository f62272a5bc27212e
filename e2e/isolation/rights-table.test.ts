import { expect, test } from "@jest/globals";
import { memberOf } from "./access-reviews.ts";
import type { Action } from "./actions.ts";
import { grants } from "./rights-table.ts";

const page = (row: string) => `
## Who asks

| subject | groups |
| ------- | ------ |
| ann     | people |
| bob     | people |

## Rights

| subject | needed | verbs | resources | in | why |
| ------- | ------ | ----- | --------- | -- | --- |
${row}
`;

const action = (verb: string, resource: string, namespace: string): Action => ({
  verb,
  resource,
  namespace,
  attributes: { nonResourceAttributes: { path: "/", verb } },
});
const ACTIONS = ["get", "list"].flatMap((verb) => [
  action(verb, "nodes", "cluster"),
  ...["game-servers", "default", "all namespaces"].map((namespace) => action(verb, "pods", namespace)),
]);
const SUBJECTS = [memberOf("ann"), memberOf("bob")];

const said = (row: string) => grants(page(row), SUBJECTS, ACTIONS);

test("a row grants each of its verbs on each of its resources, to each of its subjects", () => {
  expect(said("| people | yes | get, list | pods | game-servers, default | why |")).toEqual([
    {
      text: "| people | yes | get, list | pods | game-servers, default | why |",
      needed: true,
      rights: ["ann", "bob"].flatMap((name) => [
        `${name}: get pods in game-servers`,
        `${name}: get pods in default`,
        `${name}: list pods in game-servers`,
        `${name}: list pods in default`,
      ]),
    },
  ]);
});

test("everywhere is every namespace, all at once and the cluster; elsewhere leaves game-servers out", () => {
  const rightsIn = (place: string) => said(`| ann | no | get | pods, nodes | ${place} | why |`)[0]?.rights;
  const elsewhere = [
    "ann: get nodes in cluster",
    "ann: get pods in default",
    "ann: get pods in all namespaces",
  ];
  expect(rightsIn("elsewhere")).toEqual(elsewhere);
  expect(rightsIn("everywhere")?.toSorted()).toEqual(
    [...elsewhere, "ann: get pods in game-servers"].toSorted(),
  );
});

test("refuses a row that proves nothing", () => {
  expect(() => said("| ann | yes | get | pdos | default | why |")).toThrow(
    "nothing that can be asked is called get, pdos",
  );
  expect(() => said("| ann | maybe | get | pods | default | why |")).toThrow('needed "maybe"?');
  expect(() => said("| ann | yes | get | pods | defualt | why |")).toThrow('in "defualt"?');
  expect(() => said("| eve | yes | get | pods | default | why |")).toThrow("nobody is called eve");
});
