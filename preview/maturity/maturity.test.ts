import { describe, expect, it } from "@jest/globals";
import type { Capacity } from "../capacity/capacity-report.ts";
import type { Json } from "../property-values.ts";
import type { RecordedResource, ResourceOptions } from "../recorded-resource.ts";
import type { EnvironmentStack } from "./environment-facts.ts";
import { maturityOf } from "./maturity.ts";

const capacity = (players: number): Capacity => ({ games: [], pools: [], servers: 0, players, findings: [] });

const urnOf = (type: string, name: string) => `urn:pulumi:made::gameplane::${type}::${name}`;

const resource = (
  type: string,
  name: string,
  inputs: Record<string, Json> = {},
  options: ResourceOptions = {},
): RecordedResource => ({
  ...{ urn: urnOf(type, name), type, name, inputs, options },
  ...{ parent: "", provider: "", custom: true, dependencies: [], source: "" },
});

const SUBNET = "aws:ec2/subnet:Subnet";

const provider = (region: string) => resource("pulumi:providers:aws", "aws", { region });
const subnet = (zone: string) => resource(SUBNET, zone, { availabilityZoneId: zone });
const gameNodes = (...zones: string[]) =>
  resource(
    "aws:eks/nodeGroup:NodeGroup",
    "game",
    { labels: { "game-server": "true" }, scalingConfig: { minSize: 0, maxSize: 2 } },
    { propertyDependencies: { subnetIds: zones.map((zone) => urnOf(SUBNET, zone)) } },
  );
const fleet = (more: Record<string, Json> = {}, pod: Record<string, Json> = {}) =>
  resource("kubernetes:agones.dev/v1:Fleet", "duel", {
    metadata: { name: "duel" },
    spec: {
      ...more,
      template: { spec: { ports: [{ name: "game", containerPort: 7777 }], template: { spec: pod } } },
    },
  });
const autoscaler = (policy: Json) =>
  resource("kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler", "duel", {
    spec: { fleetName: "duel", policy },
  });
const release = (chart: string, values: Json = {}) =>
  resource("kubernetes:helm.sh/v3:Release", chart, { chart, values });
const agones = (serviceType: string) =>
  release("agones", { agones: { allocator: { service: { serviceType } } } });

const BUFFER = { type: "Buffer", buffer: { bufferSize: 1, maxReplicas: 10 } };

/** All that a region can do for the levels up to Advanced. */
const region = (name: string, players: number, ...more: RecordedResource[]): EnvironmentStack => ({
  name,
  resources: [
    provider(name),
    subnet("az1"),
    subnet("az2"),
    gameNodes("az1", "az2"),
    fleet(),
    autoscaler(BUFFER),
    release("cluster-autoscaler"),
    agones("LoadBalancer"),
    ...more,
  ],
  capacity: capacity(players),
});

const lacks = (stacks: EnvironmentStack[]) =>
  maturityOf({ name: "made", stacks }).criteria.flatMap((each) =>
    each.met ? [] : [`${each.level} ${each.area}: ${each.lacks}`],
  );

const ENTERPRISE = [
  "Enterprise Infrastructure: neither Global Accelerator nor CloudFront",
  "Enterprise Orchestration: nothing that predicts",
  "Enterprise Player Experience: nothing that predicts",
];
const ONE_REGION = [
  "Standard Player Experience: only the allocator of eu-west-1",
  "Advanced Infrastructure: only eu-west-1",
  "Advanced Player Experience: no matchmaker",
];

const without = (stack: EnvironmentStack, type: string): EnvironmentStack => ({
  ...stack,
  resources: stack.resources.filter((each) => each.type !== type),
});

