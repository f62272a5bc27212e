import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { AWS_EFFECTS } from "../../../preview/since/aws-effects.ts";
import { ECR_KINDS } from "./kinds-ecr.ts";
import { eksKinds } from "./kinds-eks.ts";
import { IAM_KINDS } from "./kinds-iam.ts";
import { NETWORK_KINDS } from "./kinds-network.ts";
import { SECURITY_GROUP_KINDS } from "./kinds-security-groups.ts";
import { SERVICE_KINDS } from "./kinds-services.ts";
import { Planes } from "./planes.ts";
import { argumentNames } from "./sdk-arguments.ts";

const ROOT = join(import.meta.dirname, "../../..");
const KINDS = {
  ...NETWORK_KINDS,
  ...SECURITY_GROUP_KINDS,
  ...IAM_KINDS,
  ...ECR_KINDS,
  ...SERVICE_KINDS,
  ...eksKinds(new Planes({})),
};
const topLevel = (path: string) => path.split(".")[0] ?? path;

let folder: string;

/** The program's stacks, and `dev` with what none of them has: Karpenter and IPv6. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gameplane-kinds-"));
  for (const file of globSync("Pulumi*.yaml", { cwd: ROOT })) cpSync(join(ROOT, file), join(folder, file));
  const dev = readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")
    .replace("config:\n", "config:\n  gameplane:nodeScaling: karpenter\n")
    .replace("    cidr: ", "    ipv6: true\n    cidr: ");
  writeFileSync(join(folder, "Pulumi.karpenter.yaml"), dev);
});

afterAll(() => rmSync(folder, { recursive: true }));

const REPORT = z.object({
  stacks: z.array(
    z.object({
      errors: z.array(z.string()),
      resources: z.array(z.object({ type: z.string(), inputs: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

/** Inputs that the program sets, by type. */
function registered(): Map<string, Set<string>> {
  const args = ["preview/main.ts", "--cwd", folder, "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 100 * 2 ** 20,
  });
  if (stdout === "") throw new Error(stderr);
  const used = new Map<string, Set<string>>();
  for (const { errors, resources } of REPORT.parse(JSON.parse(stdout)).stacks) {
    expect(errors).toEqual([]);
    for (const { type, inputs } of resources.filter((one) => one.type.startsWith("aws:")))
      used.set(type, (used.get(type) ?? new Set()).union(new Set(Object.keys(inputs))));
  }
  return used;
}

test("the double knows what the program makes, and of each of its inputs whether a change replaces", () => {
  const missing = [...registered()].flatMap(([type, inputs]) => {
    const effects = AWS_EFFECTS[type];
    if (KINDS[type] === undefined || effects === undefined) return [type];
    const listed = [...effects.updates, ...effects.replaces].map(topLevel);
    return [...inputs].filter((input) => !listed.includes(input)).map((input) => `${type} ${input}`);
  });
  expect(missing).toEqual([]);
});

test("the tables name inputs that the SDK has, each once", () => {
  const wrong = Object.entries(AWS_EFFECTS).flatMap(([type, { updates, replaces }]) => {
    const known = argumentNames(type);
    const twice = updates.filter((path) => replaces.includes(path));
    const strange = [...updates, ...replaces].filter((path) => !known.includes(topLevel(path)));
    return [...twice, ...strange].map((path) => `${type} ${path}`);
  });
  expect(wrong).toEqual([]);
});
