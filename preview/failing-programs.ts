import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TEST_STACK } from "./record.ts";
import type { Program } from "./run.ts";
import { run } from "./run.ts";

/** Programs that the engine would refuse, for run.test.ts: prints what the monitor says of each, as JSON. */
const opts = () => ({ provider: new aws.Provider("aws", { region: "eu-west-1" }) });

const programs: Record<string, Program> = {
  twice() {
    const provider = opts();
    new aws.ec2.Vpc("vpc", {}, provider);
    new aws.ec2.Vpc("vpc", {}, provider);
  },
  noProvider() {
    new aws.ec2.Vpc("vpc", {});
    return { account: aws.getCallerIdentityOutput().accountId };
  },
  late() {
    const provider = opts();
    setTimeout(() => new aws.ec2.Vpc("late", {}, provider), 50);
  },
  exception() {
    throw new Error("no such thing");
  },
  runError() {
    throw new pulumi.RunError("first\nsecond");
  },
  apply() {
    const cidrBlock = pulumi.output("x").apply((): string => {
      throw new Error("apply failed");
    });
    new aws.ec2.Vpc("vpc", { cidrBlock }, opts());
  },
  rejection() {
    void Promise.reject(new Error("nobody caught this"));
  },
  async timer() {
    setTimeout(() => {
      throw new Error("thrown in a timer");
    }, 10);
    await new Promise((resolve) => setTimeout(resolve, 50));
  },
  async invoke() {
    await aws.ec2.getVpc({ default: true }, opts());
  },
  reference() {
    new pulumi.StackReference("other", { name: "organization/gameplane/nowhere" });
  },
  async stuck() {
    await new Promise(() => undefined);
  },
};

const results: Record<string, { errors: string[]; names: string[] }> = {};
for (const [name, program] of Object.entries(programs)) {
  const { errors, resources } = await run(program, TEST_STACK);
  results[name] = { errors, names: resources.map((resource) => resource.name) };
}
process.stdout.write(JSON.stringify(results));
