import { describe, expect, test } from "@jest/globals";
import { loadSettings } from "./load.ts";
import type { Changes } from "./project-with.ts";
import { PROD_REGIONS, problemsWith, projectWith, settingsWith } from "./project-with.ts";
import { isSecretRef } from "./schema/setting.ts";
import type {
  EksRegionSettings,
  EnvironmentSettings,
  ExistingRegionSettings,
  RegionSettings,
} from "./settings.ts";
import { readProject } from "./stack-files.ts";

function eks(changes: Changes, stack: string): EksRegionSettings {
  const settings = settingsWith(changes, stack);
  if (settings.kind !== "region" || settings.cluster !== "eks") throw new Error(`${stack} is not on EKS`);
  return settings;
}

function existing(changes: Changes): ExistingRegionSettings {
  const settings = settingsWith(changes, "local");
  if (settings.kind !== "region" || settings.cluster !== "existing") throw new Error("local is on EKS");
  return settings;
}

function environment(changes: Changes): EnvironmentSettings {
  const settings = settingsWith(changes, "prod");
  if (settings.kind !== "environment") throw new Error("prod is not an environment");
  return settings;
}

const inProd = (changes: Changes) => PROD_REGIONS.map((stack) => eks(changes, stack));
const pool = ({ pools }: EksRegionSettings, name: string) => pools.find((found) => found.name === name);

test("the settings of this repository are sound", () => {
  const project = readProject(process.cwd());
  const kinds = [...project.stacks.keys()].map((stack) => [stack, loadSettings(project, stack).kind]);
  expect(kinds).toEqual([
    ["dev", "region"],
    ["local", "region"],
    ["prod", "environment"],
    ["prod-ap-northeast-1", "region"],
    ["prod-ap-southeast-2", "region"],
    ["prod-eu-west-1", "region"],
    ["prod-us-east-1", "region"],
    ["prod-us-west-2", "region"],
  ]);
});

