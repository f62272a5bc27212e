import { expect, test } from "@jest/globals";
import {
  exampleCapacity,
  exampleChange,
  exampleResource,
  exampleStack,
} from "../judgement/example-report.ts";
import { topologyDrawing } from "./topology-drawing.ts";
import { topologyOf } from "./topology.ts";

const ONE = "prod-eu-west-1";
const NOTHING = { replace: 0, delete: 0, update: 0, create: 0 };

test("network, cluster, pools and games of a region, from its resources", () => {
  expect(topologyOf(exampleStack(ONE, { capacity: null }))).toEqual({
    network: { name: "network", about: ["10.1.0.0/16", "2 subnets in 2 zones"], changes: NOTHING },
    cluster: { name: `gameplane-${ONE}`, about: ["Kubernetes 1.36"], changes: NOTHING },
    pools: [{ name: "game", about: ["c7i.4xlarge", "2 to 40 nodes"], changes: NOTHING }],
    games: [{ name: "duel", about: ["5 to 60 servers"], changes: NOTHING, pools: ["game"] }],
  });
});

test("with a capacity games say what fits, and where", () => {
  const capacity = exampleCapacity();
  const games = capacity.games.map((game) => ({ ...game, pools: ["other"] }));
  expect(topologyOf(exampleStack(ONE, { capacity: { ...capacity, games } }))?.games).toEqual([
    { name: "duel", about: ["5 to 60 servers", "240 fit"], changes: NOTHING, pools: ["other"] },
  ]);
});

test("changes are where they belong, also of what goes", () => {
  const group = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "create");
  const gone = {
    ...group,
    urn: group.urn.replace("az1", "az9"),
    name: "game-1-abc-az9",
    op: "delete" as const,
  };
  const topology = topologyOf(
    exampleStack(ONE, {
      changes: [
        exampleChange(ONE, "subnet:Subnet::game-az1", "replace"),
        exampleChange(ONE, "eks:index:Cluster::cluster", "update"),
        group,
        gone,
        exampleChange(ONE, "Fleet::duel", "update"),
      ],
    }),
  );
  expect(topology?.network?.changes).toEqual({ ...NOTHING, replace: 1 });
  expect(topology?.cluster?.changes).toEqual({ ...NOTHING, update: 1 });
  expect(topology?.pools[0]?.changes).toEqual({ ...NOTHING, create: 1, delete: 1 });
  expect(topology?.games[0]?.changes).toEqual({ ...NOTHING, update: 1 });
});

test("an environment has none; an existing cluster has no network and no pools", () => {
  const root = exampleResource("prod", "pulumi:pulumi:Stack", "gameplane-prod");
  expect(topologyOf(exampleStack("prod", { resources: [root] }))).toBeUndefined();
  const existing = exampleResource("local", "gameplane:cluster:ExistingCluster", "cluster");
  const game = exampleResource("local", "gameplane:games:Game", "duel");
  expect(topologyOf(exampleStack("local", { resources: [root, existing, game], capacity: null }))).toEqual({
    network: undefined,
    cluster: { name: "cluster", about: ["is there already"], changes: NOTHING },
    pools: [],
    games: [{ name: "duel", about: ["size unknown"], changes: NOTHING, pools: [] }],
  });
});

test("a drawing has a box for each, an edge between neighbours, and says it in words", () => {
  const topology = topologyOf(exampleStack(ONE));
  if (topology === undefined) throw new Error("the example has a topology");
  const text = topologyDrawing(topology, "Topology", "t").toString();
  expect(text.match(/<g class="box/g)).toHaveLength(4);
  expect(text.match(/class="edge"/g)).toHaveLength(3);
  expect(text).toContain(
    `<desc id="t-text">network, 10.1.0.0/16, 2 subnets in 2 zones; cluster gameplane-${ONE}, Kubernetes 1.36; pool game, c7i.4xlarge, 2 to 40 nodes; game duel, 5 to 60 servers, 240 fit on game</desc>`,
  );
});

test("of many games some are drawn, changed ones first, and the rest is counted", () => {
  const [game] = topologyOf(exampleStack(ONE))?.games ?? [];
  if (game === undefined) throw new Error("the example has a game");
  const many = Array.from({ length: 20 }, (_, index) => ({ ...game, name: `game-${index}` }));
  const last = { ...game, name: "last", changes: { ...NOTHING, update: 1 } };
  const topology = { network: undefined, cluster: undefined, pools: [], games: [...many, last] };
  const text = topologyDrawing(topology, "Topology", "t").toString();
  expect(text.match(/<g class="box/g)).toHaveLength(16);
  expect(text).toContain('<g class="box update">');
  expect(text).toContain("5 more, none of which is drawn");
});