describe("maturityOf", () => {
  const matchmaker = resource("gameplane:matchmaking:Matchmaker", "matchmaker");
  const two = (...more: RecordedResource[]) => [
    region("eu-west-1", 60_000, ...more),
    region("us-east-1", 40_000),
  ];
  const level = (stacks: EnvironmentStack[]) => maturityOf({ name: "made", stacks }).level;

  it("is below Basic without a game", () => {
    expect(level([{ name: "made", resources: [provider("eu-west-1")], capacity: null }])).toBe("none");
    expect(lacks([]).slice(0, 4)).toStrictEqual([
      "Basic Infrastructure: no stack runs a game",
      "Basic Orchestration: no Fleet",
      "Basic Player Experience: no stack runs a game",
      "Basic Scale: 0 players",
    ]);
  });

  it("is Basic with one region, whatever else it has", () => {
    expect(level([region("eu-west-1", 200_000)])).toBe("Basic");
    expect(lacks([region("eu-west-1", 200_000)])).toStrictEqual([...ONE_REGION, ...ENTERPRISE]);
  });

  it("is Standard with two, before there is a matchmaker", () => {
    expect(level(two())).toBe("Standard");
    expect(lacks(two())).toStrictEqual(["Advanced Player Experience: no matchmaker", ...ENTERPRISE]);
  });

  it("is Advanced with a matchmaker", () => {
    expect(level(two(matchmaker))).toBe("Advanced");
    expect(lacks(two(matchmaker))).toStrictEqual(ENTERPRISE);
  });

  it("is Enterprise with an edge and something that predicts", () => {
    const more = [
      resource("aws:globalaccelerator/accelerator:Accelerator", "edge"),
      resource("gameplane:scaling:PredictiveScaler", "forecast"),
    ];
    expect(level(two(matchmaker, ...more))).toBe("Enterprise");
    expect(maturityOf({ name: "made", stacks: two(matchmaker, ...more) }).criteria.slice(-4)).toStrictEqual([
      {
        level: "Enterprise",
        area: "Infrastructure",
        criterion: "global edge: players are taken in near them",
        met: true,
        evidence: "aws:globalaccelerator/accelerator:Accelerator",
      },
      {
        level: "Enterprise",
        area: "Orchestration",
        criterion: "AI-driven: something learns from what was, and decides",
        met: true,
        evidence: "gameplane:scaling:PredictiveScaler",
      },
      {
        level: "Enterprise",
        area: "Player Experience",
        criterion: "predictive scaling: servers are there before players are",
        met: true,
        evidence: "gameplane:scaling:PredictiveScaler",
      },
      {
        level: "Enterprise",
        area: "Scale",
        criterion: "100Ks of players",
        met: true,
        evidence: "100,000 players",
      },
    ]);
  });

  it("needs every level below: an edge alone raises nothing", () => {
    const edge = resource("aws:cloudfront/distribution:Distribution", "edge");
    expect(level([region("eu-west-1", 200_000, edge)])).toBe("Basic");
  });

  it("takes AWS's own predictive scaling for some, and its other kinds for none", () => {
    const policy = (policyType: string) => resource("aws:autoscaling/policy:Policy", "nodes", { policyType });
    expect(lacks(two(policy("PredictiveScaling")))).not.toContain(
      "Enterprise Orchestration: nothing that predicts",
    );
    expect(lacks(two(policy("StepScaling")))).toContain("Enterprise Orchestration: nothing that predicts");
  });

  it("counts two stacks of one region as one", () => {
    const stacks = [region("eu-west-1", 1), { ...region("eu-west-1", 1), name: "other" }];
    expect(lacks(stacks)).toContain("Advanced Infrastructure: only eu-west-1");
    expect(lacks(stacks)).toContain("Standard Player Experience: only the allocator of eu-west-1, other");
  });
});

describe("players", () => {
  it.each([
    [99, "none"],
    [100, "Basic"],
    [999, "Basic"],
    [1000, "Standard"],
  ])("%d reach %s", (players, expected) => {
    expect(
      maturityOf({ name: "made", stacks: [region("eu-west-1", players), region("us-east-1", 0)] }).level,
    ).toBe(expected);
  });

  it("are not guessed where nobody knows them", () => {
    const unknown = { ...region("us-east-1", 0), capacity: null };
    expect(lacks([region("eu-west-1", 5000), unknown])).toContain(
      "Advanced Scale: 5,000 players, and nobody knows how many us-east-1 holds",
    );
  });
});

