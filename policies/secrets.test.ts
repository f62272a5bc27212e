// Policies read secrets under the engine: no message may show what could be one.
import { beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import program from "../index.ts";
import { preview } from "../preview/preview.ts";
import { resourcesOf } from "../preview/violations.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import type { Resource } from "./evaluate.ts";
import { configure, evaluate, RuleErrors } from "./evaluate.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

const PROPERTIES = z.record(z.string(), z.unknown());

const CANARY = "canary-5ec2e7";

/** Properties whose values may be secret, wherever they are: environment, data, keys, user data, policies, Helm values. */
const SECRETIVE =
  /^(env|data|stringData|binaryData|userData|args|command|authToken|password|secret|tlsCert|privateKey.*|caBundle|kubeconfig|configurationValues|policy|inlinePolicies|assumeRolePolicy|annotations|description)$/;

/** Every text below a secretive property is the canary; what else there is may be broken. */
function planted(value: unknown, broken: boolean, secretive = false): unknown {
  if (Array.isArray(value)) return value.map((item) => planted(item, broken, secretive));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        planted(inner, broken, secretive || SECRETIVE.test(key)),
      ]),
    );
  if (typeof value === "string") return secretive ? CANARY : value;
  if (!broken) return value;
  return typeof value === "boolean" ? !value : typeof value === "number" ? value + 1_000_000 : value;
}

let resources: Resource[] = [];

beforeAll(async () => {
  const stacks = await preview(program, readProject(process.cwd()), ["dev", "prod", "prod-us-east-1"]);
  resources = stacks.flatMap((stack) => resourcesOf(stack.resources));
});

test.each([
  ["as they are", false],
  ["broken", true],
])("no message shows a value that could be secret, of resources %s", (_, broken) => {
  const subjects = resources.map((resource) => ({
    ...resource,
    props: PROPERTIES.parse(planted(resource.props, broken)),
    options: { protect: false, ignoreChanges: [] },
  }));
  const messages = RULES.flatMap((rule) => messagesOf(rule, subjects));
  expect(messages.filter((message) => message.includes(CANARY))).toEqual([]);
  expect(messages.length).toBeGreaterThan(broken ? 50 : 10);
});

/** A rule that a broken resource stops says so in words that are shown, too. */
function messagesOf(rule: Rule, subjects: Resource[]): string[] {
  try {
    return evaluate(configure([rule], {}), subjects, "2026-07-01").map(({ message }) => message);
  } catch (error) {
    if (error instanceof RuleErrors)
      return [...error.lines, ...error.violations.map(({ message }) => message)];
    throw error;
  }
}
