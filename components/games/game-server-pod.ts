import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AntiCheatSidecar, GameSpec, ScratchVolume, World } from "./game-spec.ts";
import {
  environmentSecretName,
  FLEET_LABEL,
  METRICS_PATH_ANNOTATION,
  METRICS_PORT_NAME,
  PRIORITY_CLASS,
  pullSecretName,
  serviceAccountName,
  WORLD_LABEL,
  worldName,
} from "./names.ts";
import { ZONE_ID_LABEL } from "../nodes/placement.ts";
import { gibibytes } from "../quantities.ts";

type Pod = kubernetes.types.input.core.v1.PodSpec;
type Container = kubernetes.types.input.core.v1.Container;
type EnvVar = kubernetes.types.input.core.v1.EnvVar;
type Volume = kubernetes.types.input.core.v1.Volume;
type VolumeMount = kubernetes.types.input.core.v1.VolumeMount;

/** Name of the container that Agones watches, checks and opens ports on. */
export const GAME_CONTAINER = "game-server";

/** The Fleet that a pod belongs to. */
export interface FleetIdentity {
  fleet: string;
  world?: World;
  /** Value of the environment variable REGION. */
  region: string;
  /** Changes with the values of the game's secrets. @default the game has none */
  secretChecksum?: pulumi.Input<string>;
}

/** What Agones makes a server's pod from; it adds the SDK server, host ports, liveness probe and restart policy. */
export function podTemplate(
  game: GameSpec,
  identity: FleetIdentity,
): kubernetes.types.input.core.v1.PodTemplateSpec {
  return {
    metadata: {
      labels: { ...game.labels, ...labels(game, identity) },
      annotations: annotations(game, identity),
    },
    spec: podSpec(game, identity),
  };
}

/** Of GameServers and their pods; a label of a GameServer does not reach its pod. */
export const labels = ({ id, type }: GameSpec, { fleet, world }: FleetIdentity): Record<string, string> => ({
  game: id,
  type,
  [FLEET_LABEL]: fleet,
  ...(world !== undefined && { [WORLD_LABEL]: world.name }),
});

function annotations(
  { metrics, eviction }: GameSpec,
  { secretChecksum }: FleetIdentity,
): Record<string, pulumi.Input<string>> {
  return {
    [METRICS_PATH_ANNOTATION]: metrics.path,
    // Agones tells Cluster Autoscaler whether a server may be ended, but not Karpenter.
    ...(eviction !== "Always" && { "karpenter.sh/do-not-disrupt": "true" }),
    ...(secretChecksum !== undefined && { "game.gameplane.dev/secrets": secretChecksum }),
  };
}

function podSpec(game: GameSpec, identity: FleetIdentity): Pod {
  const { graceSeconds, scheduling, placement, iam } = game;
  const { world } = identity;
  const sidecar = antiCheatSidecar(game);
  const nodeSelector = {
    ...placement.nodeSelector,
    ...(world?.zoneId !== undefined && { [ZONE_ID_LABEL]: world.zoneId }),
  };
  const pullSecrets = Object.keys(game.pullSecrets);
  const disks = diskVolumes(game, identity);
  const volumes = podVolumes(game, disks);
  // Empty maps and lists are left out throughout: Agones drops them, which would show as a change after each refresh.
  return {
    ...(sidecar !== undefined && { initContainers: [antiCheatContainer(sidecar)] }),
    containers: [gameContainer(game, identity, disks)],
    ...(volumes.length > 0 && { volumes }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: game.security.runAsUser,
      seccompProfile: { type: "RuntimeDefault" },
      ...(disks.length > 0 && {
        fsGroup: game.security.runAsUser,
        // Otherwise the kubelet walks through a world's whole volume before each start.
        fsGroupChangePolicy: "OnRootMismatch",
      }),
    },
    ...(iam !== undefined && { serviceAccountName: serviceAccountName(game) }),
    ...(pullSecrets.length > 0 && {
      imagePullSecrets: pullSecrets.map((secret) => ({ name: pullSecretName(game, secret) })),
    }),
    priorityClassName: PRIORITY_CLASS,
    terminationGracePeriodSeconds: graceSeconds,
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(placement.tolerations.length > 0 && { tolerations: placement.tolerations }),
    // With Packed Agones adds an affinity to other game servers; with Distributed it leaves pods to the scheduler,
    // which spreads pods of Services and ReplicaSets only.
    ...(scheduling === "Distributed" && {
      topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
        (topologyKey) => ({
          topologyKey,
          maxSkew: 1,
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { game: game.id } },
        }),
      ),
    }),
  };
}

