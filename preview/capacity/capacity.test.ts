import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ServiceQuotas } from "../../stacks/settings/schema/schema.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { capacityOf } from "./capacity.ts";
import {
  agones,
  autoscaler,
  buffered,
  fleet,
  karpenterPool,
  nodeGroup,
  resource,
  small,
  subnet,
  vpcCni,
} from "./capacity-fixture.ts";

// A node of c7i.4xlarge has 15510m and 27005 MiB for servers: 15 of the fixture's by CPU, 13 by memory (13 x 2048 =
// 26624). The region has ten of them: 130 servers.

function capacityWith(resources: RecordedResource[], quotas?: ServiceQuotas) {
  const capacity = capacityOf({ resources }, quotas);
  if (capacity === null) throw new Error("no capacity");
  return capacity;
}
const firstLimit = (resources: RecordedResource[], quotas?: ServiceQuotas) => {
  const [game] = capacityWith(resources, quotas).games;
  return [game?.limits[0]?.limit, game?.fits];
};
const messages = (resources: RecordedResource[], quotas?: ServiceQuotas) =>
  capacityWith(resources, quotas).findings.map(({ level, message }) => `${level}: ${message}`);

const duel = buffered("duel", [0, 5, 100]);

describe("each limit is the first once", () => {
  const quota = (hard: Record<string, string>) =>
    resource("kubernetes:core/v1:ResourceQuota", "game-servers", {
      metadata: { name: "game-servers", namespace: "game-servers" },
      spec: { hard },
    });
  const system = nodeGroup("system", {
    ...{ pool: "system", instanceTypes: ["m7i.large"], labels: {}, taints: [], max: 2 },
  });
  const twoPorts = ["game", "query"].map((name) => ({ name, portPolicy: "Dynamic" }));
  const staticPort = [{ name: "game", portPolicy: "Static", hostPort: 7777 }];

  test.each<[string, number, ServiceQuotas, RecordedResource[]]>([
    ["memory", 130, {}, [...small(), ...duel]],
    // 2000m each: 7 on a node.
    ["CPU", 70, {}, [...small(), ...buffered("duel", [0, 5, 50], { cpu: "1970m" })]],
    // A g5.4xlarge has one.
    [
      "GPUs",
      10,
      {},
      [...small({ instanceTypes: ["g5.4xlarge"] }), ...buffered("duel", [0, 2, 8], { gpus: 1 })],
    ],
    // Six of them are DaemonSets'.
    ["pods per node", 80, {}, [...small({ maxPods: 14 }), ...duel]],
    // Ten ports on a node, two for each server.
    [
      "game ports",
      50,
      {},
      [
        subnet(),
        vpcCni(),
        ...nodeGroup("game"),
        agones(7000, 7009),
        ...buffered("duel", [0, 5, 40], { ports: twoPorts }),
      ],
    ],
    // A port of its own: one server on a node.
    ["game ports", 10, {}, [...small(), ...buffered("duel", [0, 1, 8], { ports: staticPort })]],
    // 256 addresses: 14 prefixes; a node with 13 servers and 6 DaemonSets takes 2 of them, 1 warm, 1 spoilt: 3 nodes.
    [
      "addresses",
      39,
      {},
      [subnet("euw1-az1", "10.0.0.0/24"), vpcCni(), agones(), ...nodeGroup("game"), ...duel],
    ],
    // 16 vCPUs each: 4 nodes.
    ["vCPU quota", 52, { onDemandStandardVcpus: 64 }, [...small(), ...duel]],
    // Two m7i.large of the system take 4 of them: 3 nodes.
    ["vCPU quota", 39, { onDemandStandardVcpus: 64 }, [...small(), ...system, ...duel]],
    // The control plane has 4: 5 nodes.
    ["network interface quota", 65, { networkInterfaces: 9 }, [...small(), ...duel]],
    [
      "Agones' nodes",
      6500,
      {},
      [subnet("euw1-az1", "10.0.0.0/16"), vpcCni(), agones(), ...nodeGroup("game", { max: 600 }), ...duel],
    ],
    ["namespace quota", 100, {}, [...small(), ...duel, quota({ "requests.cpu": "100", pods: "5k" })]],
    ["namespace quota", 64, {}, [...small(), ...duel, quota({ "requests.memory": "128Gi" })]],
    [
      "placement",
      0,
      {},
      [...small(), ...buffered("duel", [0, 5, 100], { nodeSelector: { "gpu-type": "none" } })],
    ],
  ])("%s: %d servers", (limit, fits, quotas, resources) => {
    expect(firstLimit(resources, quotas)).toEqual([limit, fits]);
  });

  test("all resources of nodes together", () => {
    // One of them fills a node's CPUs, so five nodes have memory that nobody can use: 5 x 13.
    const greedy = buffered("greedy", [0, 5, 5], { cpu: "14970m", memory: "68Mi" });
    expect(firstLimit([...small(), ...duel, ...greedy])).toEqual(["node maximum", 65]);
  });

  test("others come after it, in order, with how they came about", () => {
    const [game] = capacityWith([...small(), ...duel], { onDemandStandardVcpus: 256 }).games;
    expect(game?.limits).toEqual([
      {
        limit: "memory",
        servers: 130,
        detail:
          "13 on a node (27005 MiB for servers on c7i.4xlarge, 2048 MiB each), 10 nodes of pool game at most",
      },
      { limit: "node maximum", servers: 130, detail: "13 on a node, 10 nodes of pool game at most" },
      {
        limit: "CPU",
        servers: 150,
        detail: "15 on a node (15510m for servers on c7i.4xlarge, 1000m each), 10 nodes of pool game at most",
      },
      {
        limit: "vCPU quota",
        servers: 208,
        detail:
          "256 vCPUs (serviceQuotas.onDemandStandardVcpus (L-1216C47A)), 0 of them for what else there is, hold 16 nodes of 16",
      },
      {
        limit: "pods per node",
        servers: 1040,
        detail:
          "104 on a node (104 pods for servers on c7i.4xlarge, 1 pods each), 10 nodes of pool game at most",
      },
      {
        limit: "addresses",
        servers: 1651,
        detail:
          "510 prefixes of 16 addresses (one subnet), 0 of them for what else there is, hold 127 nodes of 4",
      },
      {
        limit: "Agones' nodes",
        servers: 6500,
        detail:
          "500 nodes (what Agones is known to manage in one cluster), 0 of them for what else there is, hold 500 nodes of 1",
      },
      {
        limit: "game ports",
        servers: 10010,
        detail:
          "1001 on a node (1001 ports for servers on c7i.4xlarge, 1 ports each), 10 nodes of pool game at most",
      },
    ]);
    expect(game?.unchecked).toEqual([
      { limit: "network interface quota", detail: "not set: serviceQuotas.networkInterfaces (L-DF5E4CA3)" },
    ]);
  });
});

