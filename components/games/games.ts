import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { GAME_NAMESPACE } from "../isolation/namespaces.ts";
import { GAME_SERVER_PODS } from "../isolation/pod-labels.ts";
import type { GameArgs } from "./game.ts";
import { Game } from "./game.ts";
import type { GameSpec } from "./game-spec.ts";
import {
  FLEET_LABEL,
  METRICS_PATH_ANNOTATION,
  METRICS_PORT_NAME,
  PRIORITY_CLASS,
  STORAGE_CLASS,
} from "./names.ts";

export interface GamesArgs extends Omit<GameArgs, "game"> {
  games: GameSpec[];
  /** Makes the StorageClass `game-server-ssd` for EKS's own disks. @default games name one that is there */
  storageClass?: "create";
}

/**
 * All games of a region, and what they share: the priority of their pods, the StorageClass of their volumes and how
 * Prometheus finds them. Adding, renaming or removing a game touches that game's resources alone.
 *
 * It depends on Agones (`dependsOn`), so that every Fleet comes after it and is gone before it.
 *
 * Costs nothing itself.
 *
 * @example
 * new Games("games", {
 *   games: settings.games,
 *   region: "eu-west-1",
 *   gamePorts: { min: 7000, max: 8000, sourceCidrs: ["0.0.0.0/0"] },
 *   protect: true,
 *   storageClass: "create",
 *   clusterName: cluster.name,
 * }, { providers: { aws: provider, kubernetes: cluster.provider }, dependsOn: [isolation, agones] });
 */
export class Games extends pulumi.ComponentResource {
  constructor(name: string, args: GamesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:games:Games", name, {}, opts);
    const priorityClass = createPriorityClass(this);
    const storageClass = createStorageClass(this, args);
    createPodMonitor(this);
    createGames(this, args, [priorityClass, ...storageClass]);
    this.registerOutputs({});
  }
}

function createPriorityClass(parent: pulumi.Resource): pulumi.Resource {
  return new kubernetes.scheduling.v1.PriorityClass(
    PRIORITY_CLASS,
    {
      metadata: { name: PRIORITY_CLASS },
      description: "Game servers: no ordinary pod takes their place, and they take nobody's.",
      // Above ordinary pods (0), below Agones (1,000,000) and the system (2,000,000,000).
      value: 100_000,
      // What has a lower priority on a game node is a DaemonSet's, which the servers there need.
      preemptionPolicy: "Never",
    },
    { parent },
  );
}

function createStorageClass(parent: pulumi.Resource, { storageClass }: GamesArgs): pulumi.Resource[] {
  if (storageClass === undefined) return [];
  return [
    new kubernetes.storage.v1.StorageClass(
      STORAGE_CLASS,
      {
        metadata: { name: STORAGE_CLASS },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true" },
        // A volume is made in the zone of its pod's node.
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        // Retain would leave the disk of every server that ever had scratch space. Worlds are safe by their claims.
        reclaimPolicy: "Delete",
      },
      { parent },
    ),
  ];
}

/**
 * One for all games. No Service stands between: its Endpoints would be written anew with each server that comes or
 * goes, and list no more than 1,000.
 */
function createPodMonitor(parent: pulumi.Resource): void {
  const body: IPodMonitor = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name: "game-server-metrics", namespace: GAME_NAMESPACE },
    spec: {
      selector: { matchLabels: GAME_SERVER_PODS },
      podTargetLabels: ["game", "type"],
      podMetricsEndpoints: [
        {
          port: METRICS_PORT_NAME,
          interval: "30s",
          relabelings: [
            relabel(`annotation_${METRICS_PATH_ANNOTATION}`, "__metrics_path__"),
            relabel(`label_${FLEET_LABEL}`, "fleet"),
          ],
        },
      ],
    },
  };
  new kubernetes.apiextensions.CustomResource("game-server-metrics", { ...body }, { parent });
}

/** Prometheus writes what a label's name may not have as underscores. */
const relabel = (of: string, targetLabel: string) => ({
  action: "replace" as const,
  sourceLabels: [`__meta_kubernetes_pod_${of.replaceAll(/[^a-zA-Z0-9_]/g, "_")}`],
  targetLabel,
});

function createGames(parent: pulumi.Resource, args: GamesArgs, ready: pulumi.Resource[]): void {
  const { region, gamePorts, protect, clusterName, transform } = args;
  for (const game of args.games) {
    new Game(
      game.id,
      {
        game,
        region,
        gamePorts,
        protect,
        ...(clusterName !== undefined && { clusterName }),
        ...(transform !== undefined && { transform }),
      },
      { parent, dependsOn: ready },
    );
  }
}
