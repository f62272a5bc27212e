// What a rule is. A rule looks at resources and says what is wrong; levels, settings, exemptions and unknown values are
// the pack's business (pack.ts under the engine, evaluate.ts in the preview).
import type { Unwrap } from "@pulumi/pulumi";
import { z } from "zod";

export type Level = "mandatory" | "advisory";
export type Severity = "low" | "medium" | "high" | "critical";

/** What is wrong with one property; becomes one message. */
export interface Finding {
  /** The property's path, as `spec.template.spec.hostNetwork`; "" for the resource as a whole. */
  at: string;
  /** What is there, by {@link show}: never a value that could be a secret. */
  found: string;
  /** What has to be there. */
  wanted: string;
  /** What to do about it. @default the rule's own `fix` */
  fix?: string;
}

export type Report = (finding: Finding) => void;

/** Options of a resource, as the engine gives them to policies. */
export interface ResourceOptions {
  protect: boolean;
  ignoreChanges: string[];
}

/** A provider, as far as rules look at it. */
export interface Provider {
  type: string;
  urn: string;
  name: string;
  props: object;
}

/** A resource as rules see it: reading a property throws where it is unknown at preview. */
export interface Subject<P extends object> {
  type: string;
  urn: string;
  name: string;
  props: P;
  options: ResourceOptions;
  provider?: Provider | undefined;
}

/** Settings of every rule. */
const EXEMPTION = z.strictObject({
  resource: z
    .string("not a text")
    .regex(/^\*$|.::./, "not `*` or TYPE::NAME, as aws:kms/key:Key::secrets")
    .meta({ description: "`TYPE::NAME`, the end of the resource's URN; * stands for any characters" }),
  reason: z
    .string("not a text")
    .min(10, "shorter than 10 characters")
    .meta({ description: "why that resource may differ, in 10 characters at least" }),
  until: z.iso
    .date("not a day, YYYY-MM-DD")
    .meta({ description: "the last day (UTC); from the next on the resource is reported again" }),
});
export type Exemption = z.infer<typeof EXEMPTION>;

export const EXEMPTIONS = z
  .array(EXEMPTION)
  .default([])
  .meta({ description: "resources that this rule leaves alone for a while" });

interface Words {
  /** Kebab case; stays the same for ever: exemptions and people's settings name it. */
  id: string;
  /** How it is enforced unless the settings say otherwise. */
  level: Level;
  severity: Severity;
  /** What has to hold, one sentence. */
  statement: string;
  /** Why it hurts players or people otherwise; follows "because". */
  why: string;
  /** What to do about a violation; an imperative. */
  fix: string;
  /** Where others ask for the same: `CKV_AWS_58`, `CIS EKS 5.3.1`, `PSS restricted`, `AWS Well-Architected SEC08`. */
  references: string[];
}

/** The form in which the pack keeps rules of every kind; by `kind`. */
export type Rule = AnyResourceRule | AnyStackRule;

interface AnyRule extends Words {
  /** Types that it is about; one that ends in `*` stands for all that begin so. */
  types: string[];
  settings: z.ZodObject;
}

// Checks are methods, so that one of known properties can stand for one of any: the pack calls it by type.
export interface AnyResourceRule extends AnyRule {
  kind: "resource";
  check(subject: Subject<object>, report: Report, settings: object): void;
}

export interface AnyStackRule extends AnyRule {
  kind: "stack";
  check(resources: Subject<object>[], report: StackReport, settings: object): void;
}

/** In a stack's rule each finding belongs to a resource. */
export type StackReport = (subject: Subject<object>, finding: Finding) => void;

/** A class of an SDK, whose static type token is what resources are compared with. */
interface ResourceClass<Args> {
  new (name: string, args: Args, ...rest: never[]): object;
  isInstance(value: unknown): boolean;
}

type SettingsOf<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

interface ResourceRule<P extends object, S extends z.ZodRawShape> extends Words {
  /** Keys with their types, defaults and words for the documentation. @default none */
  settings?: S;
  check(subject: Subject<P>, report: Report, settings: SettingsOf<S>): void;
}

interface StackRule<S extends z.ZodRawShape> extends Words {
  /** Types without any of which there is nothing to say. */
  types: string[];
  settings?: S;
  check(resources: Subject<object>[], report: StackReport, settings: SettingsOf<S>): void;
}

/** A rule about each resource of one class of an SDK, with the types of its arguments. */
export function ruleFor<Args, S extends z.ZodRawShape = z.ZodRawShape>(
  resourceClass: ResourceClass<Args>,
  rule: ResourceRule<Unwrap<NonNullable<Args>> & object, S>,
): AnyResourceRule {
  return ruleForTypes([tokenOf(resourceClass)], rule);
}

/** A rule about each resource of types for which there is no class, or of several that are alike. */
export function ruleForTypes<P extends object, S extends z.ZodRawShape = z.ZodRawShape>(
  types: string[],
  rule: ResourceRule<P, S>,
): AnyResourceRule {
  return { ...rule, kind: "resource", types, settings: withExemptions(rule.settings) };
}

/** A rule about what only the whole stack shows. */
export function stackRule<S extends z.ZodRawShape = z.ZodRawShape>(rule: StackRule<S>): AnyStackRule {
  return { ...rule, kind: "stack", settings: withExemptions(rule.settings) };
}

const withExemptions = (settings: z.ZodRawShape = {}) =>
  z.strictObject({ ...settings, exemptions: EXEMPTIONS });

/** `aws:eks/nodeGroup:NodeGroup`, which every class of an SDK has. */
function tokenOf<Args>(resourceClass: ResourceClass<Args>): string {
  const token: unknown = Reflect.get(resourceClass, "__pulumiType");
  if (typeof token !== "string") throw new Error(`${resourceClass.name} has no type token`);
  return token;
}

/** Whether a rule is about a type. */
export const isAbout = ({ types }: Rule, type: string): boolean =>
  types.some((each) => (each.endsWith("*") ? type.startsWith(each.slice(0, -1)) : type === each));
