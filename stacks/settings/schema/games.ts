import { z } from "zod";
import { GAME_TYPES } from "../../../components/games/game-spec.ts";
import { GAME_NAMESPACE } from "../../../components/isolation/namespaces.ts";
import { isCidr } from "../cidr.ts";
import { autoscaling } from "./game-autoscaling.ts";
import { storage } from "./game-storage.ts";
import {
  byObjectName,
  cpu,
  image,
  LABEL_VALUE,
  labels,
  memorySize,
  objectName,
  urlPath,
} from "./kubernetes.ts";
import {
  describe,
  flag,
  group,
  isSecretRef,
  listOf,
  named,
  oneOf,
  someOf,
  text,
  wholeNumber,
} from "./setting.ts";

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ENV_NAMES = "names of environment variables such as LOG_LEVEL";
const SECRET_NAME = /^[A-Za-z][\w-]{0,62}$/;
const REGION_NAME = /^[a-z][a-z0-9-]{0,30}$/;

const port = group(
  {
    port: wholeNumber(1, 65535, {
      description:
        "Port on which the container listens; left out with Passthrough, where it reads its port from the SDK (GameServer status).",
      defaultText: "none",
    }).optional(),
    protocol: oneOf(["UDP", "TCP", "TCPUDP"], "What players speak to it; TCPUDP opens both.").default("UDP"),
    policy: oneOf(
      ["Dynamic", "Passthrough", "Static"],
      "Who chooses the port of the node. Dynamic: Agones, which maps it to `port`. Passthrough: Agones, and the container listens on that very port. Static: `hostPort`.",
    ).default("Dynamic"),
    hostPort: wholeNumber(1024, 65535, {
      description: "Port of the node, with Static alone; such a game has one server.",
      defaultText: "none",
    }).optional(),
  },
  "A port that players use.",
);

const egressTarget = group(
  {
    app: text(LABEL_VALUE, "a label value such as telemetry", {
      description: "Value of the label `app` of the pods that may be reached; this or `cidrs`.",
      defaultText: "none",
    }).optional(),
    namespace: objectName({
      description: "Namespace of the pods of `app`.",
      defaultText: GAME_NAMESPACE,
    }).optional(),
    cidrs: listOf(
      z.string().refine(isCidr),
      "a list of IPv4 CIDRs such as [203.0.113.0/24]",
      "Addresses that may be reached; these or `app`.",
    ).default([]),
    ports: someOf(
      z.number().int().min(1).max(65535),
      "a list of ports such as [443]",
      "Ports that may be reached there.",
    ),
    protocol: oneOf(["TCP", "UDP"], "Protocol of these ports.").default("TCP"),
  },
  "Something that servers may reach.",
);

/** Any map: it is laid over the game's own settings, and their schema sees the result. */
const overrides = describe(
  z.looseObject({}).refine((value) => !isSecretRef(value)),
  "Settings of the game that differ in this region; {} for none.",
  "a map of the game's settings such as {} or { players: 32 }",
);

