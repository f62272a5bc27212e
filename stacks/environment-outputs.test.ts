import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";

/**
 * Runs each of `uses` in a region's program, with `outputs` as those of the environment prod, and gives for each the
 * values that it reads, with whether they are secret, or the errors.
 * In a process of its own: jest takes errors of a program, which reject promises, for its own.
 */
function inRegion(environment: string, outputs: object, uses: string[]): unknown {
  const program = `
    import { run } from "./preview/run.ts";
    import * as pulumi from "@pulumi/pulumi";
    import { EnvironmentReference } from "./stacks/environment-outputs.ts";
    const stacks = { "organization/gameplane/young": {}, "organization/gameplane/prod": { environment: "prod", ...${JSON.stringify(outputs)} } };
    const options = { organization: "organization", project: "gameplane", stack: "prod-eu-west-1", folder: process.cwd(), config: {}, secretKeys: [] };
    const results = [];
    for (const use of [${uses.map((use) => `(environment) => ${use}`).join(", ")}]) {
      const values = [];
      const { errors } = await run(async () => {
        const environment = await EnvironmentReference.open(${JSON.stringify(environment)});
        for (const output of use(environment)) values.push([await output.promise(), await pulumi.isSecret(output)]);
      }, options, (name) => stacks[name]);
      results.push(errors.length > 0 ? errors : values);
    }
    console.log(JSON.stringify(results));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const OUTPUTS = {
  registryHosts: { "eu-west-1": "111122223333.dkr.ecr.eu-west-1.amazonaws.com" },
  zoneId: "Z1",
  zoneName: "play.example.com",
  allocatorCaCertificates: "ca",
  allocatorServerCertificates: { "eu-west-1": { certificate: "crt", privateKey: "key" } },
  natAllocationIds: ["eipalloc-1", "eipalloc-2"],
  natPublicIps: ["192.0.2.1", "192.0.2.2"],
  secrets: { payments: "token" },
};

test("a region that finds no outputs of its environment says which command to run", () => {
  expect(inRegion("young", {}, ["[]"])).toEqual([
    [
      "prod-eu-west-1 needs the outputs of its environment, and young has none yet; run `pulumi up -s young` first",
    ],
  ]);
});

test("a region reads what is its own, and secrets stay secret", () => {
  const use = `[
    environment.zoneId, environment.zoneName, environment.registryHost("eu-west-1"),
    ...environment.natAllocationIds(1), environment.natPublicIps, environment.allocatorCaCertificates,
    environment.allocatorServerCertificate("eu-west-1").certificate,
    environment.allocatorServerCertificate("eu-west-1").privateKey,
    environment.secret("payments"),
  ]`;
  expect(inRegion("prod", OUTPUTS, [use])).toEqual([
    [
      ["Z1", false],
      ["play.example.com", false],
      ["111122223333.dkr.ecr.eu-west-1.amazonaws.com", false],
      ["eipalloc-1", false],
      [["192.0.2.1", "192.0.2.2"], false],
      ["ca", false],
      ["crt", true],
      ["key", true],
      ["token", true],
    ],
  ]);
});

test("what the environment lacks needs an up of it", () => {
  const lacks: Record<string, string> = {
    '[environment.allocatorServerCertificate("us-west-2").privateKey]':
      "has no allocator certificate for us-west-2",
    '[environment.registryHost("us-west-2")]': "has no image registry for us-west-2",
    '[environment.secret("mail")]': "has no secret mail",
    "environment.natAllocationIds(3)": "keeps fewer NAT addresses than the home region has NAT gateways (3)",
  };
  expect(inRegion("prod", OUTPUTS, Object.keys(lacks))).toEqual(
    Object.values(lacks).map((lack) => [
      expect.stringContaining(`the environment prod ${lack}; run \`pulumi up -s prod\` first`),
    ]),
  );
});

test("an environment that went up before an output was thought of has to go up again", () => {
  expect(inRegion("prod", {}, ["[environment.zoneId]", "[environment.natPublicIps]"])).toEqual([
    [expect.stringContaining("the environment prod has no DNS zone; run `pulumi up -s prod` first")],
    [
      expect.stringContaining(
        "the environment prod has no list of NAT addresses; run `pulumi up -s prod` first",
      ),
    ],
  ]);
});
