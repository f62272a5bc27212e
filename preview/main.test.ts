import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

/** Nothing but the project may be read, nothing started; the compile cache may be written. */
const CONFINED = [
  "--permission",
  `--allow-fs-read=${process.cwd()}`,
  `--allow-fs-write=${join(process.cwd(), "node_modules/.cache")}`,
];

/** Fails at the first thing that would leave the process. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import dns from "node:dns"; import net from "node:net"; import dgram from "node:dgram"; import http2 from "node:http2";
  const refuse = (what) => () => { throw new Error("network: " + what); };
  net.Socket.prototype.connect = refuse("connect"); net.Server.prototype.listen = refuse("listen");
  dgram.createSocket = refuse("socket"); http2.connect = refuse("http2"); dns.lookup = refuse("lookup");
`)}`;

const preview = (
  args: string[],
  options: { node?: string[]; env?: Record<string, string>; cwd?: string } = {},
) => {
  const env = { PATH: process.env.PATH ?? "", ...options.env };
  const result = spawnSync(
    process.execPath,
    [...(options.node ?? []), join(process.cwd(), "preview/main.ts"), ...args],
    {
      encoding: "utf8",
      env,
      cwd: options.cwd ?? process.cwd(),
      maxBuffer: 1e9,
    },
  );
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
};

const json = z.json();
const resource = z.strictObject({
  urn: z.string().startsWith("urn:pulumi:"),
  type: z.string().regex(/^[\w-]+:[\w./-]+:\w+$/),
  name: z.string().min(1),
  parent: z.string(),
  provider: z.string(),
  custom: z.boolean(),
  inputs: z.record(z.string(), json),
  dependencies: z.array(z.string()),
  options: z.record(z.string(), json),
  source: z.string().regex(/^$|^[\w./-]+\.ts:\d+$/),
});
const sizes = z.strictObject({ minimum: z.number(), buffer: z.number(), maximum: z.number() });
const limit = z.strictObject({ limit: z.string(), servers: z.number(), detail: z.string() });
const capacity = z.strictObject({
  games: z.array(
    z.strictObject({
      game: z.string(),
      fleets: z.array(z.string()),
      pools: z.array(z.string()),
      playersPerServer: z.number(),
      servers: sizes,
      fits: z.number(),
      players: z.number(),
      limits: z.array(limit),
      unknown: z.array(z.string()).optional(),
      unchecked: z.array(z.strictObject({ limit: z.string(), detail: z.string() })).optional(),
    }),
  ),
  pools: z.array(z.strictObject({ pool: z.string(), instanceTypes: z.array(z.string()), nodes: sizes })),
  servers: z.number(),
  players: z.number(),
  findings: z.array(z.strictObject({ level: z.enum(["error", "warning"]), message: z.string() })),
});
const cost = z.strictObject({
  currency: z.literal("USD"),
  pricesAsOf: z.iso.date(),
  hoursPerMonth: z.number(),
  rows: z.array(
    z.strictObject({
      what: z.string(),
      quantity: sizes,
      unit: z.string(),
      usdPerUnit: z.number().nullable(),
      usd: sizes.nullable(),
      source: z.string(),
    }),
  ),
  total: sizes,
  unpriced: z.array(z.string()),
  assumptions: z.array(z.string()),
  perPlayerHour: z.number().nullable(),
});
const level = z.enum(["Basic", "Standard", "Advanced", "Enterprise"]);
const criterion = { level, area: z.string(), criterion: z.string() };
const maturity = z.strictObject({
  environment: z.string(),
  level: level.or(z.literal("none")),
  criteria: z.array(
    z.discriminatedUnion("met", [
      z.strictObject({ ...criterion, met: z.literal(true), evidence: z.string() }),
      z.strictObject({ ...criterion, met: z.literal(false), lacks: z.string() }),
    ]),
  ),
});
const contract = z.strictObject({
  stacks: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(["region", "environment"]),
      environment: z.string().nullable(),
      region: z.string().nullable(),
      resources: z.array(resource),
      outputs: z.record(z.string(), json),
      warnings: z.array(z.string()),
      errors: z.array(z.string()),
      judged: z.boolean(),
      violations: z.array(
        z.strictObject({
          policy: z.string(),
          level: z.enum(["mandatory", "advisory"]),
          urn: z.string(),
          message: z.string(),
        }),
      ),
      capacity: capacity.nullable(),
      cost: cost.nullable(),
    }),
  ),
  policies: z.boolean(),
  maturity: z.array(maturity),
  durationMs: z.number().int().positive(),
});
const parse = (stdout: string) => contract.parse(JSON.parse(stdout));

const folders: string[] = [];
const temporary = () => {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-preview-"));
  folders.push(folder);
  return folder;
};
/** A copy of the project's settings, changed. */
const projectWith = (changes: Record<string, (text: string) => string>) => {
  const folder = temporary();
  for (const file of readdirSync(".").filter((name) => /^Pulumi.*\.yaml$|^policies\..*\.json$/.test(name)))
    cpSync(file, join(folder, file));
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file);
    writeFileSync(path, change(readdirSync(folder).includes(file) ? readFileSync(path, "utf8") : ""));
  }
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("every stack of the repository", () => {
  const clean = preview(["--format", "json"], { node: [...CONFINED, "--import", NO_NETWORK] });
  const report = parse(clean.stdout);

  test("previews without an error, without reading beside the folder or using a network", () => {
    expect([clean.status, clean.stderr]).toEqual([0, ""]);
    expect(
      report.stacks.map(({ name, kind, environment, region, errors }) => [
        name,
        kind,
        environment,
        region,
        errors,
      ]),
    ).toEqual([
      ["dev", "region", null, "eu-west-1", []],
      ["local", "region", null, "local", []],
      ["prod", "environment", "prod", null, []],
      ["prod-ap-northeast-1", "region", "prod", "ap-northeast-1", []],
      ["prod-ap-southeast-2", "region", "prod", "ap-southeast-2", []],
      ["prod-eu-west-1", "region", "prod", "eu-west-1", []],
      ["prod-us-east-1", "region", "prod", "us-east-1", []],
      ["prod-us-west-2", "region", "prod", "us-west-2", []],
    ]);
  });

  test("every resource but the stack's own says where it is made", () => {
    const lost = report.stacks.flatMap(({ resources }) =>
      resources
        .filter(({ source }) => !/^(components|stacks)\//.test(source))
        .map(({ type, source }) => [type, source]),
    );
    expect(lost).toEqual(report.stacks.map(() => ["pulumi:pulumi:Stack", ""]));
  });

  test("and that is the line itself, in functions without a name too", () => {
    const sources = new Set(report.stacks.flatMap(({ resources }) => resources.map(({ source }) => source)));
    sources.delete("");
    const elsewhere = [...sources].filter((source) => {
      const [file = "", line] = source.split(":");
      return !/\b(new|super)\b/.test(readFileSync(file, "utf8").split("\n")[Number(line) - 1] ?? "");
    });
    expect(elsewhere).toEqual([]);
  });

  test("looks the same with a user's credentials and settings in the environment", () => {
    const poison = "poison-1f2e3d";
    const env = Object.fromEntries(
      [
        "AWS_PROFILE",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "KUBECONFIG",
        "PULUMI_ACCESS_TOKEN",
        "PULUMI_CONFIG_PASSPHRASE",
        "PULUMI_BACKEND_URL",
        "PULUMI_HOME",
        "PULUMI_CONFIG",
        "PULUMI_NODEJS_STACK",
        "HOME",
        "HTTPS_PROXY",
      ].map((name) => [name, poison]),
    );
    env.PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY = "false";
    env.AWS_SKIP_CREDENTIALS_VALIDATION = "true";
    const poisoned = preview(["--format", "json"], { node: [...CONFINED, "--import", NO_NETWORK], env });
    expect([poisoned.status, poisoned.stderr]).toEqual([0, ""]);
    expect(poisoned.stdout).not.toContain(poison);
    expect(parse(poisoned.stdout).stacks).toEqual(report.stacks);
  });

  test("one stack alone is the same as among all", () => {
    const alone = preview(["--format", "json", "--stack", "prod-eu-west-1"]);
    expect(parse(alone.stdout).stacks).toEqual(report.stacks.filter(({ name }) => name === "prod-eu-west-1"));
  });
});

describe("what people see", () => {
  test("a line a stack, then trees, then what it comes to; no colour where there is no terminal", () => {
    const { status, stdout } = preview(["--stack", "local", "dev"]);
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^local {2} +\d+ to create {2}region local, 1 warning$/);
    expect(lines[1]).toMatch(/^dev +\d+ to create {2}region eu-west-1$/);
    expect(stdout).toContain(
      "\n├─ gameplane:cluster:ExistingCluster cluster\n│  └─ pulumi:providers:kubernetes kubernetes\n",
    );
    expect(lines.at(-1)).toMatch(
      /^2 stacks: \d+ to create, 1 warning, 0 errors, \d+ violations \(\d+\.\d s\)$/,
    );
    expect(stdout).not.toContain("\u001b");
  });

  test("--inputs shows what resources are made of", () => {
    const { stdout } = preview(["--stack", "dev", "--inputs"]);
    expect(stdout).toMatch(/aws:ec2:Vpc vpc\n[│ ]+ cidrBlock: 10\.8\.0\.0\/16\n/);
  });

  test("--help explains itself", () => {
    const { status, stdout } = preview(["--help"]);
    expect(status).toBe(0);
    for (const option of ["--stack", "--format", "--out", "--inputs", "--no-policies", "--cwd"])
      expect(stdout).toContain(option);
  });

  test("--no-estimates leaves capacity, cost and maturity out, and none of it is for --since", () => {
    const { status, stdout } = preview([
      "--no-estimates",
      "--stack",
      "prod",
      "prod-eu-west-1",
      "--format",
      "json",
    ]);
    const { stacks, maturity: reached } = parse(stdout);
    expect([status, reached, stacks.map(({ capacity: held, cost: bill }) => [held, bill])]).toEqual([
      0,
      [],
      [
        [null, null],
        [null, null],
      ],
    ]);
    const both = preview(["--no-estimates", "--since", "HEAD"]);
    expect([both.status, both.stderr]).toEqual([
      1,
      "error: option '--no-estimates' cannot be used with option '--since <revision>'\n",
    ]);
  });

  test("prices that are wrong are refused, mistake by mistake", () => {
    const file = join(temporary(), "prices.json");
    writeFileSync(file, "[]");
    const { status, stderr } = preview(["--stack", "prod", "--prices", file]);
    expect([status, stderr.includes("prices.json: "), stderr.includes("    at ")]).toEqual([1, true, false]);
  });

  test("an unknown stack is refused with those that there are", () => {
    const { status, stdout, stderr } = preview(["--stack", "prod-mars-1"]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^there is no stack prod-mars-1; the stacks here are dev, local, prod, .*prod-us-west-2\n$/,
    );
  });

  test.each([
    ["a folder that is not there", ["--cwd", "/nonexistent"], /^ENOENT.*\/nonexistent'\n$/],
    ["a file for a folder", ["--cwd", "README.md"], /^ENOTDIR.*README\.md'\n$/],
    [
      "a file for the snapshots' folder",
      ["--stack", "local", "--out", "README.md"],
      /^EEXIST.*README\.md'\n$/,
    ],
  ])("%s is one line", (_, args, line) => {
    const { status, stderr } = preview(args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(line)]);
  });

  test("a reader that has seen enough ends it quietly", () => {
    const command = `"${process.execPath}" preview/main.ts --inputs | head -n 1`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^dev +\d+ to create/), ""]);
  });

  test("a folder without a project is refused", () => {
    const folder = temporary();
    const { status, stdout, stderr } = preview(["--cwd", folder]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/has no Pulumi\.yaml; run this in the project's folder\n$/);
  });
});