describe("nodes", () => {
  const only = (resources: RecordedResource[]) => capacityWith(resources).games[0]?.fits;
  const zones = ["euw1-az1", "euw1-az2", "euw1-az3"];

  test("of all zones count together", () => {
    const groups = zones.flatMap((zone) => [
      subnet(zone),
      ...nodeGroup(`game-1-${zone}`, { zone, max: zone === "euw1-az1" ? 4 : 3 }),
    ]);
    expect(only([vpcCni(), agones(), ...groups, ...duel])).toBe(130);
  });

  test("of drained and of cordoned generations hold no new server", () => {
    const drained = nodeGroup("game-0", { max: 100, tags: { "gameplane.dev/drained": "true" } });
    const cordon = { key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" };
    const taint = { key: "game-server", value: "true", effect: "NO_SCHEDULE" };
    const cordoned = nodeGroup("game-1", { max: 20, taints: [taint, cordon] });
    const capacity = capacityWith([...small(), ...drained, ...cordoned, ...duel]);
    expect(capacity.games[0]?.fits).toBe(130);
    expect(capacity.pools).toEqual([
      { pool: "game", instanceTypes: ["c7i.4xlarge"], nodes: { minimum: 0, buffer: 1, maximum: 30 } },
    ]);
  });

  test("that are cordoned still take of a quota", () => {
    const taints = [{ key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" }];
    const cordoned = nodeGroup("game-1", { max: 6, taints });
    expect(firstLimit([...small(), ...cordoned, ...duel], { onDemandStandardVcpus: 160 })).toEqual([
      "vCPU quota",
      52,
    ]);
  });

  test("of several types are as large as the smallest", () => {
    // A c7i.2xlarge has 7530m for servers: 7.
    const types = { instanceTypes: ["c7i.4xlarge", "c7i.2xlarge"] };
    const capacity = capacityWith([...small(types), ...buffered("duel", [0, 5, 50], { memory: "68Mi" })]);
    expect(capacity.games[0]?.limits[0]).toMatchObject({
      ...{ limit: "CPU", servers: 70 },
      detail:
        "7 on a node (7530m for servers on the smallest of c7i.4xlarge, c7i.2xlarge, 1000m each), 10 nodes of pool game at most",
    });
    expect(capacity.pools[0]?.instanceTypes).toEqual(["c7i.4xlarge", "c7i.2xlarge"]);
  });

  test("may be Karpenter's, of which none is always there", () => {
    const capacity = capacityWith([
      ...[subnet(), vpcCni(), agones()],
      ...karpenterPool("game-1"),
      ...buffered("duel", [1, 30, 100]),
    ]);
    expect(capacity.games[0]?.fits).toBe(130);
    expect(capacity.pools[0]?.nodes).toEqual({ minimum: 1, buffer: 3, maximum: 10 });
  });

  test("of a type that the table lacks are left out, and said so", () => {
    const strange = nodeGroup("strange", { pool: "strange", instanceTypes: ["x9.large"], max: 7 });
    const capacity = capacityWith([...small(), ...strange, ...duel]);
    expect([capacity.games[0]?.fits, capacity.pools.at(-1)?.nodes.maximum]).toEqual([130, 7]);
    expect(capacity.findings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warning: strange: x9.large is not in the table of instance types, and its nodes are left out of what fits; add it to stacks/settings/instance-types.json (docs/settings.md, "Instance types")',
    ]);
  });
});

describe("pools", () => {
  test("have their groups' sizes; with games nodes enough for servers that wait", () => {
    const system = nodeGroup("system", {
      ...{ pool: "system", instanceTypes: ["m7i.large"], labels: {}, taints: [], min: 2, desired: 3, max: 9 },
    });
    const waiting = buffered("duel", [0, 40, 100]);
    const sizes = (min: number) =>
      capacityWith([...small({ min }), ...system, ...waiting]).pools.map(({ pool, nodes }) => [pool, nodes]);
    expect(sizes(1)).toEqual([
      ["game", { minimum: 1, buffer: 4, maximum: 10 }],
      ["system", { minimum: 2, buffer: 3, maximum: 9 }],
    ]);
    expect(sizes(6)[0]).toEqual(["game", { minimum: 6, buffer: 6, maximum: 10 }]);
  });
});

describe("headroom", () => {
  // Twelve nodes hold 156 servers, which is 130 and 20% more.
  const found = (maximum: number) => messages([...small({ max: 12 }), ...buffered("duel", [0, 5, maximum])]);

  test("of 20% is enough", () => {
    expect(found(130)).toEqual([]);
  });

  test("below it is a warning, with what would do", () => {
    expect(found(131)).toEqual([
      "warning: duel has up to 131 servers, and 156 fit, which leaves less than 20% headroom: memory ends it (13 on a node (27005 MiB for servers on c7i.4xlarge, 2048 MiB each), 12 nodes of pool game at most); raise pools.game.max from 12 to 13, or lower games.duel.autoscaling.max to 130",
    ]);
    expect(found(156)).toEqual([
      expect.stringMatching(/^warning: duel has up to 156 servers, and 156 fit, /),
    ]);
  });

  test("below none is an error", () => {
    expect(found(157)).toEqual([
      "error: duel has up to 157 servers, and 156 fit: memory ends it (13 on a node (27005 MiB for servers on c7i.4xlarge, 2048 MiB each), 12 nodes of pool game at most); raise pools.game.max from 12 to 15, or lower games.duel.autoscaling.max to 130",
    ]);
  });

  test("what the remedies say does", () => {
    // 157 and 20% more are 189: 15 nodes.
    expect(messages([...small({ max: 15 }), ...buffered("duel", [0, 5, 157])])).toEqual([]);
    expect(messages([...small({ max: 14 }), ...buffered("duel", [0, 5, 157])])).not.toEqual([]);
  });

  test("of a Fleet that nobody scales is told by its setting, of one that shall have none is no matter", () => {
    expect(messages([...small({ max: 1 }), fleet("duel", { replicas: 14 })])).toEqual([
      expect.stringMatching(
        /^error: .*; raise pools\.game\.max from 1 to 2, or lower games\.duel\.replicas to 10$/,
      ),
    ]);
    expect(messages([...small({ max: 0 }), fleet("duel", { replicas: 0 })])).toEqual([]);
  });

  test.each<[string, RecordedResource[], ServiceQuotas | undefined, string]>([
    [
      "a quota",
      [...small(), ...duel],
      { onDemandStandardVcpus: 64 },
      // 120 servers: 10 nodes.
      "have AWS raise quota L-1216C47A to 160 and set serviceQuotas.onDemandStandardVcpus: 160, or lower games.duel.autoscaling.max to 43",
    ],
    [
      "interfaces",
      [...small(), ...duel],
      { networkInterfaces: 9 },
      "have AWS raise quota L-DF5E4CA3 to 14 and set serviceQuotas.networkInterfaces: 14, or lower games.duel.autoscaling.max to 54",
    ],
    [
      "addresses",
      [subnet("euw1-az1", "10.0.0.0/24"), vpcCni(), agones(), ...nodeGroup("game"), ...duel],
      undefined,
      "raise network.zones until 10 nodes fit, or choose larger instance types, of which fewer do (another network.cidr is another VPC), or lower games.duel.autoscaling.max to 32",
    ],
    [
      "a node too small for one server",
      [...small(), ...buffered("duel", [0, 1, 5], { cpu: "20" })],
      undefined,
      "choose larger instance types for pools.game",
    ],
    [
      "more nodes than a group may have",
      [...small(), ...buffered("duel", [0, 1, 6000])],
      undefined,
      "choose larger instance types for pools.game, or lower games.duel.autoscaling.max to 108",
    ],
    [
      "no such nodes",
      [...small(), ...buffered("duel", [0, 1, 5], { nodeSelector: { arena: "1" } })],
      undefined,
      "add such a pool, or correct the game's pool or GPU",
    ],
  ])("the remedy for %s", (_, resources, quotas, remedy) => {
    const [message = ""] = messages(resources, quotas);
    expect(message.slice(0, 6)).toBe("error:");
    expect(message.slice(message.indexOf("; ") + 2)).toBe(remedy);
  });

  test("the namespace's quota has the value that would do", () => {
    const hard = { "requests.cpu": "100" };
    const metadata = { name: "game-servers", namespace: "game-servers" };
    const quota = resource("kubernetes:core/v1:ResourceQuota", "q", { metadata, spec: { hard } });
    // 100 and 20% more at 1 CPU each, beside 5 of another game.
    expect(messages([...small(), ...duel, ...buffered("lobby", [0, 5, 10]), quota])[0]).toMatch(
      /^error: duel has up to 100 servers, and 95 fit: namespace quota .*; raise quota\.cpu to 125, or lower games\.duel\.autoscaling\.max to 79$/,
    );
  });
});

describe("games that share a pool", () => {
  const two = (a: number, b: number) => [...buffered("arena", [0, 13, a]), ...buffered("duel", [0, 13, b])];

  test("each fit beside what waits of the others", () => {
    const capacity = capacityWith([...small(), ...two(50, 50)]);
    expect(capacity.games.map(({ game, fits, players }) => [game, fits, players])).toEqual([
      ["arena", 117, 500],
      ["duel", 117, 500],
    ]);
    expect(capacity).toMatchObject({ servers: 100, players: 1000, findings: [] });
    expect(capacity.games[0]?.limits[0]?.detail).toMatch(/, beside 13 of duel$/);
  });

  test("and may not fit all at once", () => {
    // 160 servers: 13 nodes.
    expect(messages([...small(), ...two(80, 80)])).toEqual([
      "warning: arena and duel fit one by one and not all at their maximum together: that takes 13 nodes of pool game, which has at most 10; raise pools.game.max from 10 to 13, or lower a game's maximum",
    ]);
    expect(messages([...small({ max: 13 }), ...two(80, 80)])).toEqual([]);
  });

  test("count nodes once in the region's total, each at its own figure", () => {
    // Of arena 6 on a node (6 x 4096 MiB), which leave room for 1 of duel (2048 MiB). Alone arena fits 9 x 6 beside 13
    // of duel, duel 1 + 9 x 13 beside 6 of arena. Together: 48 of arena on 8 nodes, with 8 of duel; 2 x 13 on the rest.
    const arena = buffered("arena", [0, 6, 48], { memory: "4064Mi", players: "20" });
    const capacity = capacityWith([...small(), ...arena, ...buffered("duel", [0, 13, 100])]);
    expect(capacity.games.map(({ game, fits, players }) => [game, fits, players])).toEqual([
      ["arena", 54, 960],
      ["duel", 118, 1000],
    ]);
    expect([capacity.servers, capacity.players]).toEqual([82, 1300]);
  });

  test("count at what fits in the total where one asks for more", () => {
    // Of duel 117 fit beside 13 of arena, and there are 10 x 13 for both.
    expect(capacityWith([...small(), ...two(80, 120)])).toMatchObject({ servers: 130, players: 1300 });
    expect(capacityWith([...small(), ...two(60, 70)])).toMatchObject({ servers: 130, players: 1300 });
    expect(capacityWith([...small(), ...two(60, 69)])).toMatchObject({ servers: 129, players: 1290 });
  });

  test("count a quota once, too", () => {
    // 96 vCPUs are 6 nodes of 13; the namespace has 70 CPUs.
    const total = (resources: RecordedResource[], quotas?: ServiceQuotas) => {
      const { servers, players } = capacityWith([...small(), ...two(40, 40), ...resources], quotas);
      return [servers, players];
    };
    const quota = resource("kubernetes:core/v1:ResourceQuota", "q", {
      metadata: { name: "game-servers", namespace: "game-servers" },
      spec: { hard: { "requests.cpu": "70" } },
    });
    expect(total([])).toEqual([80, 800]);
    expect(total([], { onDemandStandardVcpus: 96 })).toEqual([78, 780]);
    expect(total([quota])).toEqual([70, 700]);
  });

  test("nor on two pools, of which one would have to grow", () => {
    // 200 servers: 16 nodes, and there are 10 and 5.
    const more = nodeGroup("more", { pool: "more", max: 5 });
    expect(messages([...small(), ...more, ...two(100, 100)])).toEqual([
      "warning: arena and duel fit one by one and not all at their maximum together: that takes 16 nodes of pools game, more, which have at most 15; raise pools.game.max from 10 to 11, or lower a game's maximum",
    ]);
  });

  test("which is not said beside an error of one of them", () => {
    expect(messages([...small(), ...two(80, 120)])).toEqual([expect.stringMatching(/^error: duel /)]);
  });

  test("nor of games that share no node", () => {
    const labels = { "game-server": "true", arena: "1" };
    const arena = nodeGroup("arena", { pool: "arena", labels, max: 10 });
    const selector = { "game-server": "true", arena: "1" };
    const own = buffered("own", [0, 5, 100], {
      nodeSelector: { ...selector, "gameplane.dev/pool": "arena" },
    });
    const other = buffered("other", [0, 5, 100], {
      nodeSelector: { "game-server": "true", "gameplane.dev/pool": "game" },
    });
    expect(capacityWith([...small(), ...arena, ...own, ...other])).toMatchObject({
      ...{ servers: 200, players: 2000, findings: [] },
    });
  });

  test("may together take more than a quota", () => {
    // 80 servers: 7 nodes of 16 vCPUs.
    expect(messages([...small(), ...two(40, 40)], { onDemandStandardVcpus: 96 })).toEqual([
      "warning: arena and duel fit one by one and not all at their maximum together: vCPU quota: all nodes then take 112 vCPUs, and there are 96 (serviceQuotas.onDemandStandardVcpus (L-1216C47A)); have AWS raise quota L-1216C47A to 112 and set serviceQuotas.onDemandStandardVcpus: 112, or lower a game's maximum",
    ]);
    expect(messages([...small(), ...two(40, 40)], { onDemandStandardVcpus: 112 })).toEqual([]);
  });

  test("with two pools to choose from fill one after the other", () => {
    const second = nodeGroup("more", { pool: "more", max: 2 });
    const [game] = capacityWith([...small(), ...second, ...duel]).games;
    expect([game?.pools, game?.fits]).toEqual([["game", "more"], 156]);
  });
});

describe("worlds", () => {
  const world = (name: string, zone?: string) =>
    fleet(name, {
      ...{ game: "realm", replicas: 1 },
      nodeSelector: {
        "game-server": "true",
        ...(zone !== undefined && { "topology.k8s.aws/zone-id": zone }),
      },
    });

  test("are one game with a Fleet each", () => {
    const [game] = capacityWith([...small(), world("north"), world("south")]).games;
    expect(game).toMatchObject({
      ...{ game: "realm", fleets: ["north", "south"], fits: 130, players: 20 },
      servers: { minimum: 2, buffer: 2, maximum: 2 },
    });
  });

  test("fit in their own zone only", () => {
    const away = [subnet("euw1-az2"), ...nodeGroup("two", { zone: "euw1-az2", max: 0 })];
    const [game] = capacityWith([...small(), ...away, world("north"), world("south", "euw1-az2")]).games;
    expect(game?.fits).toBe(1);
    expect(messages([...small(), ...away, world("north"), world("south", "euw1-az2")])[0]).toMatch(
      /^error: realm has up to 2 servers, and 1 fit/,
    );
  });
});

describe("what is not known is said", () => {
  test("how many servers a webhook asks for", () => {
    const capacity = capacityWith([...small(), fleet("duel"), autoscaler("duel", { type: "Webhook" })]);
    expect(capacity).toMatchObject({
      ...{ servers: 130, players: 1300 },
      games: [
        {
          servers: { minimum: 0, buffer: 0, maximum: 130 },
          unknown: ["the most servers that it asks for: maximum is what fits"],
        },
      ],
      findings: [
        {
          level: "warning",
          message:
            "duel: the program does not know how many servers its FleetAutoscaler may ask for; 130 fit, memory ends it: have whoever answers it ask for no more",
        },
      ],
    });
  });

  test("how many players a server takes", () => {
    const capacity = capacityWith([...small(), ...buffered("duel", [0, 5, 100], { players: "[secret]" })]);
    expect([capacity.players, capacity.games[0]?.unknown]).toEqual([
      0,
      ["how many players a server takes: counted as none"],
    ]);
    expect(capacity.findings.map(({ level }) => level)).toEqual(["warning"]);
  });

  test("what a pod requests", () => {
    expect(messages([...small(), fleet("duel", { cpu: "[unknown]" })])).toEqual([
      "warning: Fleet duel: spec.template.spec.template.spec.containers.0.resources.requests.cpu: [unknown] is not a quantity; it is left out of what fits, as if it were not there",
    ]);
  });

  test("where the nodes' addresses come from", () => {
    const [game] = capacityWith([vpcCni(), agones(), ...nodeGroup("game"), ...duel]).games;
    expect(game?.limits.map(({ limit }) => limit)).not.toContain("addresses");
    expect(game?.unchecked?.map(({ limit }) => limit)).toEqual([
      "addresses",
      "vCPU quota",
      "network interface quota",
    ]);
  });
});

describe("Elastic IPs", () => {
  const nat = (name: string) => resource("aws:ec2/natGateway:NatGateway", name, {});
  test("are one for each NAT gateway", () => {
    const resources = [...small(), ...duel, nat("a"), nat("b"), nat("c")];
    expect(messages(resources, { elasticIps: 3 })).toEqual([]);
    expect(messages(resources, { elasticIps: 2 })).toEqual([
      "error: 3 NAT gateways take an Elastic IP each, and serviceQuotas.elasticIps (L-0263D0A3) is 2; have AWS raise the quota to 3 and set it, or choose network.nat: single",
    ]);
  });
});

test("null without a game, and without nodes of the program's", () => {
  expect(capacityOf({ resources: small() })).toBeNull();
  expect(capacityOf({ resources: [agones(), ...duel] })).toBeNull();
  expect(capacityOf({ resources: [] })).toBeNull();
});

test("more nodes never fit fewer servers, and never more than each resource would hold alone", () => {
  const size = fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 30, max: 200 }));
  const game = fc.record({
    size,
    milliCpu: fc.integer({ min: 1, max: 16_000 }),
    mebibytes: fc.integer({ min: 1, max: 28_000 }),
  });
  const quota = fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.array(game, { minLength: 1, maxLength: 3 }),
      fc.nat(30),
      fc.nat(10),
      quota,
      (games, max, more, vcpus) => {
        const fleets = games.flatMap((each, index) =>
          buffered(`game-${index}`, each.size, { cpu: `${each.milliCpu}m`, memory: `${each.mebibytes}Mi` }),
        );
        const quotas = vcpus === undefined ? {} : { onDemandStandardVcpus: vcpus };
        const at = (nodes: number) => capacityWith([...small({ max: nodes }), ...fleets], quotas);
        const [few, many] = [at(max).games, at(max + more).games];
        few.forEach(({ fits, limits }, index) => {
          expect(many[index]?.fits).toBeGreaterThanOrEqual(fits);
          expect(fits).toBe(Math.min(...limits.map(({ servers }) => servers)));
        });
        const own = few.map(({ servers, fits }) => Math.min(servers.maximum, fits));
        const sum = own.reduce((total, one) => total + one, 0);
        const { servers, players } = at(max);
        expect(servers).toBeLessThanOrEqual(sum);
        expect(players).toBe(servers * 10);
        if (own.length === 1) expect(servers).toBe(sum);
      },
    ),
    { numRuns: 200 },
  );
});
