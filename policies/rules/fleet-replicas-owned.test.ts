import { expect, test } from "@jest/globals";
import { configure, evaluate } from "../evaluate.ts";
import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { fleetReplicasOwned } from "./fleet-replicas-owned.ts";

const FLEET = "kubernetes:agones.dev/v1:Fleet";
const fleet = (name: string, spec: object, ignoreChanges: string[] = []) => ({
  type: FLEET,
  props: { metadata: { name, namespace: "games" }, spec },
  options: { ignoreChanges },
});

testStackRule(fleetReplicasOwned, {
  compliant: () => ({
    duel: fleet("duel", { scheduling: "Packed" }),
    lobby: fleet("lobby", { replicas: 3 }),
    autoscaler: {
      type: "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
      props: { metadata: { name: "duel", namespace: "games" }, spec: { fleetName: "duel" } },
    },
  }),
  passes: {
    "a number that nobody else sets": { without: ["autoscaler"], set: { "duel.spec.replicas": 3 } },
    "a number that changes leave alone": { add: { duel: fleet("duel", { replicas: 3 }, ["spec.replicas"]) } },
    "a spec that changes leave alone": {
      add: { duel: fleet("duel", { replicas: 3 }, ["metadata", "spec"]) },
    },
    "an autoscaler of another namespace": {
      set: { "duel.spec.replicas": 3, "autoscaler.metadata.namespace": "other" },
    },
    "an autoscaler that lets go while its Fleet drains": {
      set: { "duel.spec.replicas": 0, "autoscaler.spec.fleetName": "duel.drained" },
    },
    "an autoscaler without a spec": { set: { "duel.spec.replicas": 3, "autoscaler.spec": undefined } },
  },
  fails: {
    "a number of its own": { set: { "duel.spec.replicas": 3 }, finds: "duel spec.replicas: 3" },
    "two autoscalers of one Fleet, said once": {
      set: { "duel.spec.replicas": 3 },
      add: {
        second: {
          type: "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
          props: { metadata: { name: "again", namespace: "games" }, spec: { fleetName: "duel" } },
        },
      },
      finds: "duel spec.replicas: 3",
    },
    none: { set: { "duel.spec.replicas": 0 }, finds: "duel spec.replicas: 0" },
    "another path that changes leave alone": {
      add: { duel: fleet("duel", { replicas: 3 }, ["spec.replicasX", "metadata"]) },
      finds: "duel spec.replicas: 3",
    },
    "Fleets without a namespace": {
      set: {
        "duel.spec.replicas": 3,
        "duel.metadata.namespace": undefined,
        "autoscaler.metadata.namespace": undefined,
      },
      finds: "duel spec.replicas: 3",
    },
    "the default namespace by its name": {
      set: {
        "duel.spec.replicas": 3,
        "duel.metadata.namespace": "default",
        "autoscaler.metadata.namespace": undefined,
      },
      finds: "duel spec.replicas: 3",
    },
    "both Fleets": {
      set: { "duel.spec.replicas": 3 },
      add: {
        second: {
          type: "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
          props: { metadata: { name: "lobby", namespace: "games" }, spec: { fleetName: "lobby" } },
        },
      },
      finds: ["duel spec.replicas: 3", "lobby spec.replicas: 3"],
    },
    "the other Fleet": {
      set: { "autoscaler.spec.fleetName": "lobby" },
      finds: "lobby spec.replicas: 3",
    },
  },
  unknown: [
    "duel.spec",
    "duel.spec.replicas",
    "lobby.spec.replicas",
    "lobby.metadata.name",
    "lobby.metadata.namespace",
    "autoscaler.spec",
    "autoscaler.spec.fleetName",
    "autoscaler.metadata.namespace",
  ],
});

test("an autoscaler of unknown name hides no other's Fleet", () => {
  const sizing = (fleetName: string) => ({
    type: "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
    props: { metadata: { name: fleetName, namespace: "games" }, spec: { fleetName } },
    options: {},
  });
  const resources = [fleet("duel", { replicas: 3 }), sizing(UNKNOWN), sizing("duel")];
  const said = evaluate(
    configure([fleetReplicasOwned], {}),
    resources.map(({ type, props }, index) => ({
      ...{ type, props, name: `${index}`, urn: `urn:pulumi:test::gameplane::${type}::${index}` },
      options: { protect: false, ignoreChanges: [] },
    })),
  );
  expect(said.map(({ level }) => level)).toEqual(["mandatory", "advisory"]);
});