describe("mistakes in settings", () => {
  test("three at once give three lines, and do not hide the other stacks", () => {
    const folder = projectWith({
      "Pulumi.dev.yaml": (text) =>
        text
          .replace("10.8.0.0/16", "10.8.0.0/33")
          .replace("gameplane:tags:", "gameplane:tgas:")
          .replace("min: 1, max: 4", "min: 9, max: 4"),
    });
    const { status, stdout } = preview(["--cwd", folder, "--format", "json"]);
    expect(status).toBe(1);
    const stacks = parse(stdout).stacks;
    expect(
      stacks.filter(({ errors }) => errors.length > 0).map(({ name, errors }) => [name, errors.toSorted()]),
    ).toEqual([
      [
        "dev",
        [
          expect.stringMatching(/^Pulumi\.dev\.yaml: network\.cidr 10\.8\.0\.0\/33 is not an IPv4 CIDR/),
          expect.stringMatching(
            /^Pulumi\.dev\.yaml: pools\.game\.max 4 is below min 9; raise max or lower min$/,
          ),
          expect.stringMatching(/^Pulumi\.dev\.yaml: tgas is not a setting; did you mean tags\?/),
        ],
      ],
    ]);
    expect(stacks).toHaveLength(8);
  });

  test("of the home region do not hide its environment or the other regions", () => {
    const folder = projectWith({
      "Pulumi.prod-us-east-1.yaml": (text) => `${text}  gameplane:gamePorts: { min: 9000 }\n`,
    });
    const { status, stdout } = preview(["--cwd", folder, "--format", "json"]);
    expect(status).toBe(1);
    const broken = parse(stdout).stacks.filter(({ errors }) => errors.length > 0);
    expect(broken.map(({ name }) => name)).toEqual(["prod-us-east-1"]);
  });

  test("of an environment are told with a region that is previewed alone", () => {
    const folder = projectWith({
      "Pulumi.prod.yaml": (text) => text.replace("delegated: false", "delegated: maybe"),
    });
    const { status, stdout } = preview(["--cwd", folder, "--format", "json", "--stack", "prod-eu-west-1"]);
    expect(status).toBe(1);
    expect(parse(stdout).stacks.map(({ errors }) => errors)).toEqual([
      [expect.stringMatching(/^Pulumi\.prod\.yaml: dns\.delegated maybe is not true or false/)],
    ]);
  });

  test("leave no folder without stacks green", () => {
    const folder = temporary();
    writeFileSync(join(folder, "Pulumi.yaml"), "name: gameplane\nruntime: nodejs\n");
    const { status, stderr } = preview(["--cwd", folder]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("has no stack file, only Pulumi.yaml")]);
  });

  test("no stack trace reaches the terminal", () => {
    const folder = projectWith({ "Pulumi.dev.yaml": () => "config: [not: a map" });
    const { status, stdout, stderr } = preview(["--cwd", folder]);
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at /);
    expect(stdout).toMatch(/error: Pulumi\.dev\.yaml: is not valid YAML/);
  });
});

