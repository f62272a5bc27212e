// What the tests of this folder share: a plain game, one that uses everything, and how to record them.
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import type { Recorded } from "../cluster/cluster-fixture.ts";
import { recorded } from "../cluster/cluster-fixture.ts";
import type { GameArgs } from "./game.ts";
import { Game } from "./game.ts";
import type { GameSpec } from "./game-spec.ts";
import type { GamePorts } from "./network-policies.ts";

export const GAME_PORTS: GamePorts = { min: 7000, max: 8000, sourceCidrs: ["0.0.0.0/0"] };

/** A match game with nothing but what every game has. */
export const duel = (changes: Partial<GameSpec> = {}): GameSpec => ({
  id: "duel",
  fleet: "duel",
  type: "match",
  image: "registry.example.com/duel:1.4.2",
  cpu: { request: "500m", limit: "1" },
  memory: { request: "512Mi", limit: "1Gi" },
  players: 2,
  tickRate: 60,
  modes: ["ranked", "casual"],
  ports: [{ name: "game", protocol: "UDP", policy: "Dynamic", containerPort: 7777 }],
  antiCheat: { enabled: true },
  servers: {
    kind: "autoscaled",
    autoscaling: { syncSeconds: 30, kind: "buffer", buffer: 20, min: 20, max: 1000 },
  },
  health: { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 },
  scheduling: "Packed",
  eviction: "Never",
  graceSeconds: 1800,
  rollout: { maxSurge: "25%", maxUnavailable: "25%" },
  env: {},
  secretEnv: {},
  pullSecrets: {},
  labels: {},
  metrics: { port: 9090, path: "/metrics" },
  egress: {},
  counters: {},
  lists: {},
  sdk: { logLevel: "Info", grpcPort: 9357, httpPort: 9358 },
  security: { runAsUser: 1000, readOnlyRootFilesystem: true },
  placement: {
    nodeSelector: { "game-server": "true" },
    tolerations: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
  },
  drain: false,
  ...changes,
});

/** A tournament that uses everything that a Fleet of one kind can. */
export const cup = (changes: Partial<GameSpec> = {}): GameSpec =>
  duel({
    id: "cup",
    fleet: "cup-fleet",
    type: "tournament",
    image: "registry.example.com/cup@sha256:abc",
    ports: [
      { name: "game", protocol: "TCPUDP", policy: "Dynamic", containerPort: 7777 },
      { name: "voice", protocol: "UDP", policy: "Passthrough" },
      { name: "query", protocol: "UDP", policy: "Static", containerPort: 27015, hostPort: 7015 },
    ],
    gpu: { type: "nvidia-l4", count: 2 },
    antiCheat: {
      enabled: true,
      sidecar: {
        image: "registry.example.com/anti-cheat:2.0.1",
        cpu: { request: "100m", limit: "200m" },
        memory: { request: "64Mi", limit: "128Mi" },
      },
    },
    scratch: { sizeGiB: 50, path: "/scratch", storageClass: "game-server-ssd" },
    servers: { kind: "fixed", replicas: 1 },
    scheduling: "Distributed",
    graceSeconds: 3600,
    env: { LOG_LEVEL: "info", EMPTY: "" },
    secretEnv: { API_KEY: "key of the API", DB_PASSWORD: pulumi.secret("password of the database") },
    pullSecrets: { mirror_A: '{"auths":{}}' },
    labels: { team: "esports", game: "not this one" },
    metrics: { port: 9100, path: "/stats" },
    egress: {
      backend: { kind: "app", app: "replays", namespace: "replays", protocol: "TCP", ports: [443, 8443] },
      telemetry: {
        kind: "cidrs",
        cidrs: ["192.0.2.0/24", "198.51.100.7/32"],
        protocol: "UDP",
        ports: [8125],
      },
    },
    iam: { statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::replays/*"] }] },
    counters: { rooms: { count: 0, capacity: 10 } },
    lists: { players: { capacity: 100 } },
    placement: {
      nodeSelector: { "game-server": "true", "gpu-type": "nvidia-l4" },
      tolerations: [
        { key: "game-server", value: "true", effect: "NoSchedule" },
        { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" },
      ],
    },
    ...changes,
  });

/** A game of worlds that stay. */
export const realm = (changes: Partial<GameSpec> = {}): GameSpec =>
  duel({
    id: "realm",
    fleet: "realm",
    type: "dedicated",
    servers: {
      kind: "worlds",
      worlds: [{ name: "north", zoneId: "euw1-az1" }, { name: "south" }],
      volume: { sizeGiB: 1024, path: "/world", storageClass: "game-server-ssd" },
    },
    ...changes,
  });

/** Providers in the form of a component's option. */
export const providers = () => ({
  aws: new aws.Provider("aws", { region: "eu-west-1" }),
  kubernetes: new kubernetes.Provider("kubernetes", { kubeconfig: "{}" }),
});

const ANY_CLUSTER = { region: "eu-west-1", gamePorts: GAME_PORTS, protect: true };

/** On a cluster that is there already. */
export const EXISTING_CLUSTER_ARGS: Omit<GameArgs, "game"> = ANY_CLUSTER;

export const PLAIN_ARGS: Omit<GameArgs, "game"> = { ...ANY_CLUSTER, clusterName: "prod" };

export async function recordGame(game: GameSpec, changes: Partial<GameArgs> = {}): Promise<Recorded> {
  const resources = await record(() => {
    new Game(game.id, { ...PLAIN_ARGS, game, ...changes }, { providers: providers() });
  });
  return recorded(resources);
}
