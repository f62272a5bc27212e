import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { problemsWith } from "../project-with.ts";

/** Rules that games in a stack break with these settings of `duel`, in YAML. */
function rulesOf(duel: string, rest = "{}", stack = "dev"): string[] {
  const settings: unknown = parse(rest);
  const game: unknown = parse(duel);
  return problemsWith(
    { [`Pulumi.${stack}.yaml`]: { ...(typeof settings === "object" && settings), games: { duel: game } } },
    stack,
  ).rules;
}

/** What bad-combinations.ts shows refused stands here a step away from it, where it is sound. */
describe("no rule refuses", () => {
  test.each([
    ["a region of this stack", "{ regions: { eu-west-1: {} } }"],
    ["a Fleet name of 63 characters", `{ fleet: ${"a".repeat(63)} }`],
    ["a limit as high as its request", "{ cpu: { request: 2, limit: 2000m }, memory: { limit: 4096Mi } }"],
    ["a Counter that starts full", "{ counters: { rooms: { count: 10, capacity: 10 } } }"],
    [
      "names that only resemble ours",
      "{ env: { MAX_PLAYERS_EVER: '4' }, labels: { gametype: a, example.com/game: a } }",
    ],
    [
      "an app in another namespace",
      "{ egress: { a: { app: telemetry, namespace: monitoring, ports: [443] } } }",
    ],
    [
      "two volumes, one within the other's path",
      "{ storage: { scratch: { sizeGiB: 1, path: /data/tmp }, persistent: { sizeGiB: 1, worlds: { a: {} } } } }",
    ],
    [
      "scratch files at /tmp of an image that may write",
      "{ storage: { scratch: { sizeGiB: 1, path: /tmp } } }",
    ],
    [
      "a volume's path that only resembles one of the container's",
      "{ storage: { scratch: { sizeGiB: 1, path: /etcetera }, persistent: { sizeGiB: 1, path: /var/run/duel, worlds: { a: {} } } } }",
    ],
    [
      "AWS rights beside addresses",
      '{ iam: { a: { actions: [s3:PutObject], resources: ["*"] } }, egress: { a: { cidrs: [0.0.0.0/0], ports: [443] } } }',
    ],
    [
      "a Static port of one server",
      "{ replicas: 1, ports: { a: { policy: Static, port: 7777, hostPort: 8000 } } }",
    ],
    [
      "a Static port of one world",
      "{ storage: { persistent: { sizeGiB: 1, worlds: { a: {} } } }, ports: { a: { policy: Static, port: 1, hostPort: 7000 } } }",
    ],
    [
      "one number over UDP and TCP",
      "{ ports: { a: { port: 9090 }, b: { port: 7777, protocol: TCP }, c: { port: 7777, protocol: UDP } } }",
    ],
    [
      "Passthrough beside ports outside of its range, or over the other protocol",
      "{ ports: { a: { policy: Passthrough }, b: { port: 8001 }, c: { port: 7500, protocol: TCP } } }",
    ],
    ["a min of 0", "{ autoscaling: { min: 0, max: 5, buffer: 4 } }"],
    ["a min as large as the buffer, and as max allows", "{ autoscaling: { min: 5, max: 6, buffer: 5 } }"],
    ["a min as large as max", "{ autoscaling: { min: 6, max: 6, buffer: 5 } }"],
    ["a share with a min of 1", "{ autoscaling: { percentage: 99, min: 1 } }"],
    ["a share of a tournament, whose min is 0", "{ type: tournament, autoscaling: { percentage: 20 } }"],
    ["a buffer alone", "{ autoscaling: { buffer: 50 } }"],
    [
      "room in a Counter, its bounds at the buffer",
      "{ counters: { rooms: { capacity: 5 } }, autoscaling: { policy: counter, buffer: 20, minCapacity: 20, maxCapacity: 20 } }",
    ],
    [
      "a share of a List",
      "{ lists: { a: { capacity: 5 }, b: { capacity: 5 } }, autoscaling: { policy: list, key: b, percentage: 10, max: 50 } }",
    ],
    ["a service to ask", "{ autoscaling: { policy: webhook, webhook: { service: scaler }, max: 50 } }"],
    [
      "one window with bounds of its own",
      "{ autoscaling: { policy: schedule, windows: { a: { start: 2099-01-30T18:00:00Z, min: 0, max: 9, buffer: 8 } } } }",
    ],
    [
      "windows one after the other, and again and again until the first of them",
      `{ autoscaling: { policy: chain, windows: {
           a: { start: "2099-01-30T18:00:00+01:00", end: "2099-01-31T18:00:00Z" },
           b: { start: "2099-01-31T18:00:00Z", end: "2099-02-28T23:00:00Z" },
           c: { end: "2099-01-30T17:00:00Z", cron: "0 12 * * SAT", duration: 36h },
           d: { end: "2099-01-30T17:00:00Z", cron: "0 18 * * MON-FRI", duration: 4h } } } }`,
    ],
    ["a tag and a digest", `{ image: "registry.example.com/duel:latest@sha256:${"0".repeat(64)}" }`],
    ["a tag of any registry outside of production", "{ image: docker.io/arena/duel:1.0.0 }"],
    ["a GPU game on GPU nodes", "{ gpu: { type: nvidia-a10g }, pool: gpu, autoscaling: { max: 40 } }"],
    ["a pool by name", "{ pool: game }"],
    [
      "worlds in zones of the pool",
      "{ storage: { persistent: { sizeGiB: 1, worlds: { a: { zoneId: euw1-az2 }, b: {} } } } }",
    ],
  ])("%s", (_, duel) => {
    expect(rulesOf(duel)).toEqual([]);
  });

  test("the environment's own image by its host, in production", () => {
    const image = "{ image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/prod/duel:1.0.0 }";
    expect(rulesOf(image, "{}", "prod-us-east-1")).toEqual([]);
  });

  test("another account's registry only with a digest", () => {
    const image = "999988887777.dkr.ecr.eu-west-1.amazonaws.com/prod/duel";
    expect(rulesOf(`{ image: "${image}:1.0.0" }`, "{}", "prod-us-east-1")).toEqual(["image-digest"]);
    expect(rulesOf(`{ image: "${image}@sha256:${"0".repeat(64)}" }`, "{}", "prod-us-east-1")).toEqual([]);
  });

  test("CIDRs for a load balancer, which a region of an environment has", () => {
    const agones = "{ agones: { allocator: { sourceCidrs: [203.0.113.0/24] } } }";
    expect(rulesOf("{}", agones, "prod-us-east-1")).toEqual([]);
  });

  test("a game that fits no node here and runs elsewhere", () => {
    const changes = {
      "Pulumi.prod.yaml": {
        games: { duel: { cpu: { request: 64 }, replicas: 9, regions: { "us-east-1": {} } } },
      },
    };
    expect(problemsWith(changes, "prod-eu-west-1").rules).toEqual([]);
    expect(problemsWith(changes, "prod-us-east-1").rules).toEqual(["game-fits"]);
  });

  test("what a quota holds to the last one", () => {
    const quota = (of: string) => rulesOf("{ replicas: 100 }", `{ quota: { ${of} } }`);
    expect([quota("gameServers: 125"), quota("gameServers: 124")]).toEqual([[], ["quota-games"]]);
    expect([quota("cpu: 254"), quota("cpu: 253")]).toEqual([[], ["quota-games"]]);
    expect([quota("memoryGiB: 504"), quota("memoryGiB: 503")]).toEqual([[], ["quota-games"]]);
  });
});

