import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { PropertyMap } from "./property-values.ts";
import { shownMap } from "./property-values.ts";
import { TEST_STACK } from "./record.ts";
import type { Program } from "./run.ts";
import { run } from "./run.ts";

const runOf = (
  program: Program,
  extra: {
    outputs?: Record<string, PropertyMap>;
    config?: Record<string, string>;
    secretKeys?: string[];
  } = {},
) =>
  run(
    program,
    { ...TEST_STACK, config: extra.config ?? {}, secretKeys: extra.secretKeys ?? [] },
    (name) => extra.outputs?.[name],
  );

const provider = () => new aws.Provider("aws", { region: "eu-west-1" });

describe("what the engine would refuse is an error", () => {
  // In a process of its own: jest takes rejections that a program leaves unhandled for its own.
  const { stdout, stderr } = spawnSync(process.execPath, ["preview/failing-programs.ts"], {
    encoding: "utf8",
  });
  const runs = z.record(
    z.string(),
    z.strictObject({ errors: z.array(z.string()), names: z.array(z.string()) }),
  );
  const failed = runs.parse(JSON.parse(stdout === "" ? "{}" : stdout));

  test("every program ran", () => {
    expect([Object.keys(failed).length, stderr]).toEqual([11, ""]);
  });

  test.each<[string, string, RegExp[]]>([
    [
      "a resource registered twice",
      "twice",
      [
        /^aws:ec2\/vpc:Vpc vpc \(preview\/failing-programs\.ts:\d+\) is registered twice, first at preview\/failing-programs\.ts:\d+; give one of them another name$/,
      ],
    ],
    [
      "a resource and an invoke without an explicit provider",
      "noProvider",
      [
        /^aws:ec2\/vpc:Vpc vpc \(preview\/failing-programs\.ts:\d+\) has no explicit provider; pass \{ provider \} or give its parent component \{ providers \}$/,
        /^aws:index\/getCallerIdentity:getCallerIdentity is invoked without an explicit provider; pass \{ provider \} or \{ parent \}$/,
      ],
    ],
    [
      "a resource registered after the program ended",
      "late",
      [
        /^aws:ec2\/vpc:Vpc late \(preview\/failing-programs\.ts:\d+\) is registered after the program ended; register it before the program returns$/,
      ],
    ],
    [
      "an exception, with the line that threw it",
      "exception",
      [/^no such thing \(preview\/failing-programs\.ts:\d+\)$/],
    ],
    ["a RunError, whose every line is one for people", "runError", [/^first$/, /^second$/]],
    [
      "an exception within apply, which SDK mocks would swallow",
      "apply",
      [/apply failed \(preview\/failing-programs\.ts:\d+\)$/],
    ],
    ["an exception in a timer", "timer", [/^thrown in a timer \(preview\/failing-programs\.ts:\d+\)$/]],
    [
      "a promise that is rejected",
      "rejection",
      [/^nobody caught this \(preview\/failing-programs\.ts:\d+\)$/],
    ],
    [
      "an invoke for which there is no offline answer, and how to add one",
      "invoke",
      [
        /^the program invokes aws:ec2\/getVpc:getVpc, for which there is no offline answer; add one to preview\/fixtures\.ts, or take the value from settings$/,
      ],
    ],
    [
      "a reference to a stack that is not in the folder",
      "reference",
      [/^no stack organization\/gameplane\/nowhere in this folder whose outputs test could read$/],
    ],
    [
      "a program that waits for what never comes",
      "stuck",
      [
        /^the program never finishes: something awaits a promise that nothing resolves, or an output that is unknown at preview$/,
      ],
    ],
  ])("%s", (_, name, expected) => {
    const errors = failed[name]?.errors.toSorted() ?? [];
    expect(errors).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test("a resource whose inputs fail is not registered", () => {
    expect(failed.apply?.names).toEqual(["gameplane-test", "aws"]);
  });
});

describe("values", () => {
  test("outputs of another stack are known, secrets remain secret", async () => {
    const outputs = {
      "organization/gameplane/prod": {
        ids: ["a", "b"],
        key: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hunter2" },
      },
    };
    const monitor = await runOf(
      () => {
        const prod = new pulumi.StackReference("prod", { name: "organization/gameplane/prod" });
        return { ids: prod.requireOutput("ids"), key: prod.requireOutput("key") };
      },
      { outputs },
    );
    expect(monitor.errors).toEqual([]);
    expect(shownMap(monitor.outputs)).toEqual({ ids: ["a", "b"], key: "[secret]" });
  });

  test("a secret of the config is a secret in inputs", async () => {
    const monitor = await runOf(
      () => {
        const password = new pulumi.Config("gameplane").requireSecretObject<{ db: string }>("secrets");
        new aws.ssm.Parameter(
          "p",
          { type: "SecureString", value: password.apply((s) => s.db) },
          { provider: provider() },
        );
      },
      { config: { "gameplane:secrets": '{"db":"hunter2"}' }, secretKeys: ["gameplane:secrets"] },
    );
    expect(monitor.errors).toEqual([]);
    expect(monitor.resources.find((r) => r.name === "p")?.inputs.value).toBe("[secret]");
    expect(JSON.stringify(monitor.resources)).not.toContain("hunter2");
  });

  test("inputs come back as outputs, everything else is unknown", async () => {
    const monitor = await runOf(() => {
      const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { provider: provider() });
      return { cidr: vpc.cidrBlock, id: vpc.id, arn: vpc.arn };
    });
    expect(shownMap(monitor.outputs)).toEqual({ cidr: "10.0.0.0/16", id: "[unknown]", arn: "[unknown]" });
  });

  test("warnings of the program are kept", async () => {
    const { warnings } = await runOf(() => void pulumi.log.warn("look at this"));
    expect(warnings).toEqual(["look at this"]);
  });
});

describe("options", () => {
  test("are recorded as registered", async () => {
    const { resources, errors } = await runOf(() => {
      const opts = { provider: provider() };
      const vpc = new aws.ec2.Vpc("vpc", {}, opts);
      new aws.ec2.Subnet(
        "subnet",
        { vpcId: vpc.id },
        {
          ...opts,
          protect: true,
          deleteBeforeReplace: true,
          retainOnDelete: true,
          ignoreChanges: ["tags"],
          replaceOnChanges: ["cidrBlock"],
          additionalSecretOutputs: ["arn"],
          aliases: [{ name: "old" }],
          customTimeouts: { create: "5m", delete: "10m" },
          deletedWith: vpc,
        },
      );
    });
    expect(errors).toEqual([]);
    const urn = "urn:pulumi:test::gameplane::aws:ec2/vpc:Vpc::vpc";
    expect(resources.at(-1)?.options).toMatchObject({
      propertyDependencies: { vpcId: [urn] },
      protect: true,
      deleteBeforeReplace: true,
      retainOnDelete: true,
      ignoreChanges: ["tags"],
      replaceOnChanges: ["cidrBlock"],
      additionalSecretOutputs: ["arn"],
      aliases: [expect.objectContaining({ name: "old" })],
      customTimeouts: { create: "5m", delete: "10m" },
      deletedWith: urn,
    });
  });

  test("transforms run: a resource's own, its parent's, then the stack's", async () => {
    const tag =
      (value: string): pulumi.ResourceTransform =>
      ({ props, opts, type }) =>
        type === "aws:ec2/vpc:Vpc"
          ? {
              props: {
                ...props,
                tags: {
                  order: `${(props.tags as { order?: string } | undefined)?.order ?? ""}${value}`,
                },
              },
              opts,
            }
          : undefined;
    const { resources, errors } = await runOf(() => {
      pulumi.runtime.registerResourceTransform(tag("stack"));
      const group = new pulumi.ComponentResource(
        "gameplane:test:Group",
        "group",
        {},
        { transforms: [tag("parent,")], providers: { aws: provider() } },
      );
      new aws.ec2.Vpc(
        "vpc",
        {},
        {
          parent: group,
          transforms: [tag("own,"), ({ props, opts }) => ({ props, opts: { ...opts, protect: true } })],
        },
      );
    });
    expect(errors).toEqual([]);
    const vpc = resources.find((r) => r.name === "vpc");
    expect(vpc?.inputs.tags).toEqual({ order: "own,parent,stack" });
    expect(vpc?.options.protect).toBe(true);
  });
});

test("stacks that run one after the other do not see each other", async () => {
  const names = async (name: string) =>
    (await runOf(() => new aws.Provider(name, { region: "eu-west-1" }))).resources.map((r) => r.name);
  expect([await names("a"), await names("b")]).toEqual([
    ["gameplane-test", "a"],
    ["gameplane-test", "b"],
  ]);
});
