// Mutations that nobody picked: every property that a rule reads on a resource is broken in every way of a list.
import { cloneDeep, get, set, unset } from "es-toolkit/compat";
import type { Resource } from "../evaluate.ts";
import { configure, evaluate, RuleErrors } from "../evaluate.ts";
import type { Rule } from "../rule.ts";
import { isAbout } from "../rule.ts";

const CONTAINER = { name: "broken", image: "broken" };
const OPEN = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };

/** What stands in a property instead, whatever the property is; undefined removes it. */
const BROKEN: unknown[] = [
  undefined,
  ...[true, false, "true", "false", "broken", "*", "none", "latest", "0.0.0.0/0", "::/0", "default", "SPOT"],
  ...[0, 1, -1, 3, 1_000_000, [], {}, ["*"], ["0.0.0.0/0"], [{}], [OPEN]],
  // What people add in a hurry.
  ...[{ ec2SshKey: "broken" }, [{ name: "broken", hostPath: { path: "/" }, image: { reference: "broken" } }]],
  [{ ...CONTAINER, securityContext: { privileged: true }, ports: [{ containerPort: 1, hostPort: 1 }] }],
  [
    {
      name: "broken",
      policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
    },
  ],
];

interface Read {
  resource: Resource;
  path: string[];
}

export interface Outcome {
  /** Properties that were broken. */
  properties: number;
  /** `RULE TYPE PATH` of properties that no breakage makes the rule answer to; indices of lists as `*`. */
  survivors: string[];
}

/** Breaks what a rule reads on each of its resources, one property at a time. */
export function mutate(rule: Rule, resources: Resource[], date: string): Outcome {
  const outcome: Outcome = { properties: 0, survivors: [] };
  const said = (all: Resource[]) => answers(rule, all, date);
  const stacks =
    rule.kind === "stack"
      ? [resources]
      : resources.filter(({ type }) => isAbout(rule, type)).map((each) => [each]);
  for (const stack of stacks) {
    const before = said(stack);
    for (const { resource, path } of reads(rule, stack, date)) {
      outcome.properties++;
      const answered = BROKEN.some(
        (value) =>
          said(stack.map((each) => (each === resource ? broken(each, path, value) : each))) !== before,
      );
      if (!answered)
        outcome.survivors.push(`${rule.id} ${resource.type.split(":").at(-1) ?? ""} ${shownPath(path)}`);
    }
  }
  return outcome;
}

/** Rules about a resource that answer to a property which they do not read, as `RULE TYPE PATH`. */
export function strangers(rules: readonly Rule[], resources: Resource[], date: string): string[] {
  return resources.flatMap((resource) => {
    const about = rules
      .filter((rule) => rule.kind === "resource" && isAbout(rule, resource.type))
      .map((rule) => ({
        rule,
        before: answers(rule, [resource], date),
        paths: reads(rule, [resource], date),
      }));
    const paths = about.flatMap((each) => each.paths.map(({ path }) => path));
    return paths.flatMap((path) => {
      const without = broken(resource, path, undefined);
      return about
        .filter((each) => !each.paths.some((read) => isWithin(read.path, path)))
        .filter(({ rule, before }) => answers(rule, [without], date) !== before)
        .map(({ rule }) => `${rule.id} ${resource.type} ${shownPath(path)}`);
    });
  });
}

/** Whether one path is the beginning of the other. */
const isWithin = (a: string[], b: string[]): boolean =>
  a.slice(0, b.length).every((key, index) => key === b[index]);

/** Without what says whether it is a property or an option. */
const shownPath = ([, ...path]: string[]): string =>
  path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".");

function answers(rule: Rule, resources: Resource[], date: string): string {
  const pack = configure([rule], {});
  try {
    return JSON.stringify(evaluate(pack, resources, date));
  } catch (error) {
    // What has not the form that a rule expects stops a preview as well.
    if (error instanceof RuleErrors) return error.message;
    throw error;
  }
}

function broken(resource: Resource, path: string[], value: unknown): Resource {
  const copy = cloneDeep(resource);
  if (value === undefined) unset(copy, path);
  else if (get(copy, path) === undefined && !isObject(get(copy, path.slice(0, -1)))) return copy;
  else set(copy, path, value);
  return copy;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Leaves that a rule reads, those that are not there among them. */
function reads(rule: Rule, resources: Resource[], date: string): Read[] {
  const found = new Map<string, Read>();
  const recorded = resources.map((resource) => ({
    ...resource,
    props: recording(resource.props, ["props"], (path) => note(resource, path)),
    options: recording(resource.options, ["options"], (path) => note(resource, path)),
  }));
  const note = (resource: Resource, path: string[]) =>
    found.set(JSON.stringify([resource.urn, path]), { resource, path });
  answers(rule, recorded, date);
  return [...found.values()];
}

function recording<T extends object>(value: T, path: string[], note: (path: string[]) => void): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const field: unknown = Reflect.get(target, key, receiver);
      if (
        typeof key === "symbol" ||
        typeof field === "function" ||
        (Array.isArray(target) && key === "length")
      )
        return field;
      if (isObject(field)) return recording(field, [...path, key], note);
      note([...path, key]);
      return field;
    },
  });
}
