import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import program from "../index.ts";
import { preview } from "../preview/preview.ts";
import type { RecordedResource } from "../preview/recorded-resource.ts";
import type { StackReport } from "../preview/report.ts";
import { writeSnapshot } from "../preview/snapshot.ts";
import { renderTree } from "../preview/tree.ts";
import { readProject } from "./settings/stack-files.ts";

const SECRET = "v1:ciphertext:of-hunter2";
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "gameplane-stacks-"));
const stacks = new Map<string, StackReport>();

/** The repository's own settings, with a secret in every stack that may have one. */
beforeAll(async () => {
  for (const file of readdirSync(home).filter((name) => /^Pulumi.*\.yaml$/.test(name))) {
    cpSync(join(home, file), join(folder, file));
    if (file === "Pulumi.yaml") continue;
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(join(folder, file), `${text}  gameplane:secrets: { payments: { secure: "${SECRET}" } }\n`);
  }
  // The program reads the settings of the folder that it is started in, as the engine starts it.
  process.chdir(folder);
  const project = readProject(folder);
  for (const report of await preview(program, project, [...project.stacks.keys()]))
    stacks.set(report.name, report);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const REGION_STACKS = [
  "dev",
  "prod-ap-northeast-1",
  "prod-ap-southeast-2",
  "prod-eu-west-1",
  "prod-us-east-1",
  "prod-us-west-2",
];
const EVERY_STACK = ["local", "prod", ...REGION_STACKS];

const report = (name: string): StackReport => {
  const found = stacks.get(name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
};
const ofType = (name: string, type: string) =>
  report(name).resources.filter((resource) => resource.type === type);
/** Region of an AWS resource: its own, which AWS resources may have, or its provider's. */
const regionOf = (resource: RecordedResource, all: RecordedResource[]) =>
  resource.inputs.region ?? all.find(({ urn }) => resource.provider.startsWith(`${urn}::`))?.inputs.region;

describe.each(EVERY_STACK)("%s", (name) => {
  test("previews without errors", () => {
    expect(report(name).errors).toEqual([]);
  });

  test("every resource has an explicit provider of its own package (invariant 1)", () => {
    const { resources } = report(name);
    const made = resources.filter(
      ({ type, custom, options }) => (custom || options.remote === true) && !type.startsWith("pulumi:"),
    );
    const strangers = made.filter(({ type, provider }) => {
      const owner = resources.find(({ urn }) => provider.startsWith(`${urn}::`));
      return owner?.type !== `pulumi:providers:${type.split(":")[0] ?? ""}`;
    });
    expect(strangers).toEqual([]);
  });

  test("every AWS provider acts in one account and tags what it makes", () => {
    for (const { inputs } of ofType(name, "pulumi:providers:aws")) {
      expect(inputs.allowedAccountIds).toBe('["111122223333"]');
      expect(inputs.defaultTags).toMatch(
        /^\{"tags":\{"environment":"\w+","region":"[\w-]+","stack":"[\w-]+","owner":"platform","cost-centre":"[\w-]+"\}\}$/,
      );
    }
  });

  test("no secret is in a report, a tree or a snapshot (invariant 7)", () => {
    const stack = report(name);
    const tree = renderTree(
      { stacks: [stack], policies: true, maturity: [], durationMs: 1 },
      { inputs: true, paint: (_, text) => text },
    );
    const files = writeSnapshot(join(folder, "out"), stack).map((file) => readFileSync(file, "utf8"));
    for (const text of [JSON.stringify(stack), tree, ...files]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY/);
      // Secrets travel as marked values; the mark in a text would mean that one was written out raw.
      expect(text).not.toContain("1b47061264138c4ac30d75fd1eb44270");
    }
  });
});

test.each(REGION_STACKS)("%s makes nothing outside its region (invariant 1)", (name) => {
  const { resources, region } = report(name);
  const aws = resources.filter(({ type }) => type.startsWith("aws:"));
  expect(aws.length).toBeGreaterThan(50);
  expect(aws.filter((resource) => regionOf(resource, resources) !== region)).toEqual([]);
});

test("the environment makes things outside its home region for the image registry alone", () => {
  const { resources } = report("prod");
  const elsewhere = resources.filter(
    (resource) => resource.type.startsWith("aws:") && regionOf(resource, resources) !== "us-east-1",
  );
  const both = ["RegistryScanningConfiguration", "RepositoryCreationTemplate"];
  const found = elsewhere.map((resource) => [resource.type.split(":").pop(), regionOf(resource, resources)]);
  const expected = ["us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2"].flatMap((region) =>
    both.map((type) => [type, region]),
  );
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining(expected));
});

/** Everything that a resource waits for, its provider's dependencies included. */
function waitsFor(
  resource: RecordedResource,
  all: Map<string, RecordedResource>,
  found = new Set<string>(),
): Set<string> {
  const provider = resource.provider.split("::").slice(0, 4).join("::");
  for (const urn of [...resource.dependencies, provider]) {
    const next = all.get(urn);
    if (next === undefined || found.has(urn)) continue;
    found.add(urn);
    waitsFor(next, all, found);
  }
  return found;
}

test.each(REGION_STACKS)("%s: whatever names the cluster waits until it is there", (name) => {
  const all = new Map(report(name).resources.map((resource) => [resource.urn, resource]));
  const cluster = ofType(name, "eks:index:Cluster")[0]?.urn ?? "";
  const inside = [...all.values()].filter(
    ({ inputs, type }) => inputs.clusterName !== undefined || type.startsWith("kubernetes:"),
  );
  expect(inside.length).toBeGreaterThan(15);
  expect(inside.filter((resource) => !waitsFor(resource, all).has(cluster)).map(({ urn }) => urn)).toEqual(
    [],
  );
});

test("an existing cluster gets no AWS resource and names no context of this machine", () => {
  const { resources } = report("local");
  const packages = new Set(resources.filter(({ custom }) => custom).map(({ type }) => type.split(":")[0]));
  expect([...packages].toSorted()).toEqual(["kubernetes", "pulumi", "tls"]);
  expect(ofType("local", "pulumi:providers:kubernetes").map(({ inputs }) => inputs)).toEqual([
    { kubeconfig: "", enableSecretMutable: "true" },
  ]);
});

describe("the environment and its regions", () => {
  test("the environment keeps one address for each NAT gateway of the home region, and the others make their own", () => {
    expect(ofType("prod", "aws:ec2/eip:Eip")).toHaveLength(3);
    expect(ofType("prod-us-east-1", "aws:ec2/eip:Eip")).toHaveLength(0);
    expect(ofType("prod-us-east-1", "aws:ec2/natGateway:NatGateway")).toHaveLength(3);
    expect(ofType("prod-eu-west-1", "aws:ec2/eip:Eip")).toHaveLength(3);
  });

  test("a region's own secrets are secret outputs", () => {
    for (const name of ["local", ...REGION_STACKS])
      expect(report(name).outputs.secrets).toEqual({ payments: "[secret]" });
  });

  test("secrets of the environment leave it as secret outputs only", () => {
    expect(report("prod").outputs.secrets).toEqual({ payments: "[secret]" });
    const keys = report("prod").outputs.allocatorServerCertificates;
    expect(JSON.stringify(keys).match(/"privateKey":"\[secret\]"/g)).toHaveLength(5);
  });

  test("a zone that nobody has delegated is warned of", () => {
    expect(report("prod").warnings).toEqual([
      expect.stringContaining("play.example.com is not delegated yet"),
    ]);
  });
});

describe("what holds state or sessions in production is protected", () => {
  const protectedTypes = (name: string) =>
    [
      ...new Set(
        report(name)
          .resources.filter(({ options }) => options.protect === true)
          .map(({ type }) => type),
      ),
    ].toSorted();

  test("prod", () => {
    expect(protectedTypes("prod")).toEqual([
      "aws:ec2/eip:Eip",
      "aws:ecr/repository:Repository",
      "aws:route53/zone:Zone",
      "tls:index/privateKey:PrivateKey",
      "tls:index/selfSignedCert:SelfSignedCert",
    ]);
  });

  test("a production region", () => {
    expect(protectedTypes("prod-eu-west-1")).toEqual([
      "aws:ec2/eip:Eip",
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:ec2/vpc:Vpc",
      "aws:eks/nodeGroup:NodeGroup",
      "aws:iam/role:Role",
      "aws:kms/key:Key",
      "eks:index:Cluster",
      "kubernetes:agones.dev/v1:Fleet",
      "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler",
      // The Prometheus operator's definitions: with them go all objects of their kinds.
      "kubernetes:helm.sh/v3:Release",
      // What lets a game's players in, as long as they play.
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    ]);
  });

  test("elsewhere only session pools", () => {
    const kept = report("dev").resources.filter(({ options }) => options.protect === true);
    expect(kept.map(({ name }) => name.split("-")[0])).toEqual(["game", "game", "game"]);
  });
});

test("the game security group opens the game ports and nothing else", () => {
  const rules = ofType("prod-eu-west-1", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  const open = rules.filter(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0" || inputs.cidrIpv6 === "::/0");
  expect(open.map(({ inputs }) => [inputs.ipProtocol, inputs.fromPort, inputs.toPort])).toEqual([
    ["udp", 7000, 8000],
    ["tcp", 7000, 8000],
  ]);
});