describe("a step further it is refused", () => {
  const evening = (of: string) => `{ autoscaling: { policy: chain, windows: { evening: { ${of} } } } }`;
  test.each([
    ["port-missing", "{ replicas: 1, ports: { a: { policy: Static, hostPort: 7000 } } }"],
    ["passthrough-ports-free", "{ ports: { a: { policy: Passthrough }, b: { port: 8000 } } }"],
    ["passthrough-ports-free", "{ ports: { a: { policy: Passthrough }, b: { port: 7000 } } }"],
    ["window-order", evening('start: "2099-01-30T18:00:00Z", end: "2099-01-30T19:00:00+01:00"')],
    ["window-time-zone", evening("cron: 0 18 * * *, duration: 4h, timezone: europe/berlin")],
    ["window-time-zone", evening("cron: 0 18 * * *, duration: 4h, timezone: utc")],
    ["window-date", evening('end: "2099-01-30T24:00:00Z"')],
  ])("%s: %s", (rule, duel) => {
    expect(rulesOf(duel)).toEqual([rule]);
  });

  test("world-zone: a zone that the pool leaves out", () => {
    const world = "{ storage: { persistent: { sizeGiB: 1, worlds: { a: { zoneId: euw1-az2 } } } } }";
    expect(rulesOf(world, "{ pools: { game: { excludeZoneIds: [euw1-az2] } } }")).toEqual(["world-zone"]);
  });
});

