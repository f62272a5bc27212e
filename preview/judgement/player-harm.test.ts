import { describe, expect, test } from "@jest/globals";
import { foldedChanges } from "../since/folded-changes.ts";
import type { ResourceChange } from "../since/resource-changes.ts";
import { exampleCapacity, exampleChange, exampleStack } from "./example-report.ts";
import type { Harm } from "./player-harm.ts";
import { harms, playersOf, poolOf, whatOf } from "./player-harm.ts";
import type { StackReport } from "../report.ts";

const [ONE, TWO] = ["prod-eu-west-1", "prod-us-east-1"];
const FORCED = { path: "kmsKeyId", from: "a", to: "b", forcesReplacement: true, effect: "replace" as const };
const UNSURE = { path: "novel", to: 1, forcesReplacement: true, effect: "may-replace" as const };
const IN_PLACE = { path: "tags.a", to: "b", forcesReplacement: false, effect: "update" as const };

const harmsOf = (...stacks: StackReport[]): Harm[] =>
  harms(stacks, foldedChanges(stacks.map(({ changes = [], ...stack }) => ({ ...stack, changes }))));

const withChanges = (name: string, changes: ResourceChange[], rest: Partial<StackReport> = {}) =>
  exampleStack(name, { changes, ...rest });

test("a cluster that is replaced concerns all players of the stack", () => {
  const [harm] = harmsOf(
    withChanges(ONE, [
      exampleChange(ONE, "eks:index:Cluster::cluster", "replace", [FORCED, UNSURE, IN_PLACE]),
    ]),
  );
  expect(harm).toMatchObject({
    what: "cluster",
    name: "cluster",
    op: "replace",
    because: ["kmsKeyId"],
    isUncertain: false,
    isRefused: false,
    stacks: [{ stack: ONE, players: 120, games: [] }],
  });
});

test("the same in two stacks is one harm, with the players of both", () => {
  const change = (stack: string) => exampleChange(stack, "Fleet::duel", "delete");
  const found = harmsOf(withChanges(ONE, [change(ONE)]), withChanges(TWO, [change(TWO)]));
  expect(found.map(({ what, name, op }) => [what, name, op])).toEqual([["Fleet", "duel", "delete"]]);
  expect(found[0]?.stacks).toEqual([
    { stack: ONE, players: 120, games: ["duel"] },
    { stack: TWO, players: 120, games: ["duel"] },
  ]);
  expect(found.map(playersOf)).toEqual([240]);
});

test("node groups of a pool are the pool, whose players are counted once", () => {
  const group = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "delete");
  const gone = { ...group, urn: group.urn.replace("az1", "az2"), name: "game-1-abc-az2", refused: true };
  const [harm, ...others] = harmsOf(withChanges(ONE, [group, gone]));
  expect(others).toEqual([]);
  expect(harm).toMatchObject({
    ...{ what: "node pool", name: "game", op: "delete", isRefused: true },
    stacks: [{ stack: ONE, players: 120, games: ["duel"] }],
  });
  expect(harm?.changes).toHaveLength(2);
});

test("players lose what they are on, as it was before the change", () => {
  const former = { capacity: exampleCapacity({ players: 900 }), drained: [], pools: {} };
  const cluster = [exampleChange(ONE, "eks:index:Cluster::cluster", "delete")];
  const gone = { capacity: exampleCapacity({ games: [], players: 0 }), former };
  expect(harmsOf(withChanges(ONE, cluster, gone)).map(playersOf)).toEqual([900]);
  const fleet = [exampleChange(ONE, "Fleet::duel", "delete")];
  expect(harmsOf(withChanges(ONE, fleet, gone)).map(playersOf)).toEqual([120]);
});

test("a pool that goes whole is the pool that it was", () => {
  const group = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "delete");
  const former = { capacity: exampleCapacity(), drained: [], pools: { [group.urn]: "game" } };
  const resources = exampleStack(ONE).resources.filter(({ name }) => !name.startsWith("game"));
  const [harm] = harmsOf(withChanges(ONE, [group], { former, resources }));
  expect([harm?.name, harm?.stacks[0]?.players]).toEqual(["game", 120]);
});

