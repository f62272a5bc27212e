import { z } from "zod";
import { GAME_TYPES } from "../../../components/games/game-spec.ts";
import { isCidr } from "../cidr.ts";
import type { Doc } from "./setting.ts";
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

const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ENV_NAMES = "names of environment variables such as LOG_LEVEL";
const SECRET_NAME = /^[A-Za-z][\w-]{0,62}$/;
const REGION_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Names of Kubernetes objects, and parts of such names. */
const objectName = (most: number) => new RegExp(`^[a-z]([a-z0-9-]{0,${most - 2}}[a-z0-9])?$`);
const objectNames = (most: number) =>
  `names of up to ${most} lower-case letters, digits and dashes that begin with a letter`;
const anObjectName = (most: number) =>
  `a name of up to ${most} lower-case letters, digits and dashes that begins with a letter`;

const image = (doc: Doc) =>
  text(
    /^[a-z0-9][\w.:/@-]*$/,
    "an image such as battle-royale:1.4.2, or registry.example.com/duel@sha256: and its digest",
    doc,
  );

const cpus = (doc: Doc) =>
  describe(
    z.union([z.number().min(0.01).max(448).multipleOf(0.001), z.string().regex(/^[1-9]\d{1,5}m$/)]),
    doc,
    "a number of CPUs such as 2, 0.5 or 500m",
  );

const memory = (doc: Doc) => text(/^[1-9]\d{0,5}(Mi|Gi)$/, "an amount of memory such as 512Mi or 4Gi", doc);

/** Not the root, and without a slash at its end. */
const folder = (doc: Doc) => text(/^(\/[\w.-]+)+$/, "an absolute path such as /data", doc);

const urlPath = (doc: Doc) => text(/^\/[\w./-]*$/, "an absolute path such as /metrics", doc);

const cpu = group(
  {
    request: cpus("CPUs that a server is sure of; decides how many servers fit on a node."),
    limit: cpus({
      description: "CPUs that a server may take while others leave them.",
      defaultText: "the request",
    }).optional(),
  },
  "CPUs of a server.",
);

const memorySize = group(
  {
    request: memory("Memory that a server is sure of; decides how many servers fit on a node."),
    limit: memory({
      description: "Memory above which the server is killed.",
      defaultText: "the request",
    }).optional(),
  },
  "Memory of a server.",
);

const port = group(
  {
    port: wholeNumber(1, 65535, {
      description: "Port on which the container listens; left out with Passthrough.",
      defaultText: "none",
    }).optional(),
    protocol: oneOf(["UDP", "TCP", "TCPUDP"], "What players speak to it; TCPUDP opens both.").default("UDP"),
    policy: oneOf(
      ["Dynamic", "Passthrough", "Static"],
      "Who chooses the host port: Agones; Agones, and the container listens on that very port; or hostPort.",
    ).default("Dynamic"),
    hostPort: wholeNumber(1024, 65535, {
      description: "Port of the node, with Static alone; such a game has one server.",
      defaultText: "none",
    }).optional(),
  },
  "A port that players use.",
);

const bufferSize = (description: string, standard: string) =>
  wholeNumber(1, 5000, { description, defaultText: standard }).optional();

/** A buffer of servers and its bounds, as the policies share them. */
const bounds = (standard: string) => ({
  min: wholeNumber(0, 20000, { description: "Fewest servers.", defaultText: standard }).optional(),
  max: wholeNumber(1, 20000, { description: "Most servers.", defaultText: standard }).optional(),
  buffer: bufferSize("Servers kept Ready, or room kept free by counter and list.", standard),
  percentage: wholeNumber(1, 99, {
    description: "Share of all servers kept Ready, in place of buffer; min has to be 1 at least.",
    unit: "%",
    defaultText: "none",
  }).optional(),
});

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^(?=.*[1-9])(\d+h)?(\d+m)?(\d+s)?$/;

const scheduleWindow = group(
  {
    start: text(RFC_3339, "a time such as 2027-01-30T18:00:00Z, quoted", {
      description: "When it opens for the first time.",
      defaultText: "at once",
    }).optional(),
    end: text(RFC_3339, "a time such as 2027-01-30T18:00:00Z, quoted", {
      description: "When it closes for good; Agones refuses one that is past.",
      defaultText: "never",
    }).optional(),
    cron: text(/^[\d*,/A-Z-]+( [\d*,/A-Z-]+){4}$/, 'a cron expression of five fields such as "0 18 * * 5"', {
      description: "When it opens, again and again.",
      defaultText: "open from start to end",
    }).optional(),
    duration: text(DURATION, "a duration such as 4h or 1h30m", {
      description: "How long it stays open each time; goes with cron.",
      defaultText: "none",
    }).optional(),
    timezone: text(/^[A-Za-z]+([_/+-][A-Za-z0-9_+-]+)*$/, "an IANA time zone such as Europe/Berlin", {
      description: "Time zone of cron.",
    }).default("UTC"),
    ...bounds("the game's"),
  },
  "A time in which other bounds hold.",
);

