import { describe, expect, test } from "@jest/globals";
import { record } from "../../preview/record.ts";
import type { GameSpec } from "./game-spec.ts";
import { cup, duel, EXISTING_CLUSTER_ARGS, providers, realm, recordGame } from "./game-fixture.ts";
import { Game } from "./game.ts";

describe("a game", () => {
  test("is this by default", async () => {
    const { keys } = await recordGame(duel());
    expect(keys).toEqual(["Fleet duel", "FleetAutoscaler duel", "NetworkPolicy game-server.duel"]);
  });

  test("with everything is this", async () => {
    const { keys } = await recordGame(cup());
    expect(keys).toEqual([
      "Fleet cup-fleet",
      "NetworkPolicy game-server.cup",
      "PodIdentityAssociation game-cup",
      "Role game-cup",
      "RoleBinding game-cup",
      "RolePolicy game-cup",
      "Secret game-cup.env",
      "Secret game-cup.pull.mirror-a-79b0e4",
      "ServiceAccount game-cup",
    ]);
  });

  test("of worlds has a Fleet and a volume for each, and nothing that sizes them", async () => {
    const { keys } = await recordGame(realm());
    expect(keys).toEqual([
      "Fleet realm-north",
      "Fleet realm-south",
      "NetworkPolicy game-server.realm",
      "PersistentVolumeClaim realm-north",
      "PersistentVolumeClaim realm-south",
    ]);
  });
});

describe("a Fleet", () => {
  test("is Agones' own kind, and outlives what sizes it", async () => {
    const { find, inputs, waitsFor } = await recordGame(duel());
    expect(find("Fleet duel").type).toBe("kubernetes:agones.dev/v1:Fleet");
    expect(inputs("Fleet duel")).toMatchObject({
      apiVersion: "agones.dev/v1",
      kind: "Fleet",
      metadata: { name: "duel", namespace: "game-servers" },
    });
    expect(find("FleetAutoscaler duel").type).toBe("kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler");
    expect(inputs("FleetAutoscaler duel")).toMatchObject({
      apiVersion: "autoscaling.agones.dev/v1",
      kind: "FleetAutoscaler",
      metadata: { name: "duel", namespace: "game-servers" },
      spec: { fleetName: "duel", policy: { type: "Buffer" } },
    });
    expect(waitsFor("FleetAutoscaler duel")).toEqual(["Fleet duel"]);
  });

  test("comes after all that its pods need, and goes before it", async () => {
    const { waitsFor } = await recordGame(cup());
    expect(waitsFor("Fleet cup-fleet")).toEqual([
      "NetworkPolicy game-server.cup",
      "PodIdentityAssociation game-cup",
      "Role game-cup",
      "RoleBinding game-cup",
      "RolePolicy game-cup",
      "Secret game-cup.env",
      "Secret game-cup.pull.mirror-a-79b0e4",
      "ServiceAccount game-cup",
    ]);
    const worlds = await recordGame(realm());
    expect(worlds.waitsFor("Fleet realm-north")).toEqual([
      "NetworkPolicy game-server.realm",
      "PersistentVolumeClaim realm-north",
    ]);
  });

  test("may take its servers' grace to go", async () => {
    const { find } = await recordGame(cup());
    expect(find("Fleet cup-fleet").options.customTimeouts).toEqual({ delete: "4200s" });
  });
});

describe("a world", () => {
  test("has a volume that only one pod may have, and that nobody waits for", async () => {
    const { inputs } = await recordGame(realm());
    expect(inputs("PersistentVolumeClaim realm-north")).toEqual({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: {
        name: "realm-north",
        namespace: "game-servers",
        labels: {
          game: "realm",
          type: "dedicated",
          "game.gameplane.dev/fleet": "realm-north",
          "game.gameplane.dev/world": "north",
        },
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        accessModes: ["ReadWriteOncePod"],
        storageClassName: "game-server-ssd",
        resources: { requests: { storage: "1Ti" } },
      },
    });
  });

  test("names its own volume, Fleet and zone", async () => {
    const { inputs } = await recordGame(realm());
    expect(inputs("Fleet realm-north")).toMatchObject({
      metadata: {
        name: "realm-north",
        labels: {
          game: "realm",
          type: "dedicated",
          "game.gameplane.dev/fleet": "realm-north",
          "game.gameplane.dev/world": "north",
        },
      },
      spec: {
        replicas: 1,
        strategy: { type: "Recreate" },
        template: {
          spec: {
            template: {
              spec: {
                nodeSelector: { "topology.k8s.aws/zone-id": "euw1-az1" },
                volumes: [
                  { name: "world", persistentVolumeClaim: { claimName: "realm-north" } },
                  { name: "tmp" },
                ],
              },
            },
          },
        },
      },
    });
  });
});

