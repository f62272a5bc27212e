import { describe, expect, test } from "@jest/globals";
import { set, unset } from "es-toolkit/compat";
import type { Resource } from "../evaluate.ts";
import { configure, evaluate } from "../evaluate.ts";
import type { Level, Rule } from "../rule.ts";
import { UNKNOWN } from "../unknown-values.ts";

/** What differs from the compliant resource. */
export interface Case {
  /** By path, as `spec.ports[0].hostPort` or `labels["agones.dev/x"]`; undefined removes. */
  set?: Record<string, unknown>;
  /** Another type that the rule is about, or is not. */
  type?: string;
  name?: string;
  options?: Partial<Resource["options"]>;
  provider?: Resource["provider"];
  settings?: object;
}

export interface FailingCase extends Case {
  /** Each finding, as `path: what is there`, in order. */
  finds: string | string[];
}

export interface RuleCases {
  /** Properties of a resource with which nothing is wrong; a new object each time. */
  compliant: () => Record<string, unknown>;
  type?: string;
  name?: string;
  options?: Partial<Resource["options"]>;
  provider?: Resource["provider"];
  settings?: object;
  passes?: Record<string, Case>;
  /** At least one for each clause of the rule, and each boundary. */
  fails: Record<string, FailingCase>;
  /** Paths on which the rule decides: unknown at preview it says so, and is never silently satisfied. */
  unknown: string[];
}

/** Tests of a rule about single resources: one compliant resource, one difference a case, and all that it finds. */
export function testRule(rule: Rule, cases: RuleCases): void {
  const run = (each: Case) => found(rule, [resource(rule, cases, each)], each.settings ?? cases.settings);
  describe(rule.id, () => {
    test("passes what is compliant", () => expect(run({})).toEqual([]));
    for (const [name, each] of Object.entries(cases.passes ?? {}))
      test(`passes ${name}`, () => expect(run(each)).toEqual([]));
    for (const [name, each] of Object.entries(cases.fails))
      test(`refuses ${name}`, () =>
        expect(run(each)).toEqual([each.finds].flat().map((finds) => failure(rule, finds))));
    for (const path of cases.unknown)
      test(`says that it cannot decide while ${path} is unknown`, () =>
        expect(run({ set: { [path]: UNKNOWN } })).toContainEqual(undecided(path)));
  });
}

export interface StackCase {
  /** By path that begins with a resource's key: `fleet.spec.replicas`. */
  set?: Record<string, unknown>;
  /** Keys of resources that are not there. */
  without?: string[];
  add?: Record<string, StackResource>;
  settings?: object;
}

/** A resource of a stack: its type, its properties, and what else differs from the usual. */
export interface StackResource extends Omit<Partial<Resource>, "options"> {
  type: string;
  props: Record<string, unknown>;
  options?: Partial<Resource["options"]>;
}

export interface StackRuleCases {
  compliant: () => Record<string, StackResource>;
  settings?: object;
  passes?: Record<string, StackCase>;
  /** Findings begin with the resource's key: `fleet spec.replicas: 3`. */
  fails: Record<string, StackCase & { finds: string | string[] }>;
  unknown: string[];
}

/** Tests of a rule about a whole stack, as {@link testRule}. */
export function testStackRule(rule: Rule, cases: StackRuleCases): void {
  const run = ({ set: changes = {}, without = [], add = {}, settings = cases.settings }: StackCase) => {
    const resources = { ...cases.compliant(), ...add };
    for (const [path, value] of Object.entries(changes)) {
      const [, key = "", rest = ""] = /^(\w+)\.(.*)$/s.exec(path) ?? [];
      change(resources[key]?.props ?? unknownKey(key), rest, value);
    }
    const all = Object.entries(resources).filter(([key]) => !without.includes(key));
    return found(
      rule,
      all.map(([key, { type, options, ...rest }]) => ({ ...plain(type, key, options), ...rest })),
      settings,
    );
  };
  describe(rule.id, () => {
    test("passes what is compliant", () => expect(run({})).toEqual([]));
    for (const [name, each] of Object.entries(cases.passes ?? {}))
      test(`passes ${name}`, () => expect(run(each)).toEqual([]));
    for (const [name, each] of Object.entries(cases.fails))
      test(`refuses ${name}`, () =>
        expect(run(each)).toEqual(
          [each.finds].flat().map((finds) => {
            const [, key = "", text = ""] = /^(\w+) (.*)$/s.exec(finds) ?? [];
            return failure(rule, text, key);
          }),
        ));
    for (const path of cases.unknown)
      test(`says that it cannot decide while ${path} is unknown`, () =>
        expect(run({ set: { [path]: UNKNOWN } })).toContainEqual(undecided(path.replace(/^\w+\./, ""))));
  });
}

interface Found {
  level: Level;
  /** Of the resource. */
  name: string;
  text: string;
}

const SUBJECT = "subject";

const failure = (rule: Rule, text: string, name = SUBJECT): Found => ({ level: rule.level, name, text });

const undecided = (path: string): unknown =>
  expect.objectContaining({
    level: "advisory",
    text: expect.stringContaining(`value at .${path.replaceAll(/\["?([^\]"]+)"?\]/g, ".$1")} can't be known`),
  });

function found(rule: Rule, resources: Resource[], settings: object | undefined): Found[] {
  const pack = configure([rule], settings === undefined ? {} : { [rule.id]: { settings } });
  return evaluate(pack, resources, "2026-07-01").map(({ level, urn, message }) => {
    const text = message.slice(message.indexOf("\n") + 1);
    const end = text.indexOf(", must be ");
    return { level, name: urn.split("::").at(-1) ?? "", text: end < 0 ? text : text.slice(0, end) };
  });
}

function resource(rule: Rule, cases: RuleCases, each: Case): Resource {
  const props = cases.compliant();
  for (const [path, value] of Object.entries(each.set ?? {})) change(props, path, value);
  const type = each.type ?? cases.type ?? rule.types[0] ?? "";
  const name = each.name ?? cases.name ?? SUBJECT;
  const provider = each.provider ?? cases.provider;
  return { ...plain(type, name, { ...cases.options, ...each.options }), props, provider };
}

const plain = (type: string, name: string, options: Partial<Resource["options"]> = {}): Resource => ({
  type,
  name,
  urn: `urn:pulumi:test::gameplane::${type}::${name}`,
  props: {},
  options: { protect: false, ignoreChanges: [], ...options },
});

function change(props: object, path: string, value: unknown): void {
  if (value === undefined) unset(props, path);
  else set(props, path, value);
}

function unknownKey(key: string): never {
  throw new Error(`the case names no resource ${key}`);
}
