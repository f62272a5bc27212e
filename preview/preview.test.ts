import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { readProject } from "../stacks/settings/stack-files.ts";
import { preview } from "./preview.ts";

const project = readProject(process.cwd());
const PROBLEM = /^aws:ec2\/vpc:Vpc vpc .*is registered twice/;
const NOT_PREVIEWED = "not previewed, because its environment prod has errors";

/** Fails in the environment alone, by what the engine would refuse. */
const program = () => {
  const provider = new aws.Provider("aws", { region: "eu-west-1" });
  new aws.ec2.Vpc("vpc", {}, { provider });
  if (pulumi.getStack() === "prod") new aws.ec2.Vpc("vpc", {}, { provider });
};

test("errors of an environment that runs for a region alone are the region's", async () => {
  const [region] = await preview(program, project, ["prod-eu-west-1"]);
  expect(region?.errors).toEqual([expect.stringMatching(`^prod: ${PROBLEM.source.slice(1)}`), NOT_PREVIEWED]);
});

test("errors of an environment that is reported are told there", async () => {
  const reports = await preview(program, project, ["prod", "prod-eu-west-1", "dev"]);
  expect(reports.map(({ name, errors }) => [name, errors])).toEqual([
    ["prod", [expect.stringMatching(PROBLEM)]],
    ["prod-eu-west-1", [NOT_PREVIEWED]],
    ["dev", []],
  ]);
});

test("a stack that is asked for twice is reported once, and stacks come in the order asked for", async () => {
  const reports = await preview(() => undefined, project, ["local", "dev", "local"]);
  expect(reports.map(({ name }) => name)).toEqual(["local", "dev"]);
});

test("says which stack it is about to run", async () => {
  const started: string[] = [];
  await preview(
    () => undefined,
    project,
    ["prod-eu-west-1"],
    (stack) => started.push(stack),
  );
  expect(started).toEqual(["prod", "prod-eu-west-1"]);
});
