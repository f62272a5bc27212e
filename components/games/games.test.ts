import { describe, expect, test } from "@jest/globals";
import * as kubernetes from "@pulumi/kubernetes";
import { record } from "../../preview/record.ts";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { recorded } from "../cluster/cluster-fixture.ts";
import { cup, duel, EXISTING_CLUSTER_ARGS, PLAIN_ARGS, providers, realm } from "./game-fixture.ts";
import type { GameSpec } from "./game-spec.ts";
import type { GamesArgs } from "./games.ts";
import { Games } from "./games.ts";

const recordGames = (games: GameSpec[], changes: Partial<GamesArgs> = {}) =>
  record(() => {
    const byPackage = providers();
    const agones = new kubernetes.core.v1.ConfigMap("agones", {}, { provider: byPackage.kubernetes });
    new Games(
      "games",
      { ...PLAIN_ARGS, games, storageClass: "create", ...changes },
      { providers: byPackage, dependsOn: [agones] },
    );
  });

describe("what all games share", () => {
  test("is this", async () => {
    expect(recorded(await recordGames([])).keys).toEqual([
      "ConfigMap agones",
      "PodMonitor game-server-metrics",
      "PriorityClass game-server",
      "StorageClass game-server-ssd",
    ]);
  });

  test("is less on a cluster with storage", async () => {
    const resources = await record(() => {
      new Games("games", { ...EXISTING_CLUSTER_ARGS, games: [] }, { providers: providers() });
    });
    expect(recorded(resources).keys).toEqual(["PodMonitor game-server-metrics", "PriorityClass game-server"]);
  });

  test("lets nobody take a game server's place, nor one take another's", async () => {
    const { inputs } = recorded(await recordGames([]));
    expect(inputs("PriorityClass game-server")).toEqual({
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: { name: "game-server" },
      description: "Game servers: no ordinary pod takes their place, and they take nobody's.",
      value: 100_000,
      preemptionPolicy: "Never",
    });
  });

  test("stores on encrypted disks in the zone of the pod, which go with their claim", async () => {
    const { inputs } = recorded(await recordGames([]));
    expect(inputs("StorageClass game-server-ssd")).toEqual({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "game-server-ssd" },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
    });
  });

  test("scrapes each game server on its own path", async () => {
    const { inputs } = recorded(await recordGames([]));
    expect(inputs("PodMonitor game-server-metrics")).toEqual({
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PodMonitor",
      metadata: { name: "game-server-metrics", namespace: "game-servers" },
      spec: {
        selector: { matchLabels: { "agones.dev/role": "gameserver" } },
        podTargetLabels: ["game", "type"],
        podMetricsEndpoints: [
          {
            port: "metrics",
            interval: "30s",
            relabelings: [
              {
                action: "replace",
                sourceLabels: ["__meta_kubernetes_pod_annotation_prometheus_io_path"],
                targetLabel: "__metrics_path__",
              },
              {
                action: "replace",
                sourceLabels: ["__meta_kubernetes_pod_label_game_gameplane_dev_fleet"],
                targetLabel: "fleet",
              },
            ],
          },
        ],
      },
    });
  });
});

describe("each game", () => {
  /** Everything that the engine compares, by URN. */
  const state = (resources: RecordedResource[]) =>
    new Map(
      resources.map(({ urn, inputs, options, dependencies, parent }) => [
        urn,
        JSON.stringify({ inputs, options, dependencies, parent }),
      ]),
    );

  /** Names of what two previews have not in common. */
  async function changes(before: GameSpec[], after: GameSpec[]): Promise<string[]> {
    const [old, fresh] = [state(await recordGames(before)), state(await recordGames(after))];
    const urns = new Set([...old.keys(), ...fresh.keys()]);
    return [...urns]
      .filter((urn) => old.get(urn) !== fresh.get(urn))
      .map((urn) => urn.split("::").at(-1) ?? "")
      .toSorted();
  }

  const REALM = [
    "game-server.realm",
    "realm",
    ...["realm-north", "realm-north", "realm-south", "realm-south"],
  ];
  const DUEL = ["duel", "duel", "duel", "game-server.duel"];

  test("comes and goes alone", async () => {
    expect(await changes([duel(), cup()], [duel(), realm(), cup()])).toEqual(REALM);
    expect(await changes([duel(), realm(), cup()], [cup(), duel()])).toEqual(REALM);
  });

  test("is renamed alone", async () => {
    const renamed = duel({ id: "joust", fleet: "joust" });
    expect(await changes([cup(), duel()], [cup(), renamed])).toEqual([
      ...DUEL,
      "game-server.joust",
      ...["joust", "joust", "joust"],
    ]);
  });

  test("changes alone, and nothing changes by itself", async () => {
    expect(await changes([cup(), duel()], [cup(), duel({ tickRate: 30 })])).toEqual(["duel"]);
    expect(await changes([cup(), duel(), realm()], [realm(), cup(), duel()])).toEqual([]);
  });

  test("waits for Agones and what games share, as the engine sees it: by its parents", async () => {
    const { find, waitsFor } = recorded(await recordGames([duel()]));
    const fleet = find("Fleet duel");
    expect(fleet.parent).toBe(find("Game duel").urn);
    expect(find("Game duel").parent).toBe(find("Games games").urn);
    expect(waitsFor("Game duel")).toEqual(["PriorityClass game-server", "StorageClass game-server-ssd"]);
    expect(waitsFor("Games games")).toEqual(["ConfigMap agones"]);
  });

  test("gets the transforms", async () => {
    const resources = await recordGames([duel()], {
      transform: { fleetAutoscaler: { spec: { fleetName: "other", policy: { type: "Chain", chain: [] } } } },
    });
    expect(recorded(resources).inputs("FleetAutoscaler duel")).toHaveProperty("spec.fleetName", "other");
  });
});