describe("policies", () => {
  test("none of ours is violated", () => {
    const { stacks } = parse(preview(["--format", "json"]).stdout);
    expect(stacks.map(({ name, violations }) => [name, violations])).toEqual(
      stacks.map(({ name }) => [name, []]),
    );
  });

  test("a mandatory violation ends it with 1, and says rule, resource, both values, why and what to do", () => {
    const folder = projectWith({ "policies.dev.json": () => '{ "eks-version": { "versions": ["1.99"] } }' });
    const { status, stdout } = preview(["--cwd", folder, "--stack", "dev"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^dev .*, 1 mandatory violation, \d+ advisory violations\n/);
    expect(stdout).toMatch(
      /\nmandatory: eks-version: eks:index:Cluster::cluster: version: 1\.\d+, must be [^\n]*1\.99[^\n]*, because [^\n]+; [^\n]+\n/,
    );
  });

  test("settings of an environment are those of its regions", () => {
    const folder = projectWith({ "policies.prod.json": () => '{ "eks-version": { "versions": ["1.99"] } }' });
    const { stacks } = parse(preview(["--cwd", folder, "--format", "json"]).stdout);
    const violating = stacks.filter(({ violations }) =>
      violations.some(({ level }) => level === "mandatory"),
    );
    expect(violating.map(({ name }) => name)).toEqual([
      "prod-ap-northeast-1",
      "prod-ap-southeast-2",
      "prod-eu-west-1",
      "prod-us-east-1",
      "prod-us-west-2",
    ]);
  });

  test("an advisory violation is shown and passes", () => {
    const folder = projectWith({ "policies.dev.json": () => "{}" });
    const { status, stdout } = preview(["--cwd", folder, "--stack", "dev"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nadvisory: state-protected: aws:kms\/key:Key::secrets: /);
  });

  test("--no-policies leaves them out and says so", () => {
    const folder = projectWith({ "policies.dev.json": () => '{ "eks-version": { "versions": ["1.99"] } }' });
    const { status, stdout, stderr } = preview(["--cwd", folder, "--stack", "dev", "--no-policies"]);
    expect([status, stderr]).toEqual([0, expect.stringContaining("policy pack was left out")]);
    expect(stdout).toMatch(/0 errors, policies left out \(/);
  });

  test("settings that are wrong are errors of their stacks, every mistake at once", () => {
    const folder = projectWith({
      "policies.dev.json": () =>
        '{ "eks-verson": "mandatory", "eks-version": { "versions": "1.36" }, "pdb": { "exemptions": [{ "resource": "*" }] } }',
    });
    const { status, stdout } = preview(["--cwd", folder, "--stack", "dev", "--format", "json"]);
    expect(status).toBe(1);
    expect(parse(stdout).stacks.map(({ judged, errors }) => ({ judged, errors }))).toEqual([
      {
        judged: false,
        errors: [
          "policies.dev.json: eks-verson is no rule; did you mean eks-version? docs/policies.md lists them",
          expect.stringMatching(/^policies\.dev\.json: eks-version\.versions "1\.36": /),
          expect.stringMatching(/^policies\.dev\.json: pdb\.exemptions\.0\.reason \(nothing\): /),
          expect.stringMatching(/^policies\.dev\.json: pdb\.exemptions\.0\.until \(nothing\): /),
        ],
      },
    ]);
  });
});

test("mistakes in an environment's policy settings leave its regions previewed", () => {
  const folder = projectWith({ "policies.prod.json": () => "{" });
  const { status, stdout } = preview(["--cwd", folder, "--format", "json"]);
  expect(status).toBe(1);
  const prod = parse(stdout).stacks.filter(({ environment }) => environment === "prod");
  expect(prod.map(({ judged, errors }) => [judged, errors.length])).toEqual(prod.map(() => [false, 1]));
  expect(prod.every(({ resources }) => resources.length > 50)).toBe(true);
});

describe("a change of settings", () => {
  const before = parse(preview(["--format", "json"]).stdout).stacks;
  const changed = (changes: Record<string, (text: string) => string>) => {
    const after = parse(preview(["--format", "json", "--cwd", projectWith(changes)]).stdout).stacks;
    return after
      .filter((stack, index) => JSON.stringify(stack) !== JSON.stringify(before[index]))
      .map(({ name }) => name);
  };

  test("in Pulumi.prod.yaml shows in all five regions", () => {
    expect(
      changed({
        "Pulumi.prod.yaml": (text) => text.replace("flowLogRetentionDays: 90", "flowLogRetentionDays: 60"),
      }),
    ).toEqual([
      "prod-ap-northeast-1",
      "prod-ap-southeast-2",
      "prod-eu-west-1",
      "prod-us-east-1",
      "prod-us-west-2",
    ]);
  });

  test("in one region's file shows in that region alone", () => {
    expect(
      changed({
        "Pulumi.prod-eu-west-1.yaml": (text) => `${text}  gameplane:network: { flowLogRetentionDays: 60 }\n`,
      }),
    ).toEqual(["prod-eu-west-1"]);
  });

  test("null below the first level removes", () => {
    const folder = projectWith({
      "Pulumi.prod-eu-west-1.yaml": (text) => `${text}  gameplane:pools: { metrics: null }\n`,
    });
    const [stack] = parse(
      preview(["--format", "json", "--cwd", folder, "--stack", "prod-eu-west-1"]).stdout,
    ).stacks;
    const pools = stack?.resources
      .filter(({ type }) => type === "gameplane:nodes:NodePool")
      .map(({ name }) => name);
    expect(pools).toEqual(["system", "agones", "game"]);
  });
});

describe("secrets", () => {
  const secure = "  gameplane:secrets: { payments: { secure: v1:abc:def } }\n";
  const withSecrets = () =>
    projectWith({
      "Pulumi.prod.yaml": (text) => `${text}${secure}`,
      "Pulumi.dev.yaml": (text) => `${text}${secure}`,
    });

  test("need no passphrase and show as [secret]", () => {
    const { status, stdout } = preview([
      "--format",
      "json",
      "--cwd",
      withSecrets(),
      "--stack",
      "prod",
      "prod-eu-west-1",
      "dev",
    ]);
    expect(status).toBe(0);
    expect(parse(stdout).stacks[0]?.outputs.secrets).toEqual({ payments: "[secret]" });
    expect(stdout).not.toContain("v1:abc");
  });
});

test("--out writes a snapshot as `pulumi stack export` does, and manifests that a person can read", () => {
  const folder = temporary();
  const karpenter = projectWith({
    "Pulumi.dev.yaml": (text) => `${text}  gameplane:nodeScaling: karpenter\n`,
  });
  const { status, stderr } = preview(["--cwd", karpenter, "--stack", "dev", "local", "--out", folder]);
  expect([status, stderr]).toEqual([0, `wrote 4 files to ${folder}\n`]);
  expect(readdirSync(folder).toSorted()).toEqual(["dev.json", "dev.yaml", "local.json", "local.yaml"]);
  const exported = z
    .object({
      version: z.literal(3),
      deployment: z.object({ resources: z.array(z.object({ urn: z.string(), custom: z.boolean() })) }),
    })
    .parse(JSON.parse(readFileSync(join(folder, "dev.json"), "utf8")));
  expect(exported.deployment.resources.length).toBeGreaterThan(90);
  const manifests = parseAllDocuments(readFileSync(join(folder, "dev.yaml"), "utf8")).map(
    (document) => z.object({ kind: z.string() }).parse(document.toJS()).kind,
  );
  expect(manifests).toEqual(expect.arrayContaining(["EC2NodeClass", "NodePool", "Fleet"]));
});