describe("layers", () => {
  test("a value in Pulumi.prod.yaml shows in all five regions, and in no other stack", () => {
    const changes = { "Pulumi.prod.yaml": { network: { flowLogRetentionDays: 365 } } };
    expect(inProd(changes).map(({ network }) => network.flowLogRetentionDays)).toEqual([
      365, 365, 365, 365, 365,
    ]);
    expect(eks(changes, "dev").network.flowLogRetentionDays).toBe(30);
  });

  test("overridden in one region's file it changes that region alone", () => {
    const changes = {
      "Pulumi.prod.yaml": { network: { flowLogRetentionDays: 365 } },
      "Pulumi.prod-eu-west-1.yaml": { network: { flowLogRetentionDays: 7 } },
    };
    const days = inProd(changes).map(({ stack, network }) => [stack, network.flowLogRetentionDays]);
    expect(days).toEqual([
      ["prod-us-east-1", 365],
      ["prod-us-west-2", 365],
      ["prod-eu-west-1", 7],
      ["prod-ap-northeast-1", 365],
      ["prod-ap-southeast-2", 365],
    ]);
  });

  test("Pulumi.yaml is below the environment, and the environment below the region", () => {
    const owner = (changes: Changes) => eks(changes, "prod-eu-west-1").tags.owner;
    const inProject = { "Pulumi.yaml": { tags: { value: { owner: "project" } } } };
    const inEnvironment = { ...inProject, "Pulumi.prod.yaml": { tags: { owner: "environment" } } };
    const inRegion = { ...inEnvironment, "Pulumi.prod-eu-west-1.yaml": { tags: { owner: "region" } } };
    expect([{}, inProject, inEnvironment, inRegion].map(owner)).toEqual([
      "platform",
      "project",
      "environment",
      "region",
    ]);
  });

  test("Pulumi.yaml speaks to each kind of stack in its own keys", () => {
    const changes = {
      "Pulumi.yaml": {
        gamePorts: { value: { max: 7500 } },
        network: { value: { ipv6: true } },
        registry: { value: { untaggedDays: 3 } },
      },
    };
    expect(eks(changes, "dev")).toMatchObject({ gamePorts: { max: 7500 }, network: { ipv6: true } });
    expect(existing(changes).gamePorts.max).toBe(7500);
    expect(environment(changes).registry.untaggedDays).toBe(3);
  });

  test("null below the first level removes: a default pool, and an environment's value", () => {
    const changes = {
      "Pulumi.prod.yaml": { pools: { gpu: null }, eks: { version: "1.35" } },
      "Pulumi.prod-eu-west-1.yaml": { eks: { version: null } },
    };
    expect(inProd(changes).map(({ pools }) => pools.map(({ name }) => name))).toEqual(
      PROD_REGIONS.map(() => ["system", "agones", "metrics", "game"]),
    );
    expect(inProd(changes).map((region) => region.eks.version)).toEqual([
      "1.35",
      "1.35",
      "1.36",
      "1.35",
      "1.35",
    ]);
  });

  test("a region may have again what its environment has removed", () => {
    const changes = {
      "Pulumi.prod.yaml": { pools: { gpu: null } },
      "Pulumi.prod-us-east-1.yaml": {
        pools: { gpu: { role: "gpu", instanceTypes: ["g5.4xlarge"], min: 0, max: 8 } },
      },
    };
    expect(pool(eks(changes, "prod-us-east-1"), "gpu")?.max).toBe(8);
    expect(pool(eks(changes, "prod-us-west-2"), "gpu")).toBeUndefined();
  });

  test("what is the environment's own is not a region's", () => {
    const region = eks(
      { "Pulumi.prod.yaml": { registry: { repositories: ["duel", "a"] } } },
      "prod-eu-west-1",
    );
    expect(Object.keys(region)).not.toContain("registry");
    expect(Object.keys(region)).not.toContain("regions");
  });

  test("an environment's secrets stay there, a region's own pass as references", () => {
    const changes = {
      "Pulumi.prod.yaml": { secrets: { shared: { secure: "v1:a" } } },
      "Pulumi.prod-eu-west-1.yaml": { secrets: { own: { secure: "v1:b" } } },
    };
    expect(Object.keys(environment(changes).secrets)).toEqual(["shared"]);
    const { secrets } = eks(changes, "prod-eu-west-1");
    expect(Object.keys(secrets)).toEqual(["own"]);
    expect(isSecretRef(secrets.own)).toBe(true);
  });
});

describe("refused", () => {
  test.each([
    ["a top-level null", { "Pulumi.prod.yaml": { pools: null } }, "prod-eu-west-1", "no-top-level-null"],
    [
      "a secret that regions would inherit",
      { "Pulumi.prod.yaml": { tags: { owner: { secure: "v1:a" } } } },
      "prod",
      "no-inherited-secret",
    ],
    [
      "a secret in Pulumi.yaml",
      { "Pulumi.yaml": { secrets: { value: { a: { secure: "v1:a" } } } } },
      "dev",
      "no-secret-in-project",
    ],
    [
      "a region without file",
      { "Pulumi.prod-us-west-2.yaml": undefined },
      "prod",
      "listed-region-has-a-file",
    ],
    [
      "a region without file, from a sibling",
      { "Pulumi.prod-us-west-2.yaml": undefined },
      "prod-eu-west-1",
      "listed-region-has-a-file",
    ],
    [
      "a file without region",
      { "Pulumi.prod.yaml": { regions: { "us-west-2": undefined } } },
      "prod-us-west-2",
      "region-is-listed",
    ],
  ])("%s", (_, changes, stack, rule) => {
    expect(problemsWith(changes, stack).rules).toEqual([rule]);
  });
});