describe("a node", () => {
  const cpu = (request: string) => rulesOf(`{ cpu: { request: ${request} }, autoscaling: { max: 40 } }`);
  const memory = (request: string) =>
    rulesOf(`{ memory: { request: ${request} }, autoscaling: { max: 40 } }`);

  test("holds a server that takes all of it, and none that takes more", () => {
    // 15510m and 27005Mi of a c7i.4xlarge, less the 30m and 32Mi of the SDK's sidecar.
    expect([cpu("15480m"), cpu("15481m")]).toEqual([[], ["game-fits"]]);
    expect([memory("26973Mi"), memory("26974Mi")]).toEqual([[], ["game-fits"]]);
  });

  test("of any choice of a pool's list has to hold it, of one pool at least", () => {
    const small = "{ pools: { game: { instanceTypes: [c7i.4xlarge, c7i.2xlarge] } } }";
    const large =
      "{ pools: { game: { instanceTypes: [c7i.2xlarge] }, large: { role: game, instanceTypes: [c7i.4xlarge], min: 0, max: 4 } } }";
    const game = "{ cpu: { request: 8 }, autoscaling: { max: 40 } }";
    expect(rulesOf(game, small)).toEqual(["game-fits"]);
    expect(rulesOf(game, large)).toEqual([]);
    expect(rulesOf("{ cpu: { request: 8 }, autoscaling: { max: 40 }, pool: game }", large)).toEqual([
      "game-fits",
    ]);
  });

  test("has to have the game's GPU", () => {
    const pools = (type: string) =>
      `{ pools: { t4: { role: gpu, instanceTypes: [${type}], min: 0, max: 4 } } }`;
    const game = "{ gpu: { type: nvidia-t4 }, cpu: { request: 4 }, autoscaling: { max: 40 } }";
    expect([rulesOf(game, pools("g4dn.2xlarge")), rulesOf(game, pools("g4dn.xlarge"))]).toEqual([
      [],
      ["game-fits"],
    ]);
  });

  test("of a generation that is on its way out does not count", () => {
    const pools =
      "{ pools: { game: { generations: { 1: { cordoned: true, instanceTypes: [c7i.large] }, 2: {} } } } }";
    expect(rulesOf("{}", pools)).toEqual([]);
  });

  test("holds no more servers than pods, which a few servers never reach", () => {
    const small = (of: string) => rulesOf(`{ cpu: { request: ${of} }, memory: { request: 64Mi } }`);
    // 104 places beside the DaemonSets: 15510m / 105 = 147.7m, less the sidecar's 30m.
    expect([small("118m"), small("117m")]).toEqual([[], ["game-density-pods"]]);
    expect(rulesOf("{ cpu: { request: 50m }, memory: { request: 64Mi }, replicas: 104 }")).toEqual([]);
  });

  test("has a port for each of a server's that Agones chooses", () => {
    const ports = "{ ports: { a: { port: 1 }, b: { port: 2, protocol: TCPUDP } } }";
    const range = (max: number) => rulesOf(ports, `{ gamePorts: { min: 7000, max: ${max} } }`);
    // Six servers by memory, two ports each.
    expect([range(7011), range(7010)]).toEqual([[], ["game-density-ports"]]);
    const fixed = (replicas: number) =>
      rulesOf(`{ replicas: ${replicas} }`, "{ gamePorts: { min: 7000, max: 7002 } }");
    expect([fixed(3), fixed(4)]).toEqual([[], ["game-density-ports"]]);
  });
});
