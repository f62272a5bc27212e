// The specification's manifests and what is wrong with them (docs/decisions.md): here is that ours are right.
import { describe, expect, test } from "@jest/globals";
import { cup, duel, realm, recordGame } from "./game-fixture.ts";
import type { GameSpec } from "./game-spec.ts";

/** The specification's game, with its numbers. */
const multiplayer = (changes: Partial<GameSpec> = {}) =>
  duel({
    id: "multiplayer",
    fleet: "dedicated-game-fleet",
    type: "dedicated",
    cpu: { request: "1", limit: "2" },
    memory: { request: "2Gi", limit: "4Gi" },
    players: 64,
    tickRate: 64,
    modes: ["all"],
    ports: [
      { name: "game", protocol: "UDP", policy: "Dynamic", containerPort: 7777 },
      { name: "query", protocol: "UDP", policy: "Dynamic", containerPort: 27015 },
    ],
    ...changes,
  });

const FLEET = "Fleet dedicated-game-fleet";
const GAME_SERVER = "spec.template.spec";
const POD = "spec.template.spec.template";
const CONTAINER = `${POD}.spec.containers[0]`;

test("0: pods ask for nothing that Pod Security `restricted` forbids; their host ports are Agones' alone", async () => {
  for (const game of [multiplayer(), cup(), realm()]) {
    const { keys, inputs } = await recordGame(game);
    for (const fleet of keys.filter((key) => key.startsWith("Fleet "))) {
      const pod = inputs(fleet);
      expect(pod).toHaveProperty(
        `${POD}.spec.securityContext`,
        expect.objectContaining({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } }),
      );
      for (const container of ["containers[0]", ...(game.id === "cup" ? ["initContainers[0]"] : [])]) {
        expect(pod).toHaveProperty(
          `${POD}.spec.${container}.securityContext`,
          expect.objectContaining({ allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } }),
        );
      }
      expect(JSON.stringify(pod)).not.toMatch(/"(hostNetwork|hostPID|hostIPC|hostPath|privileged)"/);
      expect(pod).toHaveProperty(`${CONTAINER}.ports`, [expect.not.objectContaining({ hostPort: 0 })]);
      expect(JSON.stringify(pod).match(/"hostPort"/g) ?? []).toHaveLength(game.id === "cup" ? 1 : 0);
    }
  }
});

test("1: the container is named, and defined in a pod template", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(`${GAME_SERVER}.container`, "game-server");
  expect(inputs(FLEET)).toHaveProperty(`${CONTAINER}.name`, "game-server");
  expect(inputs(FLEET)).toHaveProperty(`${CONTAINER}.resources`, {
    requests: { cpu: "1", memory: "2Gi" },
    limits: { cpu: "2", memory: "4Gi" },
  });
});

test("2: both ports are Dynamic, so that a node holds more than one server", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(`${GAME_SERVER}.ports`, [
    { name: "game", portPolicy: "Dynamic", containerPort: 7777, protocol: "UDP" },
    { name: "query", portPolicy: "Dynamic", containerPort: 27015, protocol: "UDP" },
  ]);
});

test("3: labels are on pods, and policies select them", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(
    `${POD}.metadata.labels`,
    expect.objectContaining({ game: "multiplayer", type: "dedicated" }),
  );
  expect(inputs("NetworkPolicy game-server.multiplayer")).toMatchObject({
    metadata: { name: "game-server.multiplayer", namespace: "game-servers" },
    spec: {
      podSelector: { matchLabels: { "agones.dev/role": "gameserver", game: "multiplayer" } },
      policyTypes: ["Ingress"],
    },
  });
});

test("4: the metrics port is declared, on the pod's address only", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(`${CONTAINER}.ports`, [
    { name: "metrics", containerPort: 9090, protocol: "TCP" },
  ]);
});

test("5: pods have tolerations, eviction, grace and priority", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(`${GAME_SERVER}.eviction`, { safe: "Never" });
  expect(inputs(FLEET)).toHaveProperty(
    `${POD}.spec`,
    expect.objectContaining({
      tolerations: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
      nodeSelector: { "game-server": "true" },
      terminationGracePeriodSeconds: 1800,
      priorityClassName: "game-server",
    }),
  );
});

describe("6: volumes", () => {
  test("for scratch are made with each pod", async () => {
    const { keys, inputs } = await recordGame(cup());
    expect(keys.filter((key) => key.startsWith("PersistentVolumeClaim"))).toEqual([]);
    expect(inputs("Fleet cup-fleet")).toHaveProperty(`${POD}.spec.volumes[0].ephemeral.volumeClaimTemplate`);
  });

  test("that outlive their server belong to a Fleet of one", async () => {
    const { inputs } = await recordGame(realm());
    for (const name of ["realm-north", "realm-south"]) {
      expect(inputs(`Fleet ${name}`)).toMatchObject({
        spec: { replicas: 1, strategy: { type: "Recreate" } },
      });
      expect(inputs(`Fleet ${name}`)).toHaveProperty(
        `${POD}.spec.volumes[0].persistentVolumeClaim.claimName`,
        name,
      );
    }
  });
});

test("7: a FleetAutoscaler decides the size, and the Fleet leaves it to it", async () => {
  const { keys, inputs } = await recordGame(multiplayer());
  expect(keys).toContain("FleetAutoscaler dedicated-game-fleet");
  expect(keys.join()).not.toContain("HorizontalPodAutoscaler");
  expect(inputs(FLEET)).not.toHaveProperty("spec.replicas");
});

test("8: the region is what its cluster says, not a label to select by", async () => {
  const { inputs } = await recordGame(multiplayer(), { region: "ap-northeast-1" });
  expect(inputs(FLEET)).toHaveProperty(
    `${CONTAINER}.env`,
    expect.arrayContaining([{ name: "REGION", value: "ap-northeast-1" }]),
  );
  expect(inputs(FLEET)).not.toHaveProperty(`${POD}.metadata.labels.region`);
});

test("9: a game's egress only adds to what the SDK server needs", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs("NetworkPolicy game-server.multiplayer")).not.toHaveProperty("spec.egress");
});

test("13: players come from anywhere to the container ports by number", async () => {
  const { keys, inputs } = await recordGame(multiplayer());
  expect(keys.join()).not.toContain("Service ");
  expect(inputs("NetworkPolicy game-server.multiplayer")).toHaveProperty("spec.ingress", [
    {
      from: [{ ipBlock: { cidr: "0.0.0.0/0" } }],
      ports: [
        { protocol: "UDP", port: 7777 },
        { protocol: "UDP", port: 27015 },
      ],
    },
  ]);
});

test("environment variables have the specification's names", async () => {
  const { inputs } = await recordGame(multiplayer());
  expect(inputs(FLEET)).toHaveProperty(`${CONTAINER}.env`, [
    { name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "MAX_PLAYERS", value: "64" },
    { name: "TICK_RATE", value: "64" },
    { name: "GAME_MODE", value: "all" },
    { name: "ANTI_CHEAT", value: "enabled" },
    { name: "REGION", value: "eu-west-1" },
  ]);
});