describe("a region on EKS", () => {
  test("stands alone or names its environment", () => {
    expect(eks({}, "dev").environment).toBeUndefined();
    expect(eks({}, "prod-eu-west-1").environment).toEqual({ name: "prod", homeRegion: "us-east-1" });
  });

  test("takes its address range from the environment's list", () => {
    expect(inProd({}).map(({ region, network }) => [region, network.cidr])).toEqual([
      ["us-east-1", "10.16.0.0/16"],
      ["us-west-2", "10.17.0.0/16"],
      ["eu-west-1", "10.18.0.0/16"],
      ["ap-northeast-1", "10.19.0.0/16"],
      ["ap-southeast-2", "10.20.0.0/16"],
    ]);
  });

  test("has the first zones of its region that have EKS, and up to three for the control plane, more for more nodes", () => {
    const zones = (network: object) => {
      const { zoneIds, controlPlaneZoneIds } = eks(
        { "Pulumi.prod-us-east-1.yaml": { network } },
        "prod-us-east-1",
      ).network;
      return [zoneIds, controlPlaneZoneIds];
    };
    const four = ["use1-az1", "use1-az2", "use1-az4", "use1-az5"];
    expect(zones({ zones: 4 })).toEqual([four, four]);
    expect(zones({ excludeZoneIds: ["use1-az1"] })).toEqual([
      four.slice(1, 3),
      ["use1-az2", "use1-az4", "use1-az5"],
    ]);
    expect(zones({ zoneIds: ["use1-az6", "use1-az5"] })).toEqual([
      ["use1-az6", "use1-az5"],
      ["use1-az6", "use1-az5"],
    ]);
    const one = eks({ "Pulumi.dev.yaml": { network: { zones: 1 } } }, "dev").network;
    expect([one.zoneIds, one.controlPlaneZoneIds]).toEqual([
      ["euw1-az1"],
      ["euw1-az1", "euw1-az2", "euw1-az3"],
    ]);
  });

  test("pins every add-on, the settings' version before the default of the Kubernetes version", () => {
    const changes = {
      "Pulumi.dev.yaml": { eks: { version: "1.35", addons: { coredns: "v1.14.3-eksbuild.23" } } },
    };
    const { addons } = eks(changes, "dev").eks;
    expect(addons.coredns).toBe("v1.14.3-eksbuild.23");
    expect(addons.kubeProxy).toMatch(/^v1\.35\./);
    expect(Object.keys(addons)).toEqual([
      "vpcCni",
      "coredns",
      "kubeProxy",
      "ebsCsi",
      "metricsServer",
      "podIdentityAgent",
    ]);
  });

  test("has the default pools, resolved, with the settings' changes", () => {
    const region = eks(
      { "Pulumi.dev.yaml": { pools: { game: { max: 40, labels: { ranked: "yes" } } } } },
      "dev",
    );
    expect(region.pools.map(({ name, role }) => [name, role])).toEqual([
      ["system", "system"],
      ["agones", "agones"],
      ["metrics", "metrics"],
      ["game", "game"],
      ["gpu", "gpu"],
    ]);
    expect(pool(region, "game")).toMatchObject({ min: 2, desired: 2, max: 40, labels: { ranked: "yes" } });
    expect(pool(region, "game")?.generations).toMatchObject([
      { id: "1", instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"], version: "1.36", maxPods: 110 },
    ]);
  });

  test("protects what production needs, unless settings say otherwise", () => {
    const protect = (settings: object) => eks({ "Pulumi.dev.yaml": { ...settings } }, "dev").protect;
    expect(protect({})).toBe(false);
    expect(protect({ production: true })).toBe(true);
    expect(protect({ production: true, protect: false })).toBe(false);
    expect(protect({ protect: true })).toBe(true);
    expect(existing({ "Pulumi.local.yaml": { protect: true } }).protect).toBe(true);
    expect(environment({}).protect).toBe(true);
    expect(environment({ "Pulumi.prod.yaml": { protect: false } }).protect).toBe(false);
  });
});

describe("a region on an existing cluster", () => {
  test("has no settings of AWS", () => {
    const { games, charts, quota, ...settings } = existing({});
    expect(games.map(({ id }) => id)).toEqual(["duel"]);
    expect(Object.keys(charts)).toEqual(["agones", "prometheusOperatorCrds"]);
    expect(Object.keys(quota)).toEqual(["gameServers", "cpu", "memoryGiB", "gpus", "storageGiB"]);
    expect(settings).toEqual({
      kind: "region",
      stack: "local",
      region: "local",
      cluster: "existing",
      environment: undefined,
      production: false,
      protect: false,
      tags: { owner: "platform", costCentre: "games", extra: {} },
      existingCluster: {
        apiServer: { cidrs: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], ports: [443, 6443, 8443] },
        gameNodes: { labels: {}, taints: {} },
        storageClass: "standard",
      },
      gamePorts: { min: 7000, max: 8000, sourceCidrs: ["0.0.0.0/0"] },
      agones: {
        replicas: { controller: 2, extensions: 2, allocator: 3 },
        numWorkers: 8,
        allocationBatchWaitMilliseconds: 50,
        allocator: { sourceCidrs: [] },
        ping: false,
        logLevel: "info",
        featureGates: {},
        certificates: { validityDays: 180, renewBeforeDays: 75 },
      },
      drain: false,
      monitoring: { crds: true },
      secrets: {},
    });
  });
});

