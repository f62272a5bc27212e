import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { z } from "zod";
import { BAD_COMBINATIONS } from "./bad-combinations.ts";
import { BAD_FILES } from "./bad-files.ts";
import { badRows } from "./bad-rows.ts";
import { BAD_VALUES } from "./bad-values.ts";
import { EKS_RULES, ENVIRONMENT_RULES, EXISTING_RULES } from "./load.ts";
import { FILE_RULES } from "./problem.ts";
import type { Config } from "./project-with.ts";
import { merged, PROD_REGIONS, problemsWith } from "./project-with.ts";
import { eksRegion, environmentStack, existingRegion } from "./schema/schema.ts";
import { everything, namedValueOf, schemaAt, settingPath } from "./schema/walk.ts";

const KINDS = { dev: eksRegion, local: existingRegion, prod: environmentStack } as const;
type Stack = keyof typeof KINDS;

const isConfig = (value: unknown): value is Config => typeof value === "object" && value !== null;

function parsed(yaml: string): Config {
  const value: unknown = parse(yaml);
  if (!isConfig(value)) throw new Error(`${yaml} is not a map`);
  // In these tables nothing is written as null; it takes away what the sound file has.
  const changes = Object.entries(value).map(([path, inner]) => below(path.split("."), withoutNulls(inner)));
  return changes.reduce(merged, {});
}

/** A value below its keys: `games.duel.cpu` saves a row three pairs of braces. */
function below(path: string[], value: unknown): Config {
  const [key = "", ...rest] = path;
  return { [key]: rest.length === 0 ? value : below(rest, value) };
}

const withoutNulls = (value: unknown): unknown =>
  value === null
    ? undefined
    : isConfig(value) && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNulls(inner)]))
      : value;

/** `network.zones: 5` as changes of a file. */
function settingsOf(head: string): Config {
  const [, path = "", yaml = ""] = /^(.+?): (.*)$/.exec(head) ?? [];
  return below(path.split("."), parse(yaml));
}

/** The setting that a line names: of several in a row, one is wrong. */
const pathIn = ([line = ""]: string[]) => (/^\S+: (\S+)/.exec(line)?.[1] ?? "").split(".");

const stacks: Stack[] = ["dev", "local", "prod"];
const valueRows = stacks.flatMap((stack) =>
  badRows(BAD_VALUES[stack]).map((row) => ({
    stack,
    ...row,
    settings: settingsOf(row.head),
    path: pathIn(row.lines),
  })),
);
const combinations = Object.entries(BAD_COMBINATIONS).flatMap(([stack, table]) =>
  badRows(table).map(({ head, lines }) => {
    const [rule = "", yaml = ""] = head.split(" | ");
    return { stack, head, lines, rule, settings: parsed(`{ ${yaml} }`) };
  }),
);
const files = Object.entries(BAD_FILES).flatMap(([rule, examples]) =>
  examples.map((example) => ({ rule, when: "", ...example })),
);

test("the stacks that examples change are sound", () => {
  for (const stack of ["dev", "local", "prod", ...PROD_REGIONS])
    expect([stack, ...problemsWith({}, stack).lines]).toEqual([stack]);
});

describe("a wrong value has its exact line", () => {
  test.each(valueRows)("$stack: $head", ({ stack, path, settings, lines }) => {
    const found = problemsWith({ [`Pulumi.${stack}.yaml`]: settings }, stack);
    expect(found.lines).toEqual(lines);
    expect(found.rules).toHaveLength(1);
    const own = settingPath(KINDS[stack], path);
    expect([own, "known-name", "secret-is-encrypted"]).toContain(found.rules[0]);
  });
});

describe("a rule across settings has its exact line", () => {
  test.each(combinations)("$stack: $head", ({ stack, rule, settings, lines }) => {
    expect(problemsWith({ [`Pulumi.${stack}.yaml`]: settings }, stack)).toEqual({ rules: [rule], lines });
  });
});

describe("a rule about files has its exact lines", () => {
  test.each(files)("$rule $when", ({ rule, changes, stack, lines }) => {
    expect(problemsWith(changes, stack)).toEqual({ rules: [rule], lines });
  });
});