const game = group(
  {
    type: oneOf(GAME_TYPES, "What players do on its servers; decides the defaults in the table of types."),
    fleet: objectName(
      {
        description: "Name of the Fleet, which matchmaking selects by.",
        defaultText: "the game's id",
      },
      253,
      63,
    ).optional(),
    image: image(
      "Image of the game server with its tag or digest; without a host it comes from the environment's registry.",
    ),
    command: someOf(z.string(), "a list of texts such as [/server, --log]", {
      description: "What the container runs.",
      defaultText: "the image's entry point",
    }).optional(),
    args: someOf(z.string(), "a list of texts such as [--log]", {
      description: "Arguments of the command.",
      defaultText: "the image's",
    }).optional(),
    cpu,
    memory: memorySize,
    players: wholeNumber(1, 10000, "Most players on one server, which reads it as MAX_PLAYERS."),
    tickRate: wholeNumber(1, 1000, {
      description: "Simulation steps a second; the server reads it as TICK_RATE.",
      unit: "Hz",
    }).default(64),
    modes: someOf(
      z.string().regex(/^[\w.-]+$/),
      "a list of names such as [duel, ranked]",
      "Game modes; the server reads them as GAME_MODE.",
    ).default(["all"]),
    ports: byObjectName(
      15,
      port,
      "Ports that players use, by name; the first is the one that a matchmaker hands out.",
    ).default({
      game: { port: 7777, protocol: "UDP", policy: "Dynamic" },
    }),
    gpu: group(
      {
        type: text(
          LABEL_VALUE,
          "a label value such as nvidia-a10g",
          "Type of GPU: the label `gpu-type` of the pool's nodes.",
        ),
        count: wholeNumber(1, 16, "GPUs of each server.").default(1),
      },
      "GPUs of a server; only where a pool with role gpu has them.",
    ).optional(),
    antiCheat: group(
      {
        enabled: flag("Sets ANTI_CHEAT to enabled or disabled for the server.").default(true),
        sidecar: group(
          { image: image("Image of the container beside the game's."), cpu, memory: memorySize },
          "A container that watches the game's.",
        ).optional(),
      },
      "Whether servers check for cheating, and a container of yours that watches each.",
    ).prefault({}),
    storage,
    health: group(
      {
        initialDelaySeconds: wholeNumber(1, 3600, {
          description: "Time that a server has to start before its first Health() is missed.",
          unit: "seconds",
        }).default(30),
        periodSeconds: wholeNumber(1, 60, {
          description: "Longest time between two Health() calls.",
          unit: "seconds",
        }).default(10),
        failureThreshold: wholeNumber(
          1,
          20,
          "Missed Health() calls after which the server is replaced.",
        ).default(3),
      },
      "Agones' health checking.",
    ).prefault({}),
    regions: named(
      REGION_NAME,
      "region names such as eu-west-1",
      overrides,
      "Regions that run the game, each with the settings that differ there.",
    )
      .meta({
        defaultText: "every region",
      })
      .optional(),
    autoscaling,
    replicas: wholeNumber(0, 20000, {
      description: "A fixed number of servers, without an autoscaler.",
      defaultText: "autoscaling decides",
    }).optional(),
    rollout: group(
      {
        // Agones takes 1% to 99%.
        maxSurgePercent: wholeNumber(1, 99, {
          description: "Servers that an update may add beyond the wanted number, as a share of it.",
          unit: "%",
        }).default(25),
        maxUnavailablePercent: wholeNumber(1, 99, {
          description: "Ready servers that may be missing during an update, as a share of the wanted number.",
          unit: "%",
        }).default(25),
      },
      "How an update replaces servers that nobody plays on.",
    ).prefault({}),
    scheduling: oneOf(["Packed", "Distributed"], {
      description: "Packed fills nodes one after the other, Distributed spreads servers over all nodes.",
      defaultText: "by the game's type",
    }).optional(),
    eviction: oneOf(["Never", "OnUpgrade", "Always"], {
      description:
        "Who may end a running server. Never: nobody. OnUpgrade: upgrades of nodes. Always: also whoever removes nodes.",
      defaultText: "by the game's type",
    }).optional(),
    graceSeconds: wholeNumber(1, 86400, {
      description: "Time that a server has to end its session once it was told to stop.",
      unit: "seconds",
      defaultText: "by the game's type",
    }).optional(),
    env: named(
      ENV_NAME,
      ENV_NAMES,
      text(/^[^\0]*$/, "text", "Value of an environment variable."),
      "Further environment variables.",
    ).default({}),
    secrets: named(
      ENV_NAME,
      ENV_NAMES,
      text(
        SECRET_NAME,
        "the name of a secret below gameplane:secrets",
        "Name of the secret whose value the variable gets.",
      ),
      "Environment variables whose values are secrets of this stack or of its environment.",
    ).default({}),
    pullSecrets: listOf(
      z.string().regex(SECRET_NAME),
      "a list of names below gameplane:secrets such as [registry]",
      "Secrets that hold a Docker configuration (JSON) to pull the images with.",
    ).default([]),
    labels: labels("Value of the label.", "Further labels of the pods."),
    metrics: group(
      {
        port: wholeNumber(1, 65535, "TCP port of the metrics.").default(9090),
        path: urlPath("Path of the metrics.").default("/metrics"),
      },
      "Where Prometheus finds the servers' metrics.",
    ).prefault({}),
    egress: byObjectName(
      40,
      egressTarget,
      "What servers may reach beside DNS, Agones and the game backend.",
    ).default({}),
    iam: byObjectName(
      40,
      group(
        {
          actions: someOf(
            z.string().regex(/^[a-z0-9-]+:[A-Za-z*]+$/),
            "a list of IAM actions such as [s3:PutObject]",
            "IAM actions that servers may take.",
          ),
          resources: someOf(
            z.string().regex(/^(\*|arn:\S+)$/),
            "a list of ARNs such as [arn:aws:s3:::replays/*]",
            "ARNs of what they may do it to.",
          ),
        },
        "One statement of the role.",
      ),
      "AWS rights of the servers (Pod Identity): IAM statements by a name of your choice. AWS's endpoints have to be among `egress`, too.",
    ).default({}),
    counters: byObjectName(
      63,
      group(
        {
          count: wholeNumber(0, 1_000_000, "Count that a new server starts with.").default(0),
          capacity: wholeNumber(1, 1_000_000, "Most that the Counter of one server can reach."),
        },
        "An Agones Counter.",
      ),
      "Agones Counters, such as the sessions on one server.",
    ).default({}),
    lists: byObjectName(
      63,
      group(
        { capacity: wholeNumber(1, 1000, "Most entries that the List of one server can hold.") },
        "An Agones List.",
      ),
      "Agones Lists, such as the players on one server.",
    ).default({}),
    sdk: group(
      {
        logLevel: oneOf(["Error", "Info", "Debug", "Trace"], "What the SDK's sidecar logs.").default("Info"),
        grpcPort: wholeNumber(1024, 65535, "Port of the SDK over gRPC.").default(9357),
        httpPort: wholeNumber(1024, 65535, "Port of the SDK over HTTP.").default(9358),
      },
      "The Agones SDK beside each server.",
    ).prefault({}),
    security: group(
      {
        runAsUser: wholeNumber(1, 65535, "User id of the processes.").default(1000),
        readOnlyRootFilesystem: flag(
          "Make the image's own files read-only; the server can then write to its volumes and /tmp alone.",
        ).default(false),
      },
      "What the container may do on its node.",
    ).prefault({}),
    pool: text(/^[a-z][a-z0-9-]{0,19}$/, "the name of a pool such as game", {
      description: "Name of the one node pool to run on.",
      defaultText: "any pool with role game, or with role gpu and the GPU's type",
    }).optional(),
    drain: flag(
      "Nobody new plays it: Ready servers go, others as their sessions end. Remove the game when none is left (docs/operations.md, 'Drain and remove a game').",
    ).default(false),
  },
  "A game.",
);

export const games = byObjectName(
  30,
  game,
  "Games by id, a Fleet each in every region, or in those that `regions` names.",
).default({});

export type Game = z.output<typeof game>;
