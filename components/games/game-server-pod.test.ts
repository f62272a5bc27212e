import { describe, expect, test } from "@jest/globals";
import { cup, duel, realm } from "./game-fixture.ts";
import { podTemplate } from "./game-server-pod.ts";
import type { GameSpec, World } from "./game-spec.ts";

const template = (game: GameSpec, world?: World) =>
  podTemplate(game, { fleet: game.fleet, region: "eu-west-1", ...(world !== undefined && { world }) });
const spec = (game: GameSpec, world?: World) => template(game, world).spec;

const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount";

test("a game with nothing special", () => {
  expect(template(duel())).toEqual({
    metadata: {
      labels: { game: "duel", type: "match", "game.gameplane.dev/fleet": "duel" },
      annotations: { "prometheus.io/path": "/metrics", "karpenter.sh/do-not-disrupt": "true" },
    },
    spec: {
      containers: [
        {
          name: "game-server",
          image: "registry.example.com/duel:1.4.2",
          env: [
            { name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            { name: "MAX_PLAYERS", value: "2" },
            { name: "TICK_RATE", value: "60" },
            { name: "GAME_MODE", value: "ranked,casual" },
            { name: "ANTI_CHEAT", value: "enabled" },
            { name: "REGION", value: "eu-west-1" },
          ],
          ports: [{ name: "metrics", containerPort: 9090, protocol: "TCP" }],
          resources: {
            requests: { cpu: "500m", memory: "512Mi" },
            limits: { cpu: "1", memory: "1Gi" },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            readOnlyRootFilesystem: true,
          },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
        },
      ],
      volumes: [{ name: "tmp", emptyDir: {} }],
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
      priorityClassName: "game-server",
      terminationGracePeriodSeconds: 1800,
      nodeSelector: { "game-server": "true" },
      tolerations: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
    },
  });
});

test("a command and arguments replace the image's own", () => {
  expect(spec(duel({ command: ["/server"], args: ["--log", "debug"] }))).toMatchObject({
    containers: [{ name: "game-server", command: ["/server"], args: ["--log", "debug"] }],
  });
});

test("anti-cheat can be off, with its sidecar", () => {
  expect(spec(cup({ antiCheat: { ...cup().antiCheat, enabled: false } }))).not.toHaveProperty(
    "initContainers",
  );
  expect(JSON.stringify(spec(duel({ antiCheat: { enabled: false } })))).toContain(
    '{"name":"ANTI_CHEAT","value":"disabled"}',
  );
});

test.each([
  ["Never", { "karpenter.sh/do-not-disrupt": "true" }],
  ["OnUpgrade", { "karpenter.sh/do-not-disrupt": "true" }],
  ["Always", {}],
] as const)("with eviction %s Karpenter is told %j", (eviction, told) => {
  expect(template(duel({ eviction }))).toHaveProperty("metadata.annotations", {
    "prometheus.io/path": "/metrics",
    ...told,
  });
});

describe("a world", () => {
  const [north, south] = [{ name: "north", zoneId: "euw1-az1" }, { name: "south" }];

  test("has its own volume, in its zone", () => {
    expect(template(realm(), north)).toMatchObject({
      metadata: { labels: { "game.gameplane.dev/world": "north" } },
      spec: {
        containers: [{ volumeMounts: [{ name: "world", mountPath: "/world" }, { name: "tmp" }] }],
        volumes: [{ name: "world", persistentVolumeClaim: { claimName: "realm-north" } }, { name: "tmp" }],
        securityContext: { fsGroup: 1000, fsGroupChangePolicy: "OnRootMismatch" },
        nodeSelector: { "game-server": "true", "topology.k8s.aws/zone-id": "euw1-az1" },
      },
    });
  });

  test("without a zone runs in any", () => {
    expect(spec(realm(), south)).toHaveProperty("nodeSelector", { "game-server": "true" });
    expect(spec(realm(), south)).toHaveProperty("volumes[0].persistentVolumeClaim.claimName", "realm-south");
  });

  test("may have scratch space too", () => {
    const scratch = { sizeGiB: 10, path: "/scratch", storageClass: "standard" };
    expect(spec(realm({ scratch }), north)).toMatchObject({
      volumes: [
        { name: "scratch", ephemeral: {} },
        { name: "world", persistentVolumeClaim: {} },
        { name: "tmp", emptyDir: {} },
      ],
    });
  });
});

describe("/tmp", () => {
  test("is the scratch volume where that is mounted there", () => {
    const scratch = { sizeGiB: 10, path: "/tmp", storageClass: "standard" };
    expect(spec(duel({ scratch }))).toHaveProperty("containers[0].volumeMounts", [
      { name: "scratch", mountPath: "/tmp" },
    ]);
  });

  test("is the image's own where it may write to its files", () => {
    const game = duel({ security: { runAsUser: 1000, readOnlyRootFilesystem: false } });
    expect(spec(game)).not.toHaveProperty("volumes");
    expect(spec(game)).not.toHaveProperty("containers[0].volumeMounts");
  });
});

describe("the service account's token", () => {
  const { iam, antiCheat } = cup();

  test("is hidden by Agones from a game without AWS rights, and here from its sidecar", () => {
    expect(spec(duel({ antiCheat }))).toMatchObject({
      initContainers: [{ volumeMounts: [{ name: "no-token", mountPath: TOKEN, readOnly: true }] }],
      containers: [{ volumeMounts: [{ name: "tmp" }] }],
      volumes: [{ name: "tmp" }, { name: "no-token", emptyDir: {} }],
    });
    expect(spec(duel({ antiCheat }))).not.toHaveProperty("serviceAccountName");
  });

  test("is hidden here from a game with AWS rights", () => {
    expect(spec(duel({ ...(iam && { iam }) }))).toMatchObject({
      serviceAccountName: "game-duel",
      containers: [
        { volumeMounts: [{ name: "tmp" }, { name: "no-token", mountPath: TOKEN, readOnly: true }] },
      ],
      volumes: [{ name: "tmp" }, { name: "no-token", emptyDir: {} }],
    });
  });
});
