import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";

// In a process of its own: jest takes errors of a program, which reject promises, for its own.
test("a region that finds no outputs of its environment says which command to run", () => {
  const program = `
    import { run } from "./preview/run.ts";
    import { EnvironmentReference } from "./stacks/environment-outputs.ts";
    const outputs = { "organization/gameplane/young": {}, "organization/gameplane/prod": { environment: "prod", natAllocationIds: ["a"] } };
    const options = { organization: "organization", project: "gameplane", stack: "prod-eu-west-1", folder: process.cwd(), config: {}, secretKeys: [] };
    const errors = async (environment, count) => (await run(async () => ({ ids: (await EnvironmentReference.open(environment)).natAllocationIds(count) }), options, (name) => outputs[name])).errors;
    console.log(JSON.stringify([await errors("young", 1), await errors("prod", 1), await errors("prod", 2)]));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(JSON.parse(stdout)).toEqual([
    [
      "prod-eu-west-1 needs the outputs of its environment, and young has none yet; run `pulumi up -s young` first",
    ],
    [],
    [
      expect.stringContaining(
        "the environment keeps fewer NAT addresses than the home region has NAT gateways (2)",
      ),
    ],
  ]);
});