describe("nothing that can be wrong is without an example", () => {
  test("rules of files and rules across settings", () => {
    const across = [...EKS_RULES, ...EXISTING_RULES, ...ENVIRONMENT_RULES].map(({ id }) => id);
    const withExample = [...files, ...combinations].map(({ rule }) => rule);
    expect([...new Set(withExample)].sort()).toEqual([...new Set([...FILE_RULES, ...across])].sort());
  });

  /** Kinds of stack and groups may share a setting: one schema, one example. */
  const schemas = new Map(
    stacks
      .flatMap((stack) => everything(KINDS[stack]).map((visited) => ({ stack, ...visited })))
      // Another value of `cluster` makes another kind of stack.
      .filter(({ stack, path }) => stack !== "local" || path.join(".") !== "cluster")
      .map(({ stack, path, schema }) => [schema, `${stack}: ${path.join(".")}`] as const),
  );
  const without = (
    examples: (z.ZodType | undefined)[],
    isWanted: (schema: z.ZodType) => boolean = () => true,
  ) =>
    [...schemas]
      .filter(([schema]) => isWanted(schema) && !examples.includes(schema))
      .map(([, where]) => where);

  test("settings and groups", () => {
    expect(without(valueRows.map(({ stack, path }) => schemaAt(KINDS[stack], path)))).toEqual([]);
  });

  test("groups whose names users choose", () => {
    const examples = valueRows
      .filter(({ lines }) => lines.some((line) => line.includes(" is not allowed here, only ")))
      .map(({ stack, path }) => schemaAt(KINDS[stack], path.slice(0, -1)));
    expect(without(examples, (schema) => namedValueOf(schema) !== undefined)).toEqual([]);
  });

  test("rules have names of their own", () => {
    for (const rules of [EKS_RULES, EXISTING_RULES, ENVIRONMENT_RULES]) {
      const ids = rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("several mistakes at once", () => {
  test("three give three lines", () => {
    const changes = {
      "Pulumi.dev.yaml": { network: { zones: 9 }, eks: { endpoint: { public: true } }, gamePort: {} },
    };
    expect(problemsWith(changes, "dev").lines).toEqual([
      "Pulumi.dev.yaml: network.zones 9 is not a whole number from 1 to 4; change it, or remove it for the default (2)",
      "Pulumi.dev.yaml: gamePort is not a setting; did you mean gamePorts? Otherwise remove it (docs/settings.md)",
      "Pulumi.dev.yaml: eks.endpoint.public true without eks.endpoint.publicCidrs would open the API server to everyone; name the CIDRs that may reach it",
    ]);
  });

  test("what is missing hides nothing", () => {
    const changes = {
      "Pulumi.dev.yaml": {
        account: undefined,
        pools: { game: { min: "few", instanceTypes: ["g5.4xlarge"] }, gpu: { min: 5, max: 2 }, system: 5 },
      },
    };
    expect(problemsWith(changes, "dev").rules).toEqual([
      "not-missing",
      "pools.*",
      "pools.*.min",
      "gpu-elsewhere",
      "pool-min-max",
    ]);
  });

  test("each file has its own", () => {
    const changes = {
      "Pulumi.yaml": { production: { value: "yes" } },
      "Pulumi.prod.yaml": { homeRegion: "eu-north-1", eks: { version: "1.20" } },
      "Pulumi.prod-eu-west-1.yaml": { gamePorts: { min: 9000 } },
    };
    expect(problemsWith(changes, "prod-eu-west-1").lines).toEqual([
      "Pulumi.prod.yaml: homeRegion eu-north-1 is not among the regions us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-southeast-2; choose one of them, or list it",
      "Pulumi.prod.yaml: eks.version 1.20 is not one of 1.34, 1.35, 1.36; change it, or remove it for the default (1.36)",
      "Pulumi.prod-eu-west-1.yaml: gamePorts.min 9000 is above gamePorts.max 8000; lower min or raise max",
    ]);
  });
});

describe("a mistake is one line, without what follows from it", () => {
  test.each([
    [
      "a wrong CIDR does not make the endpoint public",
      { eks: { endpoint: { public: true, publicCidrs: ["1.2.3.4"] } } },
    ],
    ["a wrong system pool is still a system pool", { pools: { system: "m7i.large" } }],
    ["a wrong region still has zones", { region: "ireland", network: { zoneIds: ["euw1-az1", "euw1-az2"] } }],
    ["a wrong instance type has no architecture", { pools: { gpu: { instanceTypes: ["c7i4xlarge"] } } }],
    [
      "an unknown instance type has no pods",
      { pools: { game: { generations: { 1: { instanceTypes: ["x9.large"] } } } } },
    ],
    ["a wrong network has no range", { network: "10.8.0.0/16" }],
    ["a game that runs nowhere needs no pool", { games: { duel: { regions: {}, pool: "arena" } } }],
    [
      "a game of another region is not held against this one's pools",
      { games: { duel: { regions: { "us-east-1": {} }, gpu: { type: "nvidia-h100" } } } },
    ],
    ["a wrong request fits any node", { games: { duel: { cpu: { request: 0, limit: 1 } } } }],
    ["a wrong policy needs nothing", { games: { duel: { autoscaling: { policy: "room", key: "rooms" } } } }],
    ["a wrong port clashes with none", { games: { duel: { ports: { game: { port: 99999 } } } } }],
    ["a wrong game has no share of the quota", { games: { duel: 5 }, quota: { gameServers: 1 } }],
    ["an unknown pool has no zones", { games: { duel: { pool: "arena" } } }],
    [
      "an egress target that opens nothing is meant for AWS",
      {
        games: {
          duel: {
            iam: { replays: { actions: ["s3:PutObject"], resources: ["*"] } },
            egress: { aws: { ports: [443] } },
          },
        },
      },
    ],
    [
      "an unknown instance type has no room",
      {
        pools: { game: { instanceTypes: ["c7i.5xlarge"] } },
        games: { duel: { cpu: { request: 60 }, replicas: 1 } },
      },
    ],
    ["a pool on its way out holds no game", { pools: { game: { generations: { 1: { cordoned: true } } } } }],
    [
      "a window that never opens overlaps none",
      {
        games: {
          duel: {
            autoscaling: {
              policy: "chain",
              windows: {
                first: { start: "2099-01-02T00:00:00Z", end: "2099-01-01T00:00:00Z" },
                second: { start: "2099-01-01T12:00:00Z" },
              },
            },
          },
        },
      },
    ],
  ])("%s", (_, settings) => {
    expect(problemsWith({ "Pulumi.dev.yaml": settings }, "dev").lines).toHaveLength(1);
  });

  test("a region's typo is not the environment's mistake", () => {
    const changes = { "Pulumi.prod-eu-west-1.yaml": { region: "ireland" } };
    expect(problemsWith(changes, "prod-eu-west-1").lines).toEqual([
      "Pulumi.prod-eu-west-1.yaml: region ireland is not an AWS region such as eu-west-1; change it",
    ]);
    expect(problemsWith(changes, "prod").lines).toEqual([]);
  });
});

describe("what is inherited is named where it is written", () => {
  test.each(PROD_REGIONS)("a value of Pulumi.prod.yaml, from %s", (stack) => {
    expect(problemsWith({ "Pulumi.prod.yaml": { network: { nat: "both" } } }, stack).lines).toEqual([
      "Pulumi.prod.yaml: network.nat both is not one of per-zone, single; change it, or remove it for the default (single)",
    ]);
  });

  test("a region's range is named in the environment's list", () => {
    const range = (cidr: string) => ({ "Pulumi.prod.yaml": { regions: { "eu-west-1": { cidr } } } });
    expect(problemsWith(range("10.18.0.0"), "prod-eu-west-1").lines).toEqual([
      "Pulumi.prod.yaml: regions.eu-west-1.cidr 10.18.0.0 is not an IPv4 CIDR such as 10.16.0.0/16; change it",
    ]);
    expect(problemsWith(range("172.20.0.0/16"), "prod-eu-west-1").lines).toEqual([
      "Pulumi.prod.yaml: regions.eu-west-1.cidr 172.20.0.0/16 overlaps eks.serviceCidr 172.20.0.0/16; choose disjoint ranges",
    ]);
  });

  test("a sibling's broken file is its own stack's", () => {
    const changes = { "Pulumi.prod-eu-west-1.yaml": "config: [\n" };
    expect(problemsWith(changes, "prod-us-west-2").lines).toEqual([]);
    expect(problemsWith(changes, "prod").lines).toEqual([]);
  });
});