function gameContainer(game: GameSpec, identity: FleetIdentity, disks: Disk[]): Container {
  const { command, args, cpu, memory, gpu, metrics, security } = game;
  const volumeMounts = gameMounts(game, disks);
  return {
    name: GAME_CONTAINER,
    image: game.image,
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    env: environment(game, identity),
    ports: [{ name: METRICS_PORT_NAME, containerPort: metrics.port, protocol: "TCP" }],
    resources: {
      requests: { cpu: cpu.request, memory: memory.request },
      limits: {
        cpu: cpu.limit,
        memory: memory.limit,
        ...(gpu !== undefined && { "nvidia.com/gpu": String(gpu.count) }),
      },
    },
    securityContext: {
      ...UNPRIVILEGED,
      readOnlyRootFilesystem: security.readOnlyRootFilesystem,
    },
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

const antiCheatSidecar = ({ antiCheat }: GameSpec) => (antiCheat.enabled ? antiCheat.sidecar : undefined);

/**
 * A native sidecar: it runs before the game starts, restarts by itself, and a pod whose game has ended is complete
 * although it still runs.
 */
function antiCheatContainer({ image, cpu, memory }: AntiCheatSidecar): Container {
  return {
    name: "anti-cheat",
    image,
    restartPolicy: "Always",
    env: [SERVER_ID],
    resources: {
      requests: { cpu: cpu.request, memory: memory.request },
      limits: { cpu: cpu.limit, memory: memory.limit },
    },
    securityContext: UNPRIVILEGED,
    volumeMounts: [NO_TOKEN_MOUNT],
  };
}

const UNPRIVILEGED = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

const SERVER_ID: EnvVar = { name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } };

function environment(game: GameSpec, { region }: FleetIdentity): EnvVar[] {
  const plain = {
    MAX_PLAYERS: String(game.players),
    TICK_RATE: String(game.tickRate),
    GAME_MODE: game.modes.join(","),
    ANTI_CHEAT: game.antiCheat.enabled ? "enabled" : "disabled",
    REGION: region,
    ...game.env,
  };
  return [
    SERVER_ID,
    ...Object.entries(plain).map(([name, value]) => (value === "" ? { name } : { name, value })),
    ...Object.keys(game.secretEnv).map((name) => ({
      name,
      valueFrom: { secretKeyRef: { name: environmentSecretName(game), key: name } },
    })),
  ];
}

/**
 * Agones hides the service account's token, with which the SDK server may change GameServers, from the game's
 * container alone, and only if the service account is its own. An empty directory in its place hides it elsewhere.
 */
const NO_TOKEN = "no-token";
const NO_TOKEN_MOUNT: VolumeMount = {
  name: NO_TOKEN,
  mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
  readOnly: true,
};

/** A volume with a disk of its own, and where the game finds it. */
interface Disk {
  volume: Volume;
  mountPath: string;
}

function diskVolumes(game: GameSpec, identity: FleetIdentity): Disk[] {
  const { scratch, servers } = game;
  const { world } = identity;
  return [
    ...(scratch === undefined
      ? []
      : [{ volume: scratchVolume(scratch, labels(game, identity)), mountPath: scratch.path }]),
    ...(servers.kind === "worlds" && world !== undefined
      ? [{ volume: worldVolume(game, world), mountPath: servers.volume.path }]
      : []),
  ];
}

const scratchVolume = (
  { storageClass, sizeGiB }: ScratchVolume,
  claimLabels: Record<string, string>,
): Volume => ({
  name: "scratch",
  ephemeral: {
    volumeClaimTemplate: {
      metadata: { labels: claimLabels },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: storageClass,
        resources: { requests: { storage: gibibytes(sizeGiB) } },
      },
    },
  },
});

const worldVolume = (game: GameSpec, world: World): Volume => ({
  name: "world",
  persistentVolumeClaim: { claimName: worldName(game, world) },
});

const TMP = "/tmp";

/** Whether an image that may not write to its own files needs a place for temporary ones. */
const needsTmp = ({ security }: GameSpec, disks: Disk[]) =>
  security.readOnlyRootFilesystem && disks.every(({ mountPath }) => mountPath !== TMP);

const podVolumes = (game: GameSpec, disks: Disk[]): Volume[] => [
  ...disks.map(({ volume }) => volume),
  ...(needsTmp(game, disks) ? [{ name: "tmp", emptyDir: {} }] : []),
  ...(game.iam !== undefined || antiCheatSidecar(game) !== undefined
    ? [{ name: NO_TOKEN, emptyDir: {} }]
    : []),
];

const gameMounts = (game: GameSpec, disks: Disk[]): VolumeMount[] => [
  ...disks.map(({ volume, mountPath }) => ({ name: volume.name, mountPath })),
  ...(needsTmp(game, disks) ? [{ name: "tmp", mountPath: TMP }] : []),
  ...(game.iam === undefined ? [] : [NO_TOKEN_MOUNT]),
];
