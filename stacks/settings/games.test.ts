import { describe, expect, test } from "@jest/globals";
import { GAME_TYPES } from "../../components/games/game-spec.ts";
import { gameWith } from "./game-fixture.ts";
import { mostServers, resolveGame, runsIn } from "./games.ts";

const CLUSTER = { storageClass: "fast", placement: () => ({ nodeSelector: { on: "it" }, tolerations: [] }) };

const resolved = (settings: Parameters<typeof gameWith>[0] = {}) =>
  resolveGame("duel", gameWith(settings), CLUSTER);

const autoscaling = (settings: Parameters<typeof gameWith>[0]) => {
  const { servers } = resolved(settings);
  if (servers.kind !== "autoscaled") throw new Error(`the servers are ${servers.kind}`);
  return servers.autoscaling;
};

test("a game with nothing but what has to be set", () => {
  expect(resolved()).toEqual({
    id: "duel",
    fleet: "duel",
    type: "dedicated",
    image: { kind: "environment-registry", repositoryAndTag: "duel:1.0.0" },
    cpu: { request: "2", limit: "2" },
    memory: { request: "4Gi", limit: "4Gi" },
    players: 8,
    tickRate: 64,
    modes: ["all"],
    ports: [{ name: "game", protocol: "UDP", policy: "Dynamic", containerPort: 7777 }],
    antiCheat: { enabled: true },
    servers: {
      kind: "autoscaled",
      autoscaling: { kind: "buffer", syncSeconds: 30, min: 20, max: 1000, buffer: 20 },
    },
    health: { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 },
    scheduling: "Packed",
    eviction: "Never",
    graceSeconds: 300,
    rollout: { maxSurge: "25%", maxUnavailable: "25%" },
    env: {},
    secretEnv: {},
    pullSecrets: [],
    labels: {},
    metrics: { port: 9090, path: "/metrics" },
    egress: {},
    counters: {},
    lists: {},
    sdk: { logLevel: "Info", grpcPort: 9357, httpPort: 9358 },
    security: { runAsUser: 1000, readOnlyRootFilesystem: false },
    placement: { nodeSelector: { on: "it" }, tolerations: [] },
    drain: false,
  });
});

test("a game with everything set", () => {
  const game = resolved({
    fleet: "arena",
    image: "registry.example.com/duel:1.0.0",
    command: ["/server"],
    args: ["--log"],
    cpu: { request: "500m", limit: 1.5 },
    memory: { request: "512Mi", limit: "2048Mi" },
    tickRate: 128,
    modes: ["ranked"],
    ports: {
      game: { policy: "Passthrough" },
      voice: { port: 7000, protocol: "TCPUDP" },
      query: { policy: "Static", port: 27015, hostPort: 7015 },
    },
    gpu: { type: "nvidia-a10g" },
    antiCheat: {
      enabled: false,
      sidecar: {
        image: "guard:2",
        cpu: { request: 0.1 },
        memory: { request: "64Mi", limit: "128Mi" },
      },
    },
    storage: { scratch: { sizeGiB: 10 } },
    replicas: 3,
    rollout: { maxSurgePercent: 10, maxUnavailablePercent: 5 },
    scheduling: "Distributed",
    eviction: "OnUpgrade",
    graceSeconds: 5,
    env: { LOG: "debug" },
    secrets: { TOKEN: "token" },
    pullSecrets: ["registry"],
    labels: { team: "arena" },
    egress: {
      telemetry: { app: "telemetry", ports: [443] },
      backend: { app: "backend", namespace: "platform", ports: [80] },
      scores: { cidrs: ["203.0.113.0/24"], ports: [53], protocol: "UDP" },
    },
    iam: { replays: { actions: ["s3:PutObject"], resources: ["*"] } },
    counters: { rooms: { capacity: 10 } },
    lists: { players: { capacity: 8 } },
    drain: true,
  });
  expect(game).toMatchObject({
    fleet: "arena",
    image: { kind: "address", address: "registry.example.com/duel:1.0.0" },
    command: ["/server"],
    args: ["--log"],
    cpu: { request: "500m", limit: "1500m" },
    memory: { request: "512Mi", limit: "2Gi" },
    tickRate: 128,
    modes: ["ranked"],
    scheduling: "Distributed",
    eviction: "OnUpgrade",
    graceSeconds: 5,
    env: { LOG: "debug" },
    secretEnv: { TOKEN: "token" },
    pullSecrets: ["registry"],
    labels: { team: "arena" },
    drain: true,
  });
  expect(game.ports).toEqual([
    { name: "game", protocol: "UDP", policy: "Passthrough" },
    { name: "voice", protocol: "TCPUDP", policy: "Dynamic", containerPort: 7000 },
    { name: "query", protocol: "UDP", policy: "Static", containerPort: 27015, hostPort: 7015 },
  ]);
  expect(game.gpu).toEqual({ type: "nvidia-a10g", count: 1 });
  expect(game.antiCheat).toEqual({
    enabled: false,
    sidecar: {
      image: { kind: "environment-registry", repositoryAndTag: "guard:2" },
      cpu: { request: "100m", limit: "100m" },
      memory: { request: "64Mi", limit: "128Mi" },
    },
  });
  expect(game.scratch).toEqual({ sizeGiB: 10, path: "/scratch", storageClass: "fast" });
  expect(game.servers).toEqual({ kind: "fixed", replicas: 3 });
  expect(game.rollout).toEqual({ maxSurge: "10%", maxUnavailable: "5%" });
  expect(game.egress).toEqual({
    telemetry: { kind: "app", app: "telemetry", namespace: "game-servers", ports: [443], protocol: "TCP" },
    backend: { kind: "app", app: "backend", namespace: "platform", ports: [80], protocol: "TCP" },
    scores: { kind: "cidrs", cidrs: ["203.0.113.0/24"], ports: [53], protocol: "UDP" },
  });
  expect(game.iam).toEqual({ statements: [{ actions: ["s3:PutObject"], resources: ["*"] }] });
  expect(game.counters).toEqual({ rooms: { count: 0, capacity: 10 } });
  expect(game.lists).toEqual({ players: { capacity: 8 } });
});