describe("zones", () => {
  const STANDARD = "Standard Infrastructure";
  const zones = (...nodes: RecordedResource[]) =>
    lacks(
      [{ ...without(region("eu-west-1", 1), "aws:eks/nodeGroup:NodeGroup"), name: "eu" }].map((stack) => ({
        ...stack,
        resources: [...stack.resources, ...nodes],
      })),
    ).filter((line) => line.startsWith(STANDARD));

  it("are those of subnets in which game nodes may start", () => {
    expect(zones(gameNodes("az1"))).toStrictEqual(["Standard Infrastructure: eu: game nodes in az1 alone"]);
    expect(zones(gameNodes("az1"), { ...gameNodes("az2"), name: "game-2" })).toStrictEqual([]);
  });

  it("are not those of other nodes, nor of groups without a place", () => {
    const system = { ...gameNodes("az2"), inputs: { labels: {}, scalingConfig: { maxSize: 2 } } };
    const closed = {
      ...gameNodes("az2"),
      inputs: { labels: { "game-server": "true" }, scalingConfig: { maxSize: 0 } },
    };
    expect(zones(gameNodes("az1"), system, closed)).toStrictEqual([
      "Standard Infrastructure: eu: game nodes in az1 alone",
    ]);
  });

  it("are those of Karpenter's node classes", () => {
    const nodePool = resource("kubernetes:karpenter.sh/v1:NodePool", "game-1", {
      spec: {
        template: {
          metadata: { labels: { "game-server": "true" } },
          spec: { nodeClassRef: { name: "game-1" } },
        },
      },
    });
    const nodeClass = resource(
      "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass",
      "game-1",
      {},
      { propertyDependencies: { spec: [urnOf(SUBNET, "az1"), urnOf(SUBNET, "az2")] } },
    );
    expect(zones(nodePool, nodeClass)).toStrictEqual([]);
  });

  it("are not known where the program makes no nodes", () => {
    expect(zones()).toStrictEqual([
      "Standard Infrastructure: eu: the program makes no nodes, so nobody knows their zones",
    ]);
  });
});

describe("scaling", () => {
  const orchestration = (...resources: RecordedResource[]) => {
    const stack = region("eu-west-1", 1);
    const rest = stack.resources.filter(({ type }) => !type.includes("Fleet"));
    return lacks([{ ...stack, resources: [...rest, ...resources] }]).filter((line) =>
      /^(Standard|Advanced) Orchestration/.test(line),
    );
  };
  const SCHEDULE = { type: "Schedule", schedule: { policy: BUFFER } };

  it("by demand is full automation", () => {
    expect(orchestration(fleet(), autoscaler(BUFFER))).toStrictEqual([]);
    expect(orchestration(fleet(), autoscaler({ type: "Chain", chain: [SCHEDULE, BUFFER] }))).toStrictEqual(
      [],
    );
  });

  it.each([
    ["a schedule", SCHEDULE],
    ["a chain of schedules", { type: "Chain", chain: [SCHEDULE, SCHEDULE] }],
  ])("by the clock is half of it: %s", (_, policy) => {
    expect(orchestration(fleet(), autoscaler(policy))).toStrictEqual([
      "Advanced Orchestration: eu-west-1: by hand or by the clock: duel",
    ]);
  });

  it("by nobody is none", () => {
    expect(orchestration(fleet({ replicas: 3 }))).toStrictEqual([
      "Standard Orchestration: eu-west-1: no FleetAutoscaler: duel",
      "Advanced Orchestration: eu-west-1: by hand or by the clock: duel",
    ]);
  });

  it("is nothing that a world or a Fleet that drains could need", () => {
    const world = fleet(
      { replicas: 1 },
      { volumes: [{ name: "world", persistentVolumeClaim: { claimName: "w" } }] },
    );
    expect(orchestration(world)).toStrictEqual([]);
    expect(orchestration(fleet({ replicas: 0 }))).toStrictEqual([]);
  });

  it("needs something that adds nodes", () => {
    const stack = region("eu-west-1", 1);
    const by = (chart: string) => [
      {
        ...stack,
        resources: [...stack.resources.filter(({ name }) => name !== "cluster-autoscaler"), release(chart)],
      },
    ];
    expect(lacks(by("other"))).toContain("Advanced Orchestration: eu-west-1: nothing adds nodes");
    expect(lacks(by("oci://public.ecr.aws/karpenter/karpenter"))).not.toContain(
      "Advanced Orchestration: eu-west-1: nothing adds nodes",
    );
  });
});
