import { describe, expect, test } from "@jest/globals";
import { fleetArgs } from "./fleet.ts";
import { cup, duel, realm } from "./game-fixture.ts";
import { GAME_TYPES } from "./game-spec.ts";

const REGION = "eu-west-1";
const fleetOf = (game: ReturnType<typeof duel>) => fleetArgs(game, { fleet: game.fleet, region: REGION });

test("a game that uses everything", () => {
  const labels = { game: "cup", type: "tournament", "game.gameplane.dev/fleet": "cup-fleet" };
  expect(fleetArgs(cup(), { fleet: "cup-fleet", region: REGION, secretChecksum: "0123abcd" })).toEqual({
    metadata: {
      name: "cup-fleet",
      namespace: "game-servers",
      labels,
      annotations: {
        "pulumi.com/deletionPropagationPolicy": "foreground",
        "pulumi.com/patchForce": "true",
      },
    },
    spec: {
      replicas: 1,
      scheduling: "Distributed",
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        metadata: { labels },
        spec: {
          container: "game-server",
          ports: [
            { name: "game", portPolicy: "Dynamic", containerPort: 7777, protocol: "TCPUDP" },
            { name: "voice", portPolicy: "Passthrough", protocol: "UDP" },
            { name: "query", portPolicy: "Static", containerPort: 27015, hostPort: 7015, protocol: "UDP" },
          ],
          health: { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 },
          sdkServer: { logLevel: "Info", grpcPort: 9357, httpPort: 9358 },
          eviction: { safe: "Never" },
          counters: { rooms: { count: 0, capacity: 10 } },
          lists: { players: { capacity: 100 } },
          template: {
            metadata: {
              labels: { team: "esports", ...labels },
              annotations: {
                "prometheus.io/path": "/stats",
                "karpenter.sh/do-not-disrupt": "true",
                "game.gameplane.dev/secrets": "0123abcd",
              },
            },
            spec: {
              initContainers: [
                {
                  name: "anti-cheat",
                  image: "registry.example.com/anti-cheat:2.0.1",
                  restartPolicy: "Always",
                  env: [{ name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
                  resources: {
                    requests: { cpu: "100m", memory: "64Mi" },
                    limits: { cpu: "200m", memory: "128Mi" },
                  },
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
                  volumeMounts: [
                    {
                      name: "no-token",
                      mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
                      readOnly: true,
                    },
                  ],
                },
              ],
              containers: [
                {
                  name: "game-server",
                  image: "registry.example.com/cup@sha256:abc",
                  env: [
                    { name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
                    { name: "MAX_PLAYERS", value: "2" },
                    { name: "TICK_RATE", value: "60" },
                    { name: "GAME_MODE", value: "ranked,casual" },
                    { name: "ANTI_CHEAT", value: "enabled" },
                    { name: "REGION", value: "eu-west-1" },
                    { name: "LOG_LEVEL", value: "info" },
                    { name: "EMPTY" },
                    {
                      name: "API_KEY",
                      valueFrom: { secretKeyRef: { name: "game-cup.env", key: "API_KEY" } },
                    },
                    {
                      name: "DB_PASSWORD",
                      valueFrom: { secretKeyRef: { name: "game-cup.env", key: "DB_PASSWORD" } },
                    },
                  ],
                  ports: [{ name: "metrics", containerPort: 9100, protocol: "TCP" }],
                  resources: {
                    requests: { cpu: "500m", memory: "512Mi" },
                    limits: { cpu: "1", memory: "1Gi", "nvidia.com/gpu": "2" },
                  },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ["ALL"] },
                    readOnlyRootFilesystem: true,
                  },
                  volumeMounts: [
                    { name: "scratch", mountPath: "/scratch" },
                    { name: "tmp", mountPath: "/tmp" },
                    {
                      name: "no-token",
                      mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
                      readOnly: true,
                    },
                  ],
                },
              ],
              volumes: [
                {
                  name: "scratch",
                  ephemeral: {
                    volumeClaimTemplate: {
                      metadata: { labels },
                      spec: {
                        accessModes: ["ReadWriteOnce"],
                        storageClassName: "game-server-ssd",
                        resources: { requests: { storage: "50Gi" } },
                      },
                    },
                  },
                },
                { name: "tmp", emptyDir: {} },
                { name: "no-token", emptyDir: {} },
              ],
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 1000,
                seccompProfile: { type: "RuntimeDefault" },
                fsGroup: 1000,
                fsGroupChangePolicy: "OnRootMismatch",
              },
              serviceAccountName: "game-cup",
              imagePullSecrets: [{ name: "game-cup.pull.mirror-a-79b0e4" }],
              priorityClassName: "game-server",
              terminationGracePeriodSeconds: 3600,
              nodeSelector: { "game-server": "true", "gpu-type": "nvidia-l4" },
              tolerations: [
                { key: "game-server", value: "true", effect: "NoSchedule" },
                { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" },
              ],
              topologySpreadConstraints: [
                {
                  topologyKey: "topology.kubernetes.io/zone",
                  maxSkew: 1,
                  whenUnsatisfiable: "ScheduleAnyway",
                  labelSelector: { matchLabels: { game: "cup" } },
                },
                {
                  topologyKey: "kubernetes.io/hostname",
                  maxSkew: 1,
                  whenUnsatisfiable: "ScheduleAnyway",
                  labelSelector: { matchLabels: { game: "cup" } },
                },
              ],
            },
          },
        },
      },
    },
  });
});

test.each(GAME_TYPES)("%s is a label, and decides nothing here", (type) => {
  const other = fleetOf(duel({ type }));
  const text = JSON.stringify(other).replaceAll(`"type":"${type}"`, '"type":"match"');
  expect(text).toBe(JSON.stringify(fleetOf(duel())));
  expect(other.metadata.labels).toEqual({ game: "duel", type, "game.gameplane.dev/fleet": "duel" });
});

describe("replicas", () => {
  test("are left to the FleetAutoscaler", () => {
    expect(fleetOf(duel()).spec).not.toHaveProperty("replicas");
    // While the game drains it leaves them alone.
    expect(fleetOf(duel({ drain: true })).spec.replicas).toBe(0);
  });

  test("are fixed otherwise, and none while the game drains", () => {
    const servers = { kind: "fixed", replicas: 7 } as const;
    expect(fleetOf(duel({ servers })).spec.replicas).toBe(7);
    expect(fleetOf(duel({ servers, drain: true })).spec.replicas).toBe(0);
    expect(fleetOf(realm()).spec.replicas).toBe(1);
    expect(fleetOf(realm({ drain: true })).spec.replicas).toBe(0);
  });
});

test("a world's server is ended before the next one starts", () => {
  expect(fleetOf(realm()).spec.strategy).toEqual({ type: "Recreate" });
});

test("no empty map or list is written, which Agones would drop", () => {
  const plain = duel({
    placement: { nodeSelector: {}, tolerations: [] },
    security: { runAsUser: 1000, readOnlyRootFilesystem: false },
  });
  const isEmpty = (value: unknown): boolean =>
    typeof value === "object" && value !== null && Object.keys(value).length === 0;
  const empties = (value: unknown, path: string): string[] => {
    if (isEmpty(value)) return [path];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => empties(inner, `${path}.${key}`));
  };
  expect(empties(fleetOf(plain), "fleet")).toEqual([]);
});