describe("what a type means where settings say nothing", () => {
  test.each([
    ["dedicated", "Packed", "Never", 300, { min: 20, max: 1000, buffer: 20 }],
    ["match", "Packed", "Never", 1800, { min: 20, max: 1000, buffer: 20 }],
    ["lobby", "Packed", "OnUpgrade", 60, { min: 5, max: 100, buffer: 5 }],
    ["tournament", "Distributed", "Never", 3600, { min: 0, max: 100, buffer: 2 }],
  ] as const)("%s", (type, scheduling, eviction, graceSeconds, bounds) => {
    const game = resolved({ type });
    expect([game.scheduling, game.eviction, game.graceSeconds]).toEqual([scheduling, eviction, graceSeconds]);
    expect(autoscaling({ type })).toEqual({ kind: "buffer", syncSeconds: 30, ...bounds });
  });

  test.each(GAME_TYPES)("%s is what Agones takes, with a share too", (type) => {
    const share = autoscaling({ type, autoscaling: { percentage: 20 } });
    expect(share).toMatchObject({ kind: "buffer", buffer: "20%" });
    expect("min" in share && share.min).toBeGreaterThanOrEqual(1);
  });
});

describe("what decides the number of servers", () => {
  test("a buffer, with what settings leave out from the type; min gives way to it, 0 stays", () => {
    const bounds = (of: object) => autoscaling({ autoscaling: of });
    expect(bounds({ min: 30, max: 60, buffer: 5, syncSeconds: 10 })).toEqual({
      kind: "buffer",
      syncSeconds: 10,
      min: 30,
      max: 60,
      buffer: 5,
    });
    expect(bounds({ buffer: 50 })).toMatchObject({ min: 50, max: 1000, buffer: 50 });
    expect(bounds({ min: 0 })).toMatchObject({ min: 0, buffer: 20 });
  });

  test("a share", () => {
    expect(autoscaling({ autoscaling: { percentage: 15, min: 3 } })).toEqual({
      kind: "buffer",
      syncSeconds: 30,
      min: 3,
      max: 1000,
      buffer: "15%",
    });
  });

  test("room in the only Counter: as much as the buffer at least, and as all servers have at most", () => {
    const counters = { rooms: { capacity: 10 } };
    expect(autoscaling({ counters, autoscaling: { policy: "counter", max: 50, buffer: 30 } })).toEqual({
      kind: "counter",
      syncSeconds: 30,
      key: "rooms",
      buffer: 30,
      minCapacity: 30,
      maxCapacity: 500,
    });
  });

  test("room in a List that is named, a share of it", () => {
    const lists = { guests: { capacity: 4 }, players: { capacity: 8 } };
    const policy = { policy: "list", key: "players", percentage: 25 } as const;
    expect(autoscaling({ lists, autoscaling: policy })).toEqual({
      kind: "list",
      syncSeconds: 30,
      key: "players",
      buffer: "25%",
      minCapacity: 8,
      maxCapacity: 8000,
    });
    expect(
      autoscaling({ lists, autoscaling: { ...policy, minCapacity: 40, maxCapacity: 400 } }),
    ).toMatchObject({
      minCapacity: 40,
      maxCapacity: 400,
    });
  });

  test("one window of time, which takes from the game what it leaves out", () => {
    const windows = { finals: { start: "2099-01-30T18:00:00Z", end: "2099-01-30T22:00:00Z", buffer: 100 } };
    expect(autoscaling({ autoscaling: { policy: "schedule", max: 500, windows } })).toEqual({
      kind: "schedule",
      syncSeconds: 30,
      window: {
        name: "finals",
        start: "2099-01-30T18:00:00Z",
        end: "2099-01-30T22:00:00Z",
        timezone: "UTC",
        min: 100,
        max: 500,
        buffer: 100,
      },
    });
  });

  test("windows in their order, and a buffer for the rest of the time", () => {
    const windows = {
      weekend: { cron: "0 12 * * SAT", duration: "36h", timezone: "Europe/Berlin", percentage: 30 },
      evening: { cron: "0 18 * * *", duration: "4h", min: 60, max: 80, buffer: 40 },
    };
    expect(autoscaling({ autoscaling: { policy: "chain", buffer: 5, windows } })).toEqual({
      kind: "chain",
      syncSeconds: 30,
      windows: [
        {
          name: "weekend",
          recurrence: { cron: "0 12 * * SAT", duration: "36h" },
          timezone: "Europe/Berlin",
          min: 10,
          max: 1000,
          buffer: "30%",
        },
        {
          name: "evening",
          recurrence: { cron: "0 18 * * *", duration: "4h" },
          timezone: "UTC",
          min: 60,
          max: 80,
          buffer: 40,
        },
      ],
      otherwise: { min: 10, max: 1000, buffer: 5 },
    });
  });

  test("a window's own buffer comes before the game's share", () => {
    const windows = { evening: { cron: "0 18 * * *", duration: "4h", buffer: 40 } };
    expect(autoscaling({ autoscaling: { policy: "chain", percentage: 10, windows } })).toMatchObject({
      windows: [{ buffer: 40, min: 40 }],
      otherwise: { buffer: "10%", min: 10 },
    });
  });

  test("a service", () => {
    expect(autoscaling({ autoscaling: { policy: "webhook", webhook: { service: "scaler" } } })).toEqual({
      kind: "webhook",
      syncSeconds: 30,
      webhook: { service: "scaler", namespace: "game-servers", path: "/scale", port: 8000 },
    });
  });
});