const autoscaling = group(
  {
    policy: oneOf(["buffer", "percentage", "counter", "list", "schedule", "chain", "webhook"], {
      description:
        "What decides the number of servers: a number or a share kept Ready, room in an Agones Counter or List, one window of time, windows in their order with a buffer for the rest of the time, or a service of yours.",
      defaultText: "buffer, or percentage where that is set",
    }).optional(),
    ...bounds("by the game's type"),
    key: text(objectName(63), anObjectName(63), {
      description: "The Counter or List that is looked at.",
      defaultText: "the game's only one",
    }).optional(),
    minCapacity: wholeNumber(0, 10_000_000, {
      description: "Least capacity of the Counter or List over all servers.",
      defaultText: "the buffer",
    }).optional(),
    maxCapacity: wholeNumber(1, 10_000_000, {
      description: "Most capacity of the Counter or List over all servers.",
      defaultText: "max times the capacity of one server",
    }).optional(),
    windows: named(
      objectName(40),
      objectNames(40),
      scheduleWindow,
      "Windows of time by name, the first open one decides.",
    ).default({}),
    webhook: group(
      {
        service: text(objectName(63), anObjectName(63), "The Service to ask."),
        namespace: text(objectName(63), anObjectName(63), "Namespace of the Service.").default(
          "game-servers",
        ),
        path: urlPath("Path of the request.").default("/scale"),
        port: wholeNumber(1, 65535, "Port of the Service and of its pods.").default(8000),
      },
      "The service of policy webhook, which answers a FleetAutoscaleReview.",
    ).optional(),
    syncSeconds: wholeNumber(2, 600, {
      description: "How often the number is looked at.",
      unit: "seconds",
    }).default(30),
  },
  "How many servers there are (FleetAutoscaler).",
).prefault({});

const world = group(
  {
    zoneId: text(/^[a-z]{2,4}\d-az\d+$/, "a zone id such as euw1-az1", {
      description: "Zone of the world's volume and so of its server.",
      defaultText: "where its server first starts",
    }).optional(),
  },
  "A world that outlives its server.",
);

const storage = group(
  {
    scratch: group(
      {
        sizeGiB: wholeNumber(1, 16384, { description: "Size of the volume.", unit: "GiB" }),
        path: folder("Where the container sees it.").default("/scratch"),
      },
      "A volume for each server, made with it and deleted with it (generic ephemeral volume).",
    ).optional(),
    persistent: group(
      {
        sizeGiB: wholeNumber(1, 16384, {
          description: "Size of each world's volume; may only grow.",
          unit: "GiB",
        }),
        path: folder("Where the container sees it.").default("/data"),
        worlds: named(
          objectName(20),
          objectNames(20),
          world,
          "The worlds by name, each a Fleet of one server with a volume of its own.",
        ),
      },
      "A volume for each world, which outlives its server and is never deleted in passing.",
    ).optional(),
  },
  "Volumes of the servers, beside the containers' own files.",
).prefault({});

