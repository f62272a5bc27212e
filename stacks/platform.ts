import type * as aws from "@pulumi/aws";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type * as tls from "@pulumi/tls";
import type { AgonesArgs } from "../components/agones/agones.ts";
import { Agones } from "../components/agones/agones.ts";
import { Games } from "../components/games/games.ts";
import type { IsolationArgs } from "../components/isolation/isolation.ts";
import { Isolation } from "../components/isolation/isolation.ts";
import { GAME_NAMESPACE, MONITORING_NAMESPACE } from "../components/isolation/namespaces.ts";
import type { Placement } from "../components/nodes/placement.ts";
import { PrometheusCrds } from "../components/observability/prometheus-crds.ts";
import type { GameReferences } from "./games.ts";
import { gameSpec } from "./games.ts";
import type { RegionSettings } from "./settings/settings.ts";

/** What the platform has to know of the cluster that it runs on. */
export interface PlatformCluster {
  providers: { kubernetes: k8s.Provider; tls: tls.Provider; aws?: aws.Provider };
  isolation: Pick<IsolationArgs, "apiServer" | "webhookSources" | "allocatorSources">;
  /** Nodes of Agones' own. */
  agonesPlacement: Placement;
  allocator: Pick<AgonesArgs["allocator"], "server" | "clientCaCertificates" | "exposure">;
  pingExposure: NonNullable<AgonesArgs["ping"]>["exposure"];
  /** Images and secrets that games name. */
  references: GameReferences;
  /** Makes the StorageClass of games' volumes. @default it is there */
  storageClass?: "create";
  /** The EKS cluster, whose pods may have AWS roles. @default no pod has one */
  clusterName?: pulumi.Input<string>;
  /** What has to be there first and, as it removes what Services made, has to be gone last. */
  dependsOn: pulumi.Resource[];
}

/** The platform and its games, on whatever cluster: isolation, then Agones, then games. Destroyed in the reverse order. */
export function createPlatform(settings: RegionSettings, cluster: PlatformCluster): void {
  const isolation = createIsolation(settings, cluster);
  const crds = createPrometheusCrds(settings, cluster, isolation);
  const agones = createAgones(settings, cluster, [...isolation.ready, ...crds]);
  createGames(settings, cluster, [...isolation.ready, ...crds, agones]);
}

function createIsolation(
  { gamePorts: { min, max }, quota, agones }: RegionSettings,
  cluster: PlatformCluster,
): Isolation {
  return new Isolation(
    "isolation",
    { ...cluster.isolation, ping: agones.ping, gamePorts: { min, max }, quota },
    { providers: cluster.providers, dependsOn: cluster.dependsOn },
  );
}

function createPrometheusCrds(
  { monitoring, charts, protect }: RegionSettings,
  cluster: PlatformCluster,
  isolation: Isolation,
): PrometheusCrds[] {
  if (!monitoring.crds) return [];
  return [
    new PrometheusCrds(
      "prometheus-crds",
      { chart: charts.prometheusOperatorCrds, namespace: MONITORING_NAMESPACE, protect },
      { providers: cluster.providers, dependsOn: isolation.ready },
    ),
  ];
}

function createAgones(
  { gamePorts: { min, max }, charts, agones }: RegionSettings,
  cluster: PlatformCluster,
  dependsOn: pulumi.Resource[],
): Agones {
  return new Agones(
    "agones",
    {
      chart: charts.agones,
      ...(agones.imageRegistry !== undefined && { imageRegistry: agones.imageRegistry }),
      gamePorts: { min, max },
      gameServerNamespaces: [GAME_NAMESPACE],
      replicas: agones.replicas,
      numWorkers: agones.numWorkers,
      placement: cluster.agonesPlacement,
      allocator: { ...cluster.allocator, batchWaitMilliseconds: agones.allocationBatchWaitMilliseconds },
      ...(agones.ping && { ping: { replicas: PING_REPLICAS, exposure: cluster.pingExposure } }),
      logLevel: agones.logLevel,
      featureGates: agones.featureGates,
      webhookCertificates: agones.certificates,
    },
    { providers: cluster.providers, dependsOn },
  );
}

/** It answers one packet for each ping: one pod is enough, the other is for when its node goes. */
const PING_REPLICAS = 2;

function createGames(
  { region, gamePorts, games, protect }: RegionSettings,
  cluster: PlatformCluster,
  dependsOn: pulumi.Resource[],
): void {
  const { storageClass, clusterName } = cluster;
  new Games(
    "games",
    {
      games: games.map((game) => gameSpec(game, cluster.references)),
      region,
      gamePorts,
      protect,
      ...(storageClass !== undefined && { storageClass }),
      ...(clusterName !== undefined && { clusterName }),
    },
    { providers: cluster.providers, dependsOn },
  );
}
