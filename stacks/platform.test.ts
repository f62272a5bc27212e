import { rmSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import program from "../index.ts";
import { preview } from "../preview/preview.ts";
import type { RecordedResource } from "../preview/recorded-resource.ts";
import type { StackReport } from "../preview/report.ts";
import type { Changes } from "./settings/project-with.ts";
import { folderWith } from "./settings/project-with.ts";
import { readProject } from "./settings/stack-files.ts";

/** Previews stacks of this repository's files, or of a folder with others. */
async function previewIn(folder: string, stacks: string[]): Promise<Map<string, StackReport>> {
  const home = process.cwd();
  process.chdir(folder);
  try {
    const reports = await preview(program, readProject(folder), stacks);
    for (const { name, errors } of reports) expect([name, ...errors]).toEqual([name]);
    return new Map(reports.map((report) => [report.name, report]));
  } finally {
    process.chdir(home);
  }
}

/** Resources of a stack of a sound project with some changes. */
async function resourcesWith(changes: Changes, stack: string): Promise<RecordedResource[]> {
  const folder = folderWith(changes);
  try {
    return (await previewIn(folder, [stack])).get(stack)?.resources ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PROD_REGIONS = ["ap-northeast-1", "ap-southeast-2", "eu-west-1", "us-east-1", "us-west-2"];
const own = previewIn(process.cwd(), ["dev", "local", ...PROD_REGIONS.map((region) => `prod-${region}`)]);

async function resourcesOf(stack: string): Promise<RecordedResource[]> {
  const report = (await own).get(stack);
  if (report === undefined) throw new Error(`no stack ${stack}`);
  return report.resources;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** What stands at a path of an input; undefined where there is nothing. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

const kind = (resource: RecordedResource) => resource.type.split(":").at(-1);
const named = (resources: RecordedResource[], ...kinds: string[]) =>
  resources.filter((resource) => kinds.includes(kind(resource) ?? ""));

describe("every game is in exactly its regions", () => {
  test.each([
    ["dev", ["battle-royale", "competitive", "dedicated-game-fleet", "team-shooter"]],
    ["local", ["battle-royale", "competitive", "dedicated-game-fleet", "team-shooter"]],
    ["prod-ap-northeast-1", ["battle-royale", "dedicated-game-fleet"]],
    ["prod-ap-southeast-2", ["dedicated-game-fleet"]],
    ["prod-eu-west-1", ["battle-royale", "dedicated-game-fleet", "team-shooter"]],
    ["prod-us-east-1", ["battle-royale", "competitive", "dedicated-game-fleet"]],
    ["prod-us-west-2", ["dedicated-game-fleet", "team-shooter"]],
  ])("%s", async (stack, fleets) => {
    const resources = await resourcesOf(stack);
    const names = (what: string) =>
      named(resources, what)
        .map(({ name }) => name)
        .toSorted();
    expect(names("Fleet")).toEqual(fleets);
    expect(names("FleetAutoscaler")).toEqual(fleets);
    const games = fleets.map((fleet) => (fleet === "dedicated-game-fleet" ? "multiplayer" : fleet));
    expect(names("NetworkPolicy")).toEqual(
      [...SHARED_POLICIES, ...games.map((game) => `game-server.${game}`)].toSorted(),
    );
  });

  const SHARED_POLICIES = [
    "agones-system-agones-allocator",
    "agones-system-agones-controller",
    "agones-system-agones-extensions",
    "agones-system-default-deny",
    "agones-system-dns-and-api-server",
    "game-servers-default-deny",
    "game-servers-game-backend",
    "game-servers-game-server-network-policy",
    "monitoring-default-deny",
    "monitoring-dns-api-server-and-each-other",
    "monitoring-prometheus",
  ];
});

describe("the specification's numbers", () => {
  const pod = ["spec", "template", "spec", "template", "spec"];
  const container = [...pod, "containers", 0];

  /** Game, region, image, CPU, memory, players, Hz, modes, ports, bounds, and more of the pod. */
  const GAMES = [
    {
      fleet: "dedicated-game-fleet",
      region: "us-east-1",
      image: "multiplayer:1.0.0",
      cpu: ["1", "2"],
      memory: ["2Gi", "4Gi"],
      env: ["64", "64", "all"],
      ports: [
        ["game", 7777],
        ["query", 27015],
      ],
      // Agones takes no minimum between 0 and the buffer, and there never are fewer servers than that.
      buffer: { bufferSize: 20, minReplicas: 20, maxReplicas: 1000 },
    },
    {
      fleet: "battle-royale",
      region: "ap-northeast-1",
      image: "battle-royale:1.4.2",
      cpu: ["4", "8"],
      memory: ["8Gi", "16Gi"],
      env: ["100", "30", "battle_royale"],
      ports: [["game", 7777]],
      buffer: { bufferSize: 5, minReplicas: 5, maxReplicas: 60 },
      scratch: "50Gi",
    },
    {
      fleet: "team-shooter",
      region: "us-west-2",
      image: "team-shooter:1.0.0",
      cpu: ["2", "4"],
      memory: ["4Gi", "8Gi"],
      env: ["32", "64", "team_deathmatch,capture_the_flag"],
      ports: [["game", 7777]],
      buffer: { bufferSize: 10, minReplicas: 10, maxReplicas: 100 },
    },
    {
      fleet: "competitive",
      region: "us-east-1",
      image: "competitive:1.0.0",
      cpu: ["8", "16"],
      memory: ["16Gi", "32Gi"],
      env: ["10", "128", "duel"],
      ports: [["game", 7777]],
      buffer: { bufferSize: 2, minReplicas: 0, maxReplicas: 8 },
      gpus: "1",
    },
  ];

  test.each(GAMES)("$fleet", async ({ fleet, region, ...game }) => {
    const resources = await resourcesOf(`prod-${region}`);
    const [found, autoscaler] = ["Fleet", "FleetAutoscaler"].map(
      (what) => named(resources, what).find(({ name }) => name === fleet)?.inputs,
    );
    const of = (...path: string[]) => at(found, ...container, ...path);
    const [maxPlayers, tickRate, gameMode] = game.env;
    expect({
      image: of("image"),
      requests: of("resources", "requests"),
      limits: of("resources", "limits"),
      env: of("env"),
      ports: at(found, "spec", "template", "spec", "ports"),
      scratch: at(found, ...pod, "volumes", 0, "ephemeral", "volumeClaimTemplate", "spec", "resources"),
      health: at(found, "spec", "template", "spec", "health"),
      sdkServer: at(found, "spec", "template", "spec", "sdkServer"),
      strategy: at(found, "spec", "strategy", "rollingUpdate"),
      replicas: at(found, "spec", "replicas"),
      buffer: at(autoscaler, "spec", "policy", "buffer"),
    }).toEqual({
      image: `111122223333.dkr.ecr.${region}.amazonaws.com/prod/${game.image}`,
      requests: { cpu: game.cpu[0], memory: game.memory[0] },
      limits: {
        cpu: game.cpu[1],
        memory: game.memory[1],
        ...(game.gpus !== undefined && { "nvidia.com/gpu": game.gpus }),
      },
      env: [
        { name: "SERVER_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "MAX_PLAYERS", value: maxPlayers },
        { name: "TICK_RATE", value: tickRate },
        { name: "GAME_MODE", value: gameMode },
        { name: "ANTI_CHEAT", value: "enabled" },
        { name: "REGION", value: region },
      ],
      ports: game.ports.map(([name, containerPort]) => ({
        name,
        portPolicy: "Dynamic",
        containerPort,
        protocol: "UDP",
      })),
      scratch: game.scratch === undefined ? undefined : { requests: { storage: game.scratch } },
      health: { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 },
      sdkServer: { logLevel: "Info", grpcPort: 9357, httpPort: 9358 },
      strategy: { maxSurge: "25%", maxUnavailable: "25%" },
      replicas: undefined,
      buffer: game.buffer,
    });
  });

  test("a region pulls images from its own registry", async () => {
    const [fleet] = named(await resourcesOf("prod-eu-west-1"), "Fleet");
    expect(at(fleet?.inputs, ...container, "image")).toBe(
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prod/multiplayer:1.0.0",
    );
  });

  test("without an environment they are Agones' own example, in small", async () => {
    for (const stack of ["dev", "local"])
      for (const fleet of named(await resourcesOf(stack), "Fleet"))
        expect(at(fleet.inputs, ...container, "image")).toBe(
          "us-docker.pkg.dev/agones-images/examples/simple-game-server:0.43",
        );
  });
});

test("one setting decides the game ports of Agones, of the nodes and of admission (invariant 2)", async () => {
  const resources = await resourcesWith(
    { "Pulumi.dev.yaml": { gamePorts: { min: 7100, max: 7900 } } },
    "dev",
  );
  const agones = named(resources, "Release").find(({ name }) => name === "agones");
  expect(at(agones?.inputs, "values", "gameservers")).toMatchObject({ minPort: 7100, maxPort: 7900 });
  const open = named(resources, "SecurityGroupIngressRule").filter(
    ({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0",
  );
  expect(open.map(({ inputs }) => [inputs.ipProtocol, inputs.fromPort, inputs.toPort])).toEqual([
    ["udp", 7100, 7900],
    ["tcp", 7100, 7900],
  ]);
  const admission = one(named(resources, "ValidatingAdmissionPolicy"));
  const ports = JSON.stringify(admission.inputs).match(/\b7\d00\b/g);
  expect([...new Set(ports)].toSorted()).toEqual(["7100", "7900"]);
  // NetworkPolicies look at packets after the host port was translated: they open what the container listens on.
  const policy = named(resources, "NetworkPolicy").find(({ name }) => name === "game-server.duel");
  expect(at(policy?.inputs, "spec", "ingress", 0)).toEqual({
    from: [{ ipBlock: { cidr: "0.0.0.0/0" } }],
    ports: [{ protocol: "UDP", port: 7777 }],
  });
});

test("game servers run on nodes of their pool, and nothing else tolerates its taint (invariant 3)", async () => {
  for (const region of PROD_REGIONS) {
    const resources = await resourcesOf(`prod-${region}`);
    for (const fleet of named(resources, "Fleet")) {
      const pod = at(fleet.inputs, "spec", "template", "spec", "template", "spec");
      const gpu = fleet.name === "competitive";
      expect([fleet.name, at(pod, "nodeSelector"), at(pod, "tolerations")]).toEqual([
        fleet.name,
        { "game-server": "true", ...(gpu && { "gpu-type": "nvidia-a10g" }) },
        ["game-server", ...(gpu ? ["nvidia.com/gpu"] : [])].map((key) => ({
          key,
          value: "true",
          effect: "NoSchedule",
        })),
      ]);
    }
    const tolerant = resources.filter(
      (resource) =>
        kind(resource) !== "Fleet" &&
        /"key":"game-server"|"operator":"Exists"(?!,"(key|effect)")/.test(JSON.stringify(resource.inputs)),
    );
    const daemonSets = region === "us-east-1" ? ["nvidia-device-plugin"] : [];
    const pods = tolerant.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(pods.map(({ name }) => name)).toEqual(daemonSets);
  }
});

/** Whether `later` is made after `earlier`, and so destroyed before it: by what it, its parents and their dependencies wait for. */
function waitsFor(later: RecordedResource, earlier: RecordedResource, all: RecordedResource[]): boolean {
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  const seen = new Set<string>();
  const next = [later];
  for (let resource = next.pop(); resource !== undefined; resource = next.pop()) {
    if (resource.urn === earlier.urn) return true;
    if (seen.has(resource.urn)) continue;
    seen.add(resource.urn);
    for (const urn of [
      ...resource.dependencies,
      resource.parent,
      resource.provider.split("::").slice(0, 4).join("::"),
    ]) {
      const found = byUrn.get(urn);
      if (found !== undefined) next.push(found);
    }
  }
  return false;
}

describe("teardown order (invariant 8)", () => {
  test("fleets before Agones, Agones before its namespace, that before controllers, these before nodes", async () => {
    const all = await resourcesOf("prod-us-east-1");
    const release = (name: string) => one(named(all, "Release").filter((found) => found.name === name));
    const namespaces = named(all, "Namespace");
    const nodeGroups = named(all, "NodeGroup");
    const after: [RecordedResource[], RecordedResource[]][] = [
      [named(all, "Fleet", "FleetAutoscaler"), [release("agones")]],
      [
        named(all, "Fleet"),
        named(all, "NetworkPolicy").filter(({ name }) => !name.startsWith("game-server.")),
      ],
      [named(all, "PodMonitor"), [release("prometheus-operator-crds")]],
      [[release("agones")], namespaces],
      [
        namespaces,
        [release("aws-load-balancer-controller"), release("external-dns"), release("cluster-autoscaler")],
      ],
      [namespaces, named(all, "Addon")],
      [namespaces, nodeGroups],
    ];
    for (const [later, earlier] of after) {
      expect(later.length * earlier.length).toBeGreaterThan(0);
      const wrong = later.flatMap((resource) =>
        earlier
          .filter((other) => !waitsFor(resource, other, all))
          .map((other) => `${resource.name} does not wait for ${other.name}`),
      );
      expect(wrong).toEqual([]);
    }
  });

  test("the deletion of a Fleet is over when its last GameServer is", async () => {
    for (const fleet of named(await resourcesOf("prod-us-east-1"), "Fleet"))
      expect(at(fleet.inputs, "metadata", "annotations", "pulumi.com/deletionPropagationPolicy")).toBe(
        "foreground",
      );
  });
});

test("in production Fleets are protected until they drain, elsewhere not", async () => {
  const isProtected = ({ options }: RecordedResource) => options.protect === true;
  for (const region of PROD_REGIONS) {
    const fleets = named(await resourcesOf(`prod-${region}`), "Fleet");
    expect(fleets.map(isProtected)).toEqual(fleets.map(() => true));
  }
  const drained = await resourcesWith(
    { "Pulumi.prod.yaml": { games: { duel: { drain: true } } } },
    "prod-eu-west-1",
  );
  expect(named(drained, "Fleet").map(isProtected)).toEqual([false]);
  expect(named(await resourcesOf("dev"), "Fleet").filter(isProtected)).toEqual([]);
});

test("the API server reaches webhooks and the allocation API, through security group and NetworkPolicy", async () => {
  const all = await resourcesOf("prod-eu-west-1");
  const nodes = named(all, "SecurityGroupIngressRule").find(({ name }) => name === "nodes-agones");
  expect([nodes?.inputs.fromPort, nodes?.inputs.toPort]).toEqual([8081, 8081]);
  const policy = named(all, "NetworkPolicy").find(({ name }) => name === "agones-system-agones-extensions");
  const interfaces = named(all, "Subnet")
    .filter(({ name }) => name.startsWith("control-plane"))
    .map(({ inputs }) => ({ ipBlock: { cidr: inputs.cidrBlock } }));
  expect(interfaces.length).toBeGreaterThan(1);
  expect(at(policy?.inputs, "spec", "ingress")).toContainEqual({
    from: interfaces,
    ports: [{ protocol: "TCP", port: 8081 }],
  });
});

test("the Kubernetes API is the SDK's only way out but DNS, the game backend and what a game names", async () => {
  const policy = named(await resourcesOf("prod-eu-west-1"), "NetworkPolicy").find(
    ({ name }) => name === "game-servers-game-server-network-policy",
  );
  const egress = at(policy?.inputs, "spec", "egress");
  expect(JSON.stringify(egress).match(/"cidr":"[^"]+"/g)).toEqual([
    '"cidr":"172.20.0.1/32"',
    '"cidr":"10.18.255.0/28"',
    '"cidr":"10.18.255.16/28"',
    '"cidr":"10.18.255.32/28"',
  ]);
});

test("allocations and single servers are nobody's resources: Fleets make the one, matchmaking the other", async () => {
  for (const stack of ["dev", "local", ...PROD_REGIONS.map((region) => `prod-${region}`)])
    expect(named(await resourcesOf(stack), "GameServer", "GameServerSet", "GameServerAllocation")).toEqual(
      [],
    );
});

test("an allocator behind a load balancer is open to the home region's NAT addresses alone", async () => {
  const agones = (stack: string) =>
    resourcesOf(stack).then((all) => named(all, "Release").find(({ name }) => name === "agones")?.inputs);
  const service = ["values", "agones", "allocator", "service"];
  const prod = await agones("prod-eu-west-1");
  expect(at(prod, ...service, "serviceType")).toBe("LoadBalancer");
  // One for each NAT gateway; unknown until the environment is there.
  expect(at(prod, ...service, "loadBalancerSourceRanges")).toEqual(Array(3).fill("[unknown]/32"));
  expect(at(prod, ...service, "annotations", "external-dns.alpha.kubernetes.io/hostname")).toBe(
    "allocator.eu-west-1.play.example.com",
  );
  for (const stack of ["dev", "local"])
    expect(at(await agones(stack), ...service, "serviceType")).toBe("ClusterIP");
});

describe("Agones", () => {
  const agonesOf = (resources: RecordedResource[]) =>
    at(named(resources, "Release").find(({ name }) => name === "agones")?.inputs, "values", "agones");

  test("gets every setting", async () => {
    const settings = {
      imageRegistry: "mirror.example.com/agones",
      replicas: { controller: 3, extensions: 4, allocator: 5 },
      numWorkers: 17,
      allocationBatchWaitMilliseconds: 70,
      allocator: { sourceCidrs: ["198.51.100.0/24"] },
      ping: true,
      logLevel: "debug",
      featureGates: { PlayerTracking: true },
      certificates: { validityDays: 90, renewBeforeDays: 40 },
    };
    const resources = await resourcesWith({ "Pulumi.prod.yaml": { agones: settings } }, "prod-eu-west-1");
    const agones = agonesOf(resources);
    expect(at(agones, "image", "registry")).toBe("mirror.example.com/agones");
    expect(
      ["controller", "extensions", "allocator"].map((part) => [
        at(agones, part, "replicas"),
        at(agones, part, "logLevel"),
        at(agones, part, "allocationBatchWaitTime"),
      ]),
    ).toEqual([
      [3, "debug", undefined],
      [4, "debug", "70ms"],
      [5, "debug", "70ms"],
    ]);
    expect(at(agones, "controller", "numWorkers")).toBe(17);
    expect(at(agones, "featureGates")).toBe("PlayerTracking=true");
    expect(at(agones, "allocator", "service", "loadBalancerSourceRanges")).toContain("198.51.100.0/24");
    const host = "external-dns.alpha.kubernetes.io/hostname";
    expect(["http", "udp"].map((protocol) => at(agones, "ping", protocol, "annotations", host))).toEqual([
      "ping-http.eu-west-1.play.example.com",
      "ping.eu-west-1.play.example.com",
    ]);
    const certificate = named(resources, "LocallySignedCert").find(({ name }) => name === "webhooks");
    expect([certificate?.inputs.validityPeriodHours, certificate?.inputs.earlyRenewalHours]).toEqual([
      90 * 24,
      40 * 24,
    ]);
  });

  test("runs on the nodes of its pool, and among the system's where there are none", async () => {
    const own = agonesOf(await resourcesOf("prod-eu-west-1"));
    const [pool] = named(await resourcesOf("prod-eu-west-1"), "NodeGroup").filter(({ name }) =>
      name.startsWith("agones-"),
    );
    const [taint] = [at(pool?.inputs, "taints", 0)];
    for (const part of ["controller", "extensions", "allocator"]) {
      expect(at(pool?.inputs, "labels")).toMatchObject({ "agones.dev/agones-system": "true" });
      expect(at(own, part, "nodeSelector")).toEqual({ "agones.dev/agones-system": "true" });
      expect(at(own, part, "tolerations")).toEqual([
        { key: at(taint, "key"), value: at(taint, "value"), effect: "NoExecute" },
      ]);
    }
    const without = agonesOf(await resourcesWith({ "Pulumi.dev.yaml": { pools: { agones: null } } }, "dev"));
    expect(["nodeSelector", "tolerations"].map((key) => at(without, "controller", key))).toEqual([{}, []]);
  });

  test("its allocator takes in what its load balancer forwards, which is in the public subnets", async () => {
    const all = await resourcesOf("prod-eu-west-1");
    const policy = named(all, "NetworkPolicy").find(({ name }) => name === "agones-system-agones-allocator");
    const subnets = named(all, "Subnet").filter(({ name }) => name.startsWith("public"));
    expect(subnets).toHaveLength(3);
    expect(at(policy?.inputs, "spec", "ingress")).toContainEqual({
      from: [
        ...subnets.map(({ inputs }) => ({ ipBlock: { cidr: inputs.cidrBlock } })),
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "game-servers" } },
          podSelector: { matchLabels: { app: "game-matchmaker" } },
        },
      ],
      ports: [{ protocol: "TCP", port: 8443 }],
    });
  });

  test("a lone region's authority is protected where the stack is", async () => {
    const authority = (resources: RecordedResource[]) =>
      named(resources, "SelfSignedCert")
        .filter(({ parent }) => parent.includes("AllocatorAuthority"))
        .map(({ options }) => options.protect === true);
    expect(authority(await resourcesWith({ "Pulumi.dev.yaml": { protect: true } }, "dev"))).toEqual([true]);
    expect(authority(await resourcesOf("dev"))).toEqual([false]);
  });
});

test("a region's own secret comes before its environment's of the same name", async () => {
  const secrets = { database: { secure: "v1:ciphertext" } };
  const dependencies = async (ownSecrets: Changes) => {
    const games = { duel: { secrets: { DB_PASSWORD: "database" } } };
    const all = await resourcesWith(
      { "Pulumi.prod.yaml": { secrets, games }, ...ownSecrets },
      "prod-eu-west-1",
    );
    const secret = named(all, "Secret").find(({ name }) => name === "game-duel.env");
    return secret?.dependencies.some((urn) => urn.endsWith("StackReference::environment"));
  };
  expect(await dependencies({})).toBe(true);
  expect(await dependencies({ "Pulumi.prod-eu-west-1.yaml": { secrets } })).toBe(false);
});

describe("a change of one game touches nothing of the others", () => {
  /** What a project with these games registers, by URN. */
  async function registered(names: string[]): Promise<Map<string, string>> {
    const games = Object.fromEntries(
      ["duel", ...names].map((name) => [name, names.includes(name) ? GAME : undefined]),
    );
    const resources = await resourcesWith({ "Pulumi.dev.yaml": { games } }, "dev");
    return new Map(resources.map((resource) => [resource.urn, JSON.stringify(resource)]));
  }

  test.each([
    ["adding", ["duel", "arena"], ["duel", "arena", "race"], ["race"]],
    ["removing", ["duel", "arena"], ["arena"], ["duel"]],
    ["renaming", ["duel", "arena"], ["race", "arena"], ["duel", "race"]],
  ])("%s", async (_, before, after, touched) => {
    const [old, young] = [await registered(before), await registered(after)];
    const changed = [...new Set([...old.keys(), ...young.keys()])].filter(
      (urn) => old.get(urn) !== young.get(urn),
    );
    const expected = touched.flatMap((game) => [
      `gameplane:games:Games$gameplane:games:Game::${game}`,
      `gameplane:games:Games$gameplane:games:Game$kubernetes:agones.dev/v1:Fleet::${game}`,
      `gameplane:games:Games$gameplane:games:Game$kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler::${game}`,
      `gameplane:games:Games$gameplane:games:Game$kubernetes:networking.k8s.io/v1:NetworkPolicy::game-server.${game}`,
    ]);
    expect(changed.map((urn) => urn.split("::").slice(2).join("::")).toSorted()).toEqual(expected.toSorted());
  });
});

/** A small game as settings have it. */
const GAME = {
  type: "match",
  image: "us-docker.pkg.dev/agones-images/examples/simple-game-server:0.43",
  cpu: { request: 2 },
  memory: { request: "4Gi" },
  players: 2,
  autoscaling: { max: 50 },
};

function one<T>(found: T[]): T {
  const [first] = found;
  if (first === undefined || found.length !== 1) throw new Error(`${found.length} where one is expected`);
  return first;
}
