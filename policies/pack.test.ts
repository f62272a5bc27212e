import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import program from "../index.ts";
import { preview } from "../preview/preview.ts";
import type { StackReport } from "../preview/report.ts";
import { resourcesOf, StackPolicies } from "../preview/violations.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import { configure, evaluate } from "./evaluate.ts";
import { policiesOf } from "./pack.ts";
import { RULES } from "./rules.ts";
import { readSettings, settingsFile } from "./settings.ts";
import { Analyzer } from "./testing/analyzer.ts";

const project = readProject(process.cwd());
const stacks = new Map<string, StackReport>();
let analyzer: Analyzer;

beforeAll(async () => {
  for (const report of await preview(program, project, [...project.stacks.keys()]))
    stacks.set(report.name, report);
  analyzer = await Analyzer.start(`${process.cwd()}/policies`);
});
afterAll(() => analyzer[Symbol.asyncDispose]());

test("the analyzer serves every rule", async () => {
  expect(await analyzer.info()).toEqual({
    name: "gameplane",
    version: "0.1.0",
    policies: RULES.map(({ id }) => id),
  });
});

test("rules carry severity, remedy, references and the framework that asks for them", () => {
  const policies = policiesOf(RULES.filter(({ id }) => ["eks-endpoint", "game-pool-taint"].includes(id)));
  expect(policies).toEqual([
    expect.objectContaining({
      name: "eks-endpoint",
      enforcementLevel: "mandatory",
      severity: "critical",
      tags: expect.arrayContaining(["CKV_AWS_38", "CIS EKS 5.4.1"]),
      framework: {
        name: "CIS Amazon EKS Benchmark",
        version: "1.5.0",
        reference: "5.4.1",
        specification: expect.stringMatching(/\.$/),
      },
      remediationSteps: expect.stringMatching(/\.$/),
    }),
    expect.not.objectContaining({ framework: expect.anything() }),
  ]);
});

test.each([...project.stacks.keys()])("the analyzer says of %s what the preview says", async (name) => {
  const report = stacks.get(name);
  if (report === undefined) throw new Error(`no stack ${name}`);
  const file = settingsFile(process.cwd(), [
    name,
    ...(report.environment === null ? [] : [report.environment]),
  ]);
  await analyzer.configure(file === undefined ? {} : readSettings(file, RULES));
  const said = await analyzer.violations(resourcesOf(report.resources));
  expect(said).toEqual(new StackPolicies(process.cwd()).violations(report));
});

test("policies of the whole stack judge what single ones were given, where the engine has no outputs yet", async () => {
  await analyzer.configure({});
  const resources = resourcesOf(stacks.get("dev")?.resources ?? []).filter(({ name }) => name !== DENIED);
  const said = await analyzer.violations(resources, ({ type, props }) =>
    type.startsWith("kubernetes:") ? {} : props,
  );
  expect(said.map(({ policy }) => policy)).toContain("ns-default-deny");
  expect(said).toEqual(evaluate(configure(RULES, {}), resources));
});

test("a cluster of the eks package is judged by its inputs offline, under the engine by the AWS cluster that it makes", async () => {
  await analyzer.configure({});
  const type = "eks:index:Cluster";
  const urn = `urn:pulumi:dev::gameplane::${type}::cluster`;
  const cluster = { type, urn, name: "cluster", props: {}, options: { protect: false, ignoreChanges: [] } };
  const said = evaluate(configure(RULES, {}), [cluster]).map(({ policy }) => policy);
  expect(said).toEqual(expect.arrayContaining(["eks-endpoint", "eks-logs", "eks-version", "cni-netpol"]));
  expect(await analyzer.violations([cluster])).toEqual([]);
});

const DENIED = "game-servers-default-deny";

test("and say so where no single one is enabled to be given anything", async () => {
  await using alone = await Analyzer.start(`${process.cwd()}/policies`);
  await alone.configure({
    ...everyLevel("disabled"),
    "ns-default-deny": { level: "mandatory", settings: {} },
  });
  await expect(alone.violations(resourcesOf(stacks.get("dev")?.resources ?? []))).rejects.toThrow(
    "enable one of these",
  );
});

const everyLevel = (level: "disabled") =>
  Object.fromEntries(RULES.map(({ id }) => [id, { level, settings: {} }]));

/** Every third property is unknown, and every other third is something else. */
function spoiled(value: unknown, counter = { at: 0 }): unknown {
  if (Array.isArray(value)) return value.map((item) => spoiled(item, counter));
  if (typeof value !== "object" || value === null) {
    const turn = counter.at++ % 3;
    if (turn === 0) return "[unknown]";
    return turn === 1 && typeof value === "boolean" ? !value : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoiled(inner, counter)]));
}

test.each([...project.stacks.keys()])("and of a spoiled %s, unknown values among it", async (name) => {
  await analyzer.configure({});
  const resources = resourcesOf(stacks.get(name)?.resources ?? []).map((resource) => ({
    ...resource,
    props: z.record(z.string(), z.unknown()).parse(spoiled(resource.props)),
    options: { protect: false, ignoreChanges: [] },
  }));
  const said = await analyzer.violations(resources);
  expect(said.filter(({ message }) => message.startsWith("can't run policy")).length).toBeGreaterThan(0);
  expect(said).toEqual(evaluate(configure(RULES, {}), resources));
});