test("worlds are servers of their own, each with a volume", () => {
  const persistent = { sizeGiB: 20, worlds: { avalon: { drain: true }, camelot: { zoneId: "euw1-az1" } } };
  expect(resolved({ storage: { persistent } }).servers).toEqual({
    kind: "worlds",
    worlds: [
      { name: "avalon", drain: true },
      { name: "camelot", zoneId: "euw1-az1" },
    ],
    volume: { sizeGiB: 20, path: "/data", storageClass: "fast" },
  });
});

test("a game runs everywhere, or in the regions that it names", () => {
  const some = gameWith({ regions: { "eu-west-1": {} } });
  expect([runsIn(gameWith(), "eu-west-1"), runsIn(some, "eu-west-1"), runsIn(some, "us-east-1")]).toEqual([
    true,
    true,
    false,
  ]);
  expect(runsIn(some, "constructor")).toBe(false);
});

describe("most servers", () => {
  const evening = { cron: "0 18 * * *", duration: "4h" };
  test.each([
    ["by the type", {}, 1000],
    ["by settings", { autoscaling: { max: 50 } }, 50],
    ["of a fixed number", { replicas: 3 }, 3],
    ["of worlds", { storage: { persistent: { sizeGiB: 1, worlds: { a: {}, b: {} } } } }, 2],
    [
      "in a window",
      { autoscaling: { policy: "chain", max: 50, windows: { evening: { ...evening, max: 90 } } } },
      90,
    ],
    [
      "outside of a window",
      { autoscaling: { policy: "chain", max: 50, windows: { evening: { ...evening, max: 30 } } } },
      50,
    ],
    [
      "of a schedule, which decides nothing outside of its window",
      { autoscaling: { policy: "schedule", windows: { evening: { ...evening, max: 30 } } } },
      30,
    ],
    [
      "of a counter, by its capacity",
      { counters: { sessions: { capacity: 4 } }, autoscaling: { policy: "counter", maxCapacity: 90 } },
      23,
    ],
    [
      "of a counter, by max",
      { counters: { sessions: { capacity: 4 } }, autoscaling: { policy: "counter", max: 70 } },
      70,
    ],
  ] as const)("%s", (_, settings, most) => {
    expect(mostServers(gameWith(settings))).toBe(most);
  });
});
