import { expect, test } from "@jest/globals";
import type { RecordedResource } from "./recorded-resource.ts";
import type { StackReport } from "./report.ts";
import { renderTree } from "./tree.ts";

const resource = (
  urn: string,
  type: string,
  parent: string,
  extra: Partial<RecordedResource> = {},
): RecordedResource => ({
  urn,
  type,
  name: urn,
  parent,
  provider: "",
  custom: true,
  inputs: {},
  dependencies: [],
  options: {},
  source: "",
  ...extra,
});

const stack = (extra: Partial<StackReport>): StackReport => ({
  name: "dev",
  kind: "region",
  environment: null,
  region: "eu-west-1",
  resources: [],
  outputs: {},
  warnings: [],
  errors: [],
  judged: true,
  violations: [],
  capacity: null,
  cost: null,
  ...extra,
});

const render = (stacks: StackReport[], inputs = false) =>
  renderTree({ stacks, policies: true, maturity: [], durationMs: 1234 }, { inputs, paint: (_, text) => text })
    .trimEnd()
    .split("\n");

const RESOURCES = [
  resource("stack", "pulumi:pulumi:Stack", "", { custom: false }),
  resource("environment", "pulumi:pulumi:StackReference", "stack", { options: { read: true } }),
  resource("net", "gameplane:network:Network", "stack", { custom: false }),
  resource("vpc", "aws:ec2/vpc:Vpc", "net", {
    options: { protect: true },
    inputs: { cidrBlock: "10.0.0.0/16", tags: { a: "b" } },
  }),
  resource("subnet", "aws:ec2/subnet:Subnet", "net"),
  resource("cluster", "eks:index:Cluster", "stack", { custom: false, options: { remote: true } }),
];

test("a stack is a tree, then how many of what", () => {
  expect(render([stack({ resources: RESOURCES })])).toEqual([
    "dev      5 to create  region eu-west-1",
    "",
    "dev",
    "pulumi:pulumi:Stack stack",
    "├─ pulumi:pulumi:StackReference environment (read)",
    "├─ gameplane:network:Network net",
    "│  ├─ aws:ec2:Vpc vpc (protected)",
    "│  └─ aws:ec2:Subnet subnet",
    "└─ eks:index:Cluster cluster (made by its provider)",
    "",
    "   1  aws:ec2:Subnet",
    "   1  aws:ec2:Vpc",
    "   1  eks:index:Cluster",
    "   1  gameplane:network:Network",
    "   1  pulumi:pulumi:Stack",
    "",
    "policies: 0 violations",
    "",
    "1 stack: 5 to create, 0 warnings, 0 errors, 0 violations (1.2 s)",
  ]);
});

test("inputs stand below their resource, within its branch", () => {
  const lines = render([stack({ resources: RESOURCES })], true);
  expect(lines.slice(lines.indexOf("│  ├─ aws:ec2:Vpc vpc (protected)")).slice(1, 4)).toEqual([
    "│  │       cidrBlock: 10.0.0.0/16",
    "│  │       tags:",
    "│  │         a: b",
  ]);
});

test("warnings and errors are counted in the summary and told with the stack; a broken stack does not hide another", () => {
  const lines = render([
    stack({ warnings: ["mind this"] }),
    stack({
      name: "prod",
      kind: "environment",
      environment: "prod",
      region: null,
      errors: ["first", "second"],
    }),
    stack({ name: "prod-eu", environment: "prod" }),
  ]);
  expect(lines.slice(0, 3)).toEqual([
    "dev        0 to create  region eu-west-1, 1 warning",
    "prod       0 to create  environment, 2 errors",
    "prod-eu    0 to create  region eu-west-1 of prod",
  ]);
  expect(lines).toContain("warning: mind this");
  expect(lines).toContain("error: first");
  expect(lines.at(-1)).toBe("3 stacks: 0 to create, 1 warning, 2 errors, 0 violations (1.2 s)");
});

test("an error that several stacks share is told once", () => {
  const lines = render([
    stack({ name: "prod", errors: ["Pulumi.prod.yaml: wrong", "Pulumi.prod.yaml: wrong too"] }),
    stack({ name: "prod-eu", errors: ["Pulumi.prod.yaml: wrong", "Pulumi.prod.yaml: wrong too", "own"] }),
  ]);
  expect(lines.filter((line) => line.startsWith("error:"))).toEqual([
    "error: Pulumi.prod.yaml: wrong",
    "error: Pulumi.prod.yaml: wrong too",
    "error: own",
    "error: 2 errors of prod here too",
  ]);
});

const violation = (
  level: "mandatory" | "advisory",
  urn = "urn:pulumi:dev::gameplane::a$aws:ec2/vpc:Vpc::vpc",
) => ({
  policy: "vpc-flowlogs",
  level,
  urn,
  message: "Every VPC has a flow log.\ncidrBlock: none, must be one",
});

test("violations are counted in the summary, and each says its level, policy and resource", () => {
  const lines = render([
    stack({ violations: [violation("mandatory"), violation("advisory"), violation("advisory", "")] }),
    stack({ name: "local", violations: [violation("advisory")] }),
  ]);
  expect(lines[0]).toMatch(/region eu-west-1, 1 mandatory violation, 2 advisory violations$/);
  expect(lines).toContain("mandatory: vpc-flowlogs: aws:ec2/vpc:Vpc::vpc: cidrBlock: none, must be one");
  expect(lines).toContain("advisory: vpc-flowlogs: the stack: cidrBlock: none, must be one");
  expect(lines.at(-1)).toBe(
    "2 stacks: 0 to create, 0 warnings, 0 errors, 4 violations, 1 of them mandatory (1.2 s)",
  );
});

test("what an earlier stack has shown is counted, and a stack that is not judged says so", () => {
  const lines = render([
    stack({ violations: [violation("mandatory")] }),
    stack({ name: "other", violations: [violation("mandatory")] }),
    stack({ name: "wrong", judged: false, errors: ["no"] }),
    stack({ name: "odd", judged: false, resources: RESOURCES, errors: ["no"] }),
  ]);
  expect(lines.filter((line) => line.includes("here too") || line.startsWith("policies"))).toEqual([
    "policies: 1 violation",
    "1 violation of dev here too",
    "policies: 1 violation",
    "policies: not judged",
    "error: 1 error of wrong here too",
    "policies: not all of them were run",
  ]);
  expect(lines.at(-1)).toBe(
    "4 stacks: 5 to create, 0 warnings, 1 error, 2 violations, 2 of them mandatory, 2 stacks not judged (1.2 s)",
  );
});

test("that policies were left out is said where their result would be", () => {
  const text = renderTree(
    { stacks: [stack({})], policies: false, maturity: [], durationMs: 1234 },
    { inputs: false, paint: (_, text) => text },
  );
  expect(text).toContain("0 errors, policies left out (1.2 s)");
});