describe("protection", () => {
  const protectedKeys = async (...args: Parameters<typeof recordGame>) => {
    const { keys, find } = await recordGame(...args);
    return keys.filter((key) => find(key).options.protect === true);
  };
  const volumes = ["PersistentVolumeClaim realm-north", "PersistentVolumeClaim realm-south"];

  test("is for Fleets, what sizes them, what lets their players in, and volumes of worlds", async () => {
    expect(await protectedKeys(realm())).toEqual([
      "Fleet realm-north",
      "Fleet realm-south",
      "NetworkPolicy game-server.realm",
      ...volumes,
    ]);
    expect(await protectedKeys(duel())).toEqual([
      "Fleet duel",
      "FleetAutoscaler duel",
      "NetworkPolicy game-server.duel",
    ]);
  });

  test("of Fleets ends with drain, or where the stack protects nothing; volumes keep theirs", async () => {
    expect(await protectedKeys(realm({ drain: true }))).toEqual(volumes);
    expect(await protectedKeys(realm(), { protect: false })).toEqual(volumes);
    expect(await protectedKeys(duel({ drain: true }))).toEqual([]);
    expect(await protectedKeys(duel(), { protect: false })).toEqual([]);
  });
});

describe("draining", () => {
  test("changes sizes and protection, and removes nothing", async () => {
    const [before, after] = await Promise.all([recordGame(duel()), recordGame(duel({ drain: true }))]);
    expect(after.keys).toEqual(before.keys);
    const [running, draining] = [before, after].map(({ inputs }) => JSON.stringify(inputs("Fleet duel")));
    expect(draining?.replace('"replicas":0,', "")).toBe(running);
  });

  test("the FleetAutoscaler lets go before the Fleet has no servers, or it would write its number once more", async () => {
    const urnsOf = async (game: GameSpec) => {
      const { find } = await recordGame(game);
      return { fleet: find("Fleet duel"), autoscaler: find("FleetAutoscaler duel") };
    };
    const running = await urnsOf(duel());
    expect(running.autoscaler.dependencies).toContain(running.fleet.urn);
    const draining = await urnsOf(duel({ drain: true }));
    expect(draining.fleet.dependencies).toContain(draining.autoscaler.urn);
  });

  test("one world leaves the others as they are", async () => {
    const worlds = [{ name: "north", drain: true }, { name: "south" }];
    const { servers } = realm();
    if (servers.kind !== "worlds") throw new Error("realm has no worlds");
    const { find, inputs } = await recordGame(realm({ servers: { ...servers, worlds } }));
    const state = (key: string) => [inputs(key).spec, find(key).options.protect === true];
    expect(state("Fleet realm-north")).toEqual([expect.objectContaining({ replicas: 0 }), false]);
    expect(state("Fleet realm-south")).toEqual([expect.objectContaining({ replicas: 1 }), true]);
    expect(find("PersistentVolumeClaim realm-north").options.protect).toBe(true);
  });
});

describe("secrets", () => {
  test("reach pods through a Secret, and nobody else", async () => {
    const { inputs } = await recordGame(cup());
    expect(inputs("Secret game-cup.env")).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "game-cup.env", namespace: "game-servers" },
      type: "Opaque",
      stringData: "[secret]",
    });
    expect(inputs("Secret game-cup.pull.mirror-a-79b0e4")).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "game-cup.pull.mirror-a-79b0e4", namespace: "game-servers" },
      type: "kubernetes.io/dockerconfigjson",
      stringData: "[secret]",
    });
    expect(inputs("Fleet cup-fleet")).toHaveProperty(
      "spec.template.spec.template.metadata.annotations",
      expect.objectContaining({ "game.gameplane.dev/secrets": "[secret]" }),
    );
  });
});

describe("AWS rights", () => {
  test("come with a service account that has the SDK server's rights", async () => {
    const { inputs } = await recordGame(cup());
    expect(inputs("RoleBinding game-cup")).toMatchObject({
      metadata: { name: "game-cup", namespace: "game-servers" },
      subjects: [{ kind: "ServiceAccount", name: "game-cup", namespace: "game-servers" }],
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "agones-sdk" },
    });
    expect(inputs("PodIdentityAssociation game-cup")).toMatchObject({
      clusterName: "prod",
      namespace: "game-servers",
      serviceAccount: "game-cup",
    });
    expect(inputs("RolePolicy game-cup").policy).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::replays/*"] }],
    });
  });

  test("need EKS", async () => {
    await record(() => {
      const opts = { providers: providers() };
      expect(() => new Game("cup", { ...EXISTING_CLUSTER_ARGS, game: cup() }, opts)).toThrow(
        "game cup has AWS rights (iam), but its cluster is not EKS, so no pod can assume a role; remove iam, or run the game on EKS",
      );
    });
  });
});

test("transforms reach every child of their kind", async () => {
  const { find, inputs } = await recordGame(realm(), {
    transform: {
      fleet: (args) => {
        args.spec.priorities = [{ type: "List", key: "players" }];
      },
      networkPolicy: { spec: { podSelector: {}, policyTypes: ["Ingress"] } },
      persistentVolumeClaim: (_args, opts) => {
        opts.retainOnDelete = true;
      },
    },
  });
  for (const world of ["realm-north", "realm-south"]) {
    expect(inputs(`Fleet ${world}`)).toHaveProperty("spec.priorities", [{ type: "List", key: "players" }]);
    expect(find(`PersistentVolumeClaim ${world}`).options.retainOnDelete).toBe(true);
  }
  expect(inputs("NetworkPolicy game-server.realm").spec).toEqual({
    podSelector: {},
    policyTypes: ["Ingress"],
  });
});