test("nobody is on node groups that were drained before", () => {
  const former = { capacity: exampleCapacity(), drained: ["game-1-abc-az1"], pools: {} };
  const group = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "delete");
  const other = { ...group, name: "game-1-abc-az2", urn: group.urn.replace("az1", "az2") };
  expect(harmsOf(withChanges(ONE, [group], { former }))).toEqual([]);
  expect(harmsOf(withChanges(ONE, [group, other], { former })).map(({ changes }) => changes.length)).toEqual([
    1,
  ]);
});

test("a pool without games has no players, a Fleet that no game names an unknown number", () => {
  const pool = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "delete", [], {
    name: "system-1-x",
    urn: "u::p::t::system-1-x",
  });
  const capacity = exampleCapacity();
  const resources = exampleStack(ONE).resources.map((each) =>
    each.type === "gameplane:nodes:NodePool" ? { ...each, name: "system" } : each,
  );
  expect(harmsOf(withChanges(ONE, [pool], { resources, capacity })).map(playersOf)).toEqual([0]);
  const fleet = exampleChange(ONE, "Fleet::duel", "delete", [], { name: "former" });
  expect(harmsOf(withChanges(ONE, [fleet])).map(playersOf)).toEqual([null]);
});

test("without a capacity players are unknown, also together with what is known", () => {
  const change = (stack: string) => exampleChange(stack, "Fleet::duel", "replace", [FORCED]);
  const found = harmsOf(withChanges(ONE, [change(ONE)]), withChanges(TWO, [change(TWO)], { capacity: null }));
  expect(found.map(playersOf)).toEqual([null]);
});

test("a replacement of which no table knows is uncertain, and says of what", () => {
  const [harm] = harmsOf(
    withChanges(ONE, [exampleChange(ONE, "vpc:Vpc::vpc", "replace", [UNSURE, IN_PLACE])]),
  );
  expect(harm).toMatchObject({ what: "network", isUncertain: true, because: ["novel"] });
});

test("updates, new resources and what nobody plays on are no harm", () => {
  const log = { type: "aws:cloudwatch/logGroup:LogGroup" };
  expect(
    harmsOf(
      withChanges(ONE, [
        exampleChange(ONE, "Fleet::duel", "update", [IN_PLACE]),
        exampleChange(ONE, "NodeGroup::game-1-abc-az1", "create"),
        exampleChange(ONE, "vpc:Vpc::vpc", "delete", [], log),
      ]),
    ),
  ).toEqual([]);
});

test("what concerns all players comes first", () => {
  const found = harmsOf(
    withChanges(ONE, [
      exampleChange(ONE, "Fleet::duel", "delete"),
      exampleChange(ONE, "eks:index:Cluster::cluster", "replace", [FORCED]),
    ]),
  );
  expect(found.map(({ what }) => what)).toEqual(["cluster", "Fleet"]);
});

describe("what players are on, by type and name", () => {
  test.each([
    ["aws:elasticache/replicationGroup:ReplicationGroup", "queue", "database"],
    ["aws:rds/instance:Instance", "db", "database"],
    ["kubernetes:core/v1:PersistentVolumeClaim", "world-1", "storage"],
    ["kubernetes:karpenter.sh/v1:NodePool", "game", "node pool"],
    ["kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "game", "node pool"],
    ["kubernetes:helm.sh/v3:Release", "agones", "Agones"],
    ["kubernetes:helm.sh/v3:Release", "external-dns", undefined],
    ["kubernetes:core/v1:Namespace", "game-servers", "Agones"],
    ["kubernetes:core/v1:Namespace", "monitoring", undefined],
    ["kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler", "duel", undefined],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", "s3", undefined],
  ])("%s %s: %s", (type, name, what) => {
    expect(whatOf({ type, name })).toBe(what);
  });
});

test("a pool is known by its label, and where it is gone by the longest name that fits", () => {
  const { resources } = exampleStack(ONE);
  const longer = resources.map((each) =>
    each.name === "network" ? { ...each, type: "gameplane:nodes:NodePool", name: "game-gpu" } : each,
  );
  const group = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "delete");
  expect(poolOf(group, resources)).toBe("game");
  expect(poolOf({ urn: "gone", name: "game-gpu-1-x" }, longer)).toBe("game-gpu");
  expect(poolOf({ urn: "gone", name: "gamer-1" }, longer)).toBeUndefined();
});