describe("games of a region", () => {
  const duel = ({ games }: RegionSettings) => games.find(({ id }) => id === "duel");
  const players = (changes: Changes) => duel(eks(changes, "prod-eu-west-1"))?.players;
  const ofEnvironment = (settings: object) => ({ "Pulumi.prod.yaml": { games: { duel: settings } } });
  const ofRegion = (settings: object) => ({ "Pulumi.prod-eu-west-1.yaml": { games: { duel: settings } } });
  const ofProject = (settings: object) => ({ "Pulumi.yaml": { games: { value: { duel: settings } } } });
  const here = (settings: object) => ({ regions: { "eu-west-1": settings, "us-east-1": {} } });

  test("are those that name it, or that name none", () => {
    const running = (changes: Changes) =>
      inProd(changes)
        .filter(duel)
        .map(({ region }) => region);
    expect(running(ofEnvironment(here({})))).toEqual(["us-east-1", "eu-west-1"]);
    expect(running({})).toEqual(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2"]);
  });

  test("an override wins over what the same file says of the game, in its region alone", () => {
    const changes = ofEnvironment({ players: 4, ...here({ players: 8 }) });
    expect(players(changes)).toBe(8);
    expect(duel(eks(changes, "prod-us-east-1"))?.players).toBe(4);
  });

  test("a file's own settings win over overrides of the files below it", () => {
    expect(players({ ...ofEnvironment(here({ players: 8 })), ...ofRegion({ players: 16 }) })).toBe(16);
    const below = ofProject(here({ players: 6 }));
    expect(players({ ...below, ...ofEnvironment({ players: 4 }) })).toBe(4);
    expect(players({ ...below, ...ofEnvironment({ players: undefined }) })).toBe(6);
  });

  test("a region's file may have an override too", () => {
    expect(players(ofRegion({ players: 16, ...here({ players: 32 }) }))).toBe(32);
    const local = { "Pulumi.local.yaml": { games: { duel: { regions: { local: { players: 3 } } } } } };
    expect(duel(existing(local))?.players).toBe(3);
  });

  test("maps merge, what is no map is replaced, and what is left out stays", () => {
    const changes = ofEnvironment({
      modes: ["ranked", "open"],
      env: { A: "1", B: "2" },
      ...here({ modes: ["open"], env: { B: "3" }, gpu: { type: "nvidia-a10g" }, autoscaling: { max: 30 } }),
    });
    expect(duel(eks(changes, "prod-eu-west-1"))).toMatchObject({
      modes: ["open"],
      env: { A: "1", B: "3" },
      gpu: { type: "nvidia-a10g", count: 1 },
      players: 2,
      servers: { autoscaling: { max: 30 } },
    });
    expect(duel(eks(changes, "prod-us-east-1"))).toMatchObject({
      modes: ["ranked", "open"],
      env: { A: "1", B: "2" },
    });
  });

  test("a null in an override removes what the game has, in its region alone", () => {
    const changes = ofEnvironment({
      env: { A: "1", B: "2" },
      graceSeconds: 5,
      ...here({ env: { A: null }, graceSeconds: null }),
    });
    expect(duel(eks(changes, "prod-eu-west-1"))).toMatchObject({ env: { B: "2" }, graceSeconds: 1800 });
    expect(duel(eks(changes, "prod-eu-west-1"))?.env).toEqual({ B: "2" });
    expect(duel(eks(changes, "prod-us-east-1"))).toMatchObject({ env: { A: "1", B: "2" }, graceSeconds: 5 });
  });

  test("an error in an override is named where it is written", () => {
    const lines = (changes: Changes) => problemsWith(changes, "prod-eu-west-1").lines;
    const wrong = ofEnvironment(here({ players: 0 }));
    expect(lines(wrong)).toEqual([
      "Pulumi.prod.yaml: games.duel.regions.eu-west-1.players 0 is not a whole number from 1 to 10000; change it",
    ]);
    expect(problemsWith(wrong, "prod-us-east-1").lines).toEqual([]);
    expect(lines(ofRegion(here({ playrs: 4 })))).toEqual([
      "Pulumi.prod-eu-west-1.yaml: games.duel.regions.eu-west-1.playrs is not a setting; did you mean players? Otherwise remove it (docs/settings.md)",
    ]);
    expect(lines(ofEnvironment(here({ cpu: { limit: 1 } })))).toEqual([
      "Pulumi.prod.yaml: games.duel.regions.eu-west-1.cpu.limit 1 is below request 2; raise limit or lower request",
    ]);
  });

  test("so is what is missing from a group that only the override has", () => {
    expect(problemsWith(ofRegion(here({ storage: { scratch: {} } })), "prod-eu-west-1").lines).toEqual([
      "Pulumi.prod-eu-west-1.yaml: games.duel.regions.eu-west-1.storage.scratch.sizeGiB is missing; set it to a whole number of GiB from 1 to 16384",
    ]);
  });

  test("run on game nodes of EKS, or where an existing cluster's settings say", () => {
    const gpu = { gpu: { type: "nvidia-a10g" }, pool: "gpu", autoscaling: { max: 30 } };
    const game = { key: "game-server", value: "true", effect: "NoSchedule" };
    expect(duel(eks({}, "dev"))?.placement).toEqual({
      nodeSelector: { "game-server": "true" },
      tolerations: [game],
    });
    expect(duel(eks({ "Pulumi.dev.yaml": { games: { duel: gpu } } }, "dev"))?.placement).toEqual({
      nodeSelector: { "game-server": "true", "gpu-type": "nvidia-a10g", "gameplane.dev/pool": "gpu" },
      tolerations: [game, { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }],
    });
    const gameNodes = { labels: { role: "game" }, taints: { game: "yes:NoExecute", spot: ":NoSchedule" } };
    const local = { "Pulumi.local.yaml": { existingCluster: { gameNodes, storageClass: "fast" } } };
    expect(duel(existing(local))?.placement).toEqual({
      nodeSelector: { role: "game" },
      tolerations: [
        { key: "game", value: "yes", effect: "NoExecute" },
        { key: "spot", value: "", effect: "NoSchedule" },
      ],
    });
  });

  test("drain where their region does, whatever they say themselves", () => {
    const drains = ({ games }: RegionSettings) => games.map(({ id, drain }) => [id, drain]);
    const inherited = { "Pulumi.prod.yaml": { drain: true } };
    expect(inProd(inherited).flatMap(drains)).toEqual(PROD_REGIONS.map(() => ["duel", true]));
    const one = { ...inherited, "Pulumi.prod-eu-west-1.yaml": { drain: false } };
    expect(drains(eks(one, "prod-eu-west-1"))).toEqual([["duel", false]]);
    const game = { "Pulumi.dev.yaml": { drain: false, games: { duel: { drain: true } } } };
    expect(drains(eks(game, "dev"))).toEqual([["duel", true]]);
    const own = { "Pulumi.dev.yaml": { drain: true, games: { duel: { drain: false } } } };
    expect(drains(eks(own, "dev"))).toEqual([["duel", true]]);
    expect(drains(existing({ "Pulumi.local.yaml": { drain: true } }))).toEqual([["duel", true]]);
  });

  test("may use secrets of the region and of its environment", () => {
    const secrets = { secrets: { SENTRY_DSN: "sentry", TOKEN: "token" }, pullSecrets: ["token"] };
    const changes = {
      "Pulumi.prod.yaml": { secrets: { sentry: { secure: "v1:a" } }, games: { duel: secrets } },
      "Pulumi.prod-eu-west-1.yaml": { secrets: { token: { secure: "v1:b" } } },
    };
    expect(duel(eks(changes, "prod-eu-west-1"))).toMatchObject({
      secretEnv: secrets.secrets,
      pullSecrets: ["token"],
    });
    expect(problemsWith(changes, "prod-us-east-1").rules).toEqual([
      "game-secret-known",
      "game-pull-secret-known",
    ]);
  });

  test("in production may come from the environment's registry by its host, in any of its regions", () => {
    const image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/prod/duel:1.0.0";
    expect(duel(eks(ofEnvironment({ image }), "prod-eu-west-1"))?.image).toEqual({
      kind: "address",
      address: image,
    });
  });
});

describe("an environment", () => {
  test("has its own settings, and nothing that only regions have", () => {
    expect(Object.keys(environment({ "Pulumi.prod.yaml": { network: { zones: 3 } } })).sort()).toEqual([
      "account",
      "certificates",
      "dns",
      "homeNatGateways",
      "homeRegion",
      "kind",
      "production",
      "protect",
      "regions",
      "registry",
      "secrets",
      "stack",
      "tags",
    ]);
  });

  test.each([
    ["one for all", { nat: "single", zones: 3 }, 1],
    ["one in each zone", { nat: "per-zone", zones: 3 }, 3],
    ["one in each zone of two", { nat: "per-zone" }, 2],
  ])("knows its home region's NAT gateways: %s", (_, network, count) => {
    expect(environment({ "Pulumi.prod.yaml": { network } }).homeNatGateways).toBe(count);
  });

  test("the home region's own file counts for its NAT gateways, another's does not", () => {
    const perZone = { network: { nat: "per-zone" } };
    expect(environment({ "Pulumi.prod-us-east-1.yaml": perZone }).homeNatGateways).toBe(2);
    expect(environment({ "Pulumi.prod-us-west-2.yaml": perZone }).homeNatGateways).toBe(1);
  });

  test("the home region's mistakes are its own as well", () => {
    const changes = { "Pulumi.prod-us-east-1.yaml": { network: { zones: 9 } } };
    expect(problemsWith(changes, "prod").lines).toEqual([
      "Pulumi.prod-us-east-1.yaml: network.zones 9 is not a whole number from 1 to 4; change it, or remove it for the default (2)",
    ]);
  });
});

test("a project that is read once serves every stack", () => {
  const project = projectWith();
  const first = JSON.stringify(loadSettings(project, "prod-eu-west-1"));
  loadSettings(project, "prod");
  expect(JSON.stringify(loadSettings(project, "prod-eu-west-1"))).toBe(first);
});

test("what is wrong with the home region beside its network does not concern the environment", () => {
  const project = projectWith({ "Pulumi.prod-us-east-1.yaml": { gamePorts: { min: 9000 } } });
  expect(loadSettings(project, "prod")).toMatchObject({ kind: "environment", homeNatGateways: 1 });
  expect(() => loadSettings(project, "prod-us-east-1")).toThrow("gamePorts.min 9000");
});