const egressTarget = group(
  {
    app: text(LABEL_VALUE, "a label value such as telemetry", {
      description: "Pods with this label `app`; or else cidrs.",
      defaultText: "none",
    }).optional(),
    namespace: text(objectName(63), anObjectName(63), {
      description: "Namespace of the pods.",
      defaultText: "game-servers",
    }).optional(),
    cidrs: listOf(
      z.string().refine(isCidr),
      "a list of IPv4 CIDRs such as [203.0.113.0/24]",
      "Addresses.",
    ).default([]),
    ports: someOf(z.number().int().min(1).max(65535), "a list of ports such as [443]", "Ports."),
    protocol: oneOf(["TCP", "UDP"], "Protocol of the ports.").default("TCP"),
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
    type: oneOf(
      GAME_TYPES,
      "What players do on its servers; decides defaults of autoscaling, scheduling, eviction and graceSeconds (docs/operations.md, 'Add a game').",
    ),
    fleet: text(objectName(253), anObjectName(63), {
      description: "Name of the Fleet, which matchmaking selects by.",
      defaultText: "the game's id",
    }).optional(),
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
    players: wholeNumber(1, 10000, "Most players on one server; MAX_PLAYERS."),
    tickRate: wholeNumber(1, 1000, {
      description: "Simulation steps a second; TICK_RATE.",
      unit: "Hz",
    }).default(64),
    modes: someOf(
      z.string().regex(/^[\w.-]+$/),
      "a list of names such as [duel, ranked]",
      "Game modes; GAME_MODE.",
    ).default(["all"]),
    ports: named(
      objectName(15),
      objectNames(15),
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
          "Label `gpu-type` of the pool that it needs.",
        ),
        count: wholeNumber(1, 16, "GPUs of each server.").default(1),
      },
      "GPUs of a server; only where a pool with role gpu has them.",
    ).optional(),
    antiCheat: group(
      {
        enabled: flag("Whether ANTI_CHEAT is enabled or disabled.").default(true),
        sidecar: group(
          { image: image("Image of the container beside the game's."), cpu, memory: memorySize },
          "A container that watches the game's.",
        ).optional(),
      },
      "Anti-cheat.",
    ).prefault({}),
    storage,
    health: group(
      {
        initialDelaySeconds: wholeNumber(1, 3600, {
          description: "Time before the first check.",
          unit: "seconds",
        }).default(30),
        periodSeconds: wholeNumber(1, 60, {
          description: "Longest time between two signs of life.",
          unit: "seconds",
        }).default(10),
        failureThreshold: wholeNumber(1, 20, "Missed signs after which the server is replaced.").default(3),
      },
      "Agones' health checking.",
    ).prefault({}),
    regions: named(
      REGION_NAME,
      "region names such as eu-west-1",
      overrides,
      "The regions that run it, each with what differs there.",
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
          description: "Servers made beyond the number.",
          unit: "%",
        }).default(25),
        maxUnavailablePercent: wholeNumber(1, 99, {
          description: "Servers that may lack meanwhile.",
          unit: "%",
        }).default(25),
      },
      "How an update replaces servers that nobody plays on.",
    ).prefault({}),
    scheduling: oneOf(["Packed", "Distributed"], {
      description: "Fill nodes one after the other, or spread servers over all nodes.",
      defaultText: "by the game's type",
    }).optional(),
    eviction: oneOf(["Never", "OnUpgrade", "Always"], {
      description: "Who may end a running server: nobody, upgrades of nodes, or also whoever removes nodes.",
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
      text(SECRET_NAME, "the name of a secret below gameplane:secrets", "Name of the secret."),
      "Environment variables from secrets: of this stack, or of its environment.",
    ).default({}),
    pullSecrets: listOf(
      z.string().regex(SECRET_NAME),
      "a list of names below gameplane:secrets such as [registry]",
      "Secrets that hold a Docker configuration (JSON) to pull the images with.",
    ).default([]),
    labels: named(
      LABEL_KEY,
      "Kubernetes label keys such as team or example.com/team",
      text(LABEL_VALUE, "a Kubernetes label value", "Value of a label."),
      "Further labels of the pods.",
    ).default({}),
    metrics: group(
      {
        port: wholeNumber(1, 65535, "TCP port of the metrics.").default(9090),
        path: urlPath("Path of the metrics.").default("/metrics"),
      },
      "Where Prometheus finds the servers' metrics.",
    ).prefault({}),
    egress: named(
      objectName(40),
      objectNames(40),
      egressTarget,
      "What servers may reach beside DNS, Agones and the game backend.",
    ).default({}),
    iam: named(
      objectName(40),
      objectNames(40),
      group(
        {
          actions: someOf(
            z.string().regex(/^[a-z0-9-]+:[A-Za-z*]+$/),
            "a list of IAM actions such as [s3:PutObject]",
            "What is allowed.",
          ),
          resources: someOf(
            z.string().regex(/^(\*|arn:\S+)$/),
            "a list of ARNs such as [arn:aws:s3:::replays/*]",
            "To what.",
          ),
        },
        "One statement of the role.",
      ),
      "AWS rights of the servers, by Pod Identity, one statement by each name.",
    ).default({}),
    counters: named(
      objectName(63),
      objectNames(63),
      group(
        {
          count: wholeNumber(0, 1_000_000, "Count of a new server.").default(0),
          capacity: wholeNumber(1, 1_000_000, "Capacity of each server."),
        },
        "An Agones Counter.",
      ),
      "Agones Counters, such as the sessions on one server.",
    ).default({}),
    lists: named(
      objectName(63),
      objectNames(63),
      group({ capacity: wholeNumber(1, 1000, "Most values of each server.") }, "An Agones List."),
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
        readOnlyRootFilesystem: flag("The image writes to its volumes and /tmp alone.").default(false),
      },
      "What the container may do on its node.",
    ).prefault({}),
    pool: text(/^[a-z][a-z0-9-]{0,19}$/, "the name of a pool such as game", {
      description: "The node pool to run on.",
      defaultText: "any pool with role game, or with role gpu and the GPU's type",
    }).optional(),
    drain: flag(
      "Nobody new plays it: the Fleet shrinks as sessions end, and the game may be removed in the next `up`.",
    ).default(false),
  },
  "A game.",
);

export const games = named(
  objectName(30),
  objectNames(30),
  game,
  "Games by id; each becomes a Fleet in every region that it names.",
).default({});

export type Game = z.output<typeof game>;
