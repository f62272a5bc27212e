// The pack without the engine: what `pulumi preview --policy-pack` would say of the same resources, in this process.
import type { z } from "zod";
import { reporting, today } from "./findings.ts";
import { NAME, VERSION } from "./identity.ts";
import type { AnyResourceRule, AnyStackRule, Exemption, Level, Provider, Rule, Subject } from "./rule.ts";
import { EXEMPTIONS, isAbout } from "./rule.ts";
import type { RuleSettings } from "./settings.ts";
import { levelOf } from "./settings.ts";
import { throwingAtUnknown, UnknownValueError } from "./unknown-values.ts";

/** A resource with its plain properties, as a preview shows them: `[secret]`, `[unknown]`. */
export interface Resource {
  type: string;
  urn: string;
  name: string;
  props: object;
  options: { protect: boolean; ignoreChanges: string[] };
  provider?: Provider | undefined;
}

/** A resource as previews and states keep it: its provider by reference, `URN::ID`. */
export interface StoredResource extends Omit<Resource, "provider"> {
  provider: string;
  /** Others are there only as somebody's provider. */
  isJudged: boolean;
}

/** The resources that are judged, with their providers. */
export function withProviders(stored: readonly StoredResource[]): Resource[] {
  const byUrn = new Map(stored.map(({ type, urn, name, props }) => [urn, { type, urn, name, props }]));
  return stored
    .filter(({ isJudged }) => isJudged)
    .map(({ type, urn, name, props, options, provider }) => ({
      ...{ type, urn, name, props, options },
      provider: byUrn.get(provider.split("::").slice(0, 4).join("::")),
    }));
}

export interface Violation {
  policy: string;
  level: Level;
  urn: string;
  message: string;
}

/** Rules with their settings, to be run over stacks. */
export type Pack = readonly Configured[];

interface Configured {
  rule: Rule;
  level: Level;
  settings: object;
  exemptions: Exemption[];
}

/** @throws ZodError where settings are wrong; {@link checkSettings} of settings.ts says it in words before */
export function configure(rules: readonly Rule[], settings: RuleSettings): Pack {
  return rules.flatMap((rule) => {
    const level = levelOf(rule, settings);
    if (level === "disabled") return [];
    const values = rule.settings.parse(settings[rule.id]?.settings ?? {});
    return { rule, level, settings: values, exemptions: exemptionsIn(values) };
  });
}

const exemptionsIn = (values: z.output<z.ZodObject>): Exemption[] => EXEMPTIONS.parse(values.exemptions);

/** Rules that broke on resources which have not the form that they expect; what the others found is there. */
export class RuleErrors extends Error {
  readonly lines: string[];
  readonly violations: Violation[];

  constructor(lines: string[], violations: Violation[]) {
    super(lines.join("\n"));
    this.lines = lines;
    this.violations = violations;
  }
}

/** A rule that broke on a resource: nothing was decided. */
class RuleError extends Error {
  constructor(rule: Rule, urn: string, cause: unknown) {
    const where = urn === "" ? "" : ` on ${urn}`;
    const what = cause instanceof Error ? cause.message : String(cause);
    const remedy = "give the properties that it reads the form that their types have";
    super(`policy ${rule.id} could not be run${where}: ${what}; ${remedy}`, { cause });
  }
}

/**
 * Every violation: of resources in their order, each by the rules' order, then of the stack.
 * @throws RuleErrors
 */
export function evaluate(pack: Pack, resources: readonly Resource[], date = today()): Violation[] {
  const violations: Violation[] = [];
  const errors: string[] = [];
  const subjects = resources.map((resource) => ({
    ...resource,
    props: throwingAtUnknown(resource.props),
    provider: resource.provider && {
      ...resource.provider,
      props: throwingAtUnknown(resource.provider.props),
    },
  }));
  for (const subject of subjects)
    for (const each of rulesFor(pack, subject.type))
      collecting(errors, () => {
        if (each.rule.kind === "resource") checkResource(each, each.rule, subject, date, violations);
      });
  for (const each of pack)
    collecting(errors, () => {
      if (each.rule.kind === "stack") checkStack(each, each.rule, subjects, date, violations);
    });
  if (errors.length > 0) throw new RuleErrors(errors, violations);
  return violations;
}

/** One rule that breaks hides nothing of what the others find. */
function collecting(errors: string[], check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    errors.push(error.message);
  }
}

function checkResource(
  { level, settings, exemptions }: Configured,
  rule: AnyResourceRule,
  subject: Subject<object>,
  date: string,
  violations: Violation[],
): void {
  const { urn } = subject;
  const add = (message: string, as = level) => violations.push({ policy: rule.id, level: as, urn, message });
  const report = reporting(rule, exemptions, urn, date, (text) => add(described(rule, text)));
  if (report === undefined) return;
  undecided(rule, urn, add, () => rule.check(subject, report, settings));
}

function checkStack(
  { level, settings, exemptions }: Configured,
  rule: AnyStackRule,
  subjects: Subject<object>[],
  date: string,
  violations: Violation[],
): void {
  if (!subjects.some(({ type }) => isAbout(rule, type))) return;
  const add = (urn: string, message: string, as = level) =>
    violations.push({ policy: rule.id, level: as, urn, message });
  undecided(
    rule,
    "",
    (message, as) => add("", message, as),
    () => {
      rule.check(
        subjects,
        ({ urn }, finding) =>
          reporting(rule, exemptions, urn, date, (text) => add(urn, described(rule, text)))?.(finding),
        settings,
      );
    },
  );
}

/** As @pulumi/policy puts it together. */
const described = ({ statement }: Rule, text: string): string => `${statement}\n${text}`;

/** A rule that met an unknown value says that it cannot decide, as advice, and what it found until then stands. */
function undecided(
  rule: Rule,
  urn: string,
  add: (message: string, level: Level) => void,
  check: () => void,
): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof UnknownValueError)) throw new RuleError(rule, urn, error);
    const who = `policy '${rule.id}' from policy pack '${NAME}@v${VERSION}'`;
    add(`can't run ${who} during preview: ${error.message}`, "advisory");
  }
}

function rulesFor(pack: Pack, type: string): Pack {
  let byType = index.get(pack);
  if (byType === undefined) index.set(pack, (byType = new Map<string, Pack>()));
  let found = byType.get(type);
  if (found === undefined) byType.set(type, (found = pack.filter(({ rule }) => isAbout(rule, type))));
  return found;
}

/** Which rules are about a type is asked for each resource of each stack. */
const index = new WeakMap<Pack, Map<string, Pack>>();
