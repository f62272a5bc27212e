import type { styleText } from "node:util";
import { stringify } from "yaml";
import type { RecordedResource } from "./recorded-resource.ts";
import type { Violation } from "../policies/evaluate.ts";
import { typeAndName } from "../policies/urn.ts";
import { count, foundIn, isMandatory } from "../policies/verdict.ts";
import { capacityLines, summaryLines } from "./capacity/capacity-lines.ts";
import { summaryOf } from "./capacity/summary.ts";
import { changesSection, playersSection } from "./changes.ts";
import { costLines } from "./cost/cost-lines.ts";
import { judgementOf } from "./judgement/judgement.ts";
import type { Verdict } from "./judgement/verdict.ts";
import type { Counts } from "./since/operations.ts";
import { countsOf, inWords } from "./since/operations.ts";
import type { Environment } from "./environments.ts";
import { environmentsOf, regionsOf } from "./environments.ts";
import { maturityLines } from "./maturity/maturity-lines.ts";
import type { PreviewReport, StackReport } from "./report.ts";
import { created, shortType } from "./report.ts";

type Style = Parameters<typeof styleText>[0];
/** Colours text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export interface TreeOptions {
  /** Show every resource's inputs below it. */
  inputs: boolean;
  paint: Paint;
}

/** The report for people: a line a stack, then each stack's tree, then what it all comes to. */
export function renderTree(report: PreviewReport, options: TreeOptions): string {
  const { stacks, policies, since, maturity } = report;
  const { paint } = options;
  const told = new Map<string, string>();
  const { harms, verdict } = judgementOf(report);
  const shown = since === undefined ? stacks : stacks.filter(hasNews);
  const sections = [
    summary(stacks, since !== undefined, paint),
    ...(since === undefined
      ? []
      : [...playersSection(harms, since, paint), changesSection(since, stacks, paint)]),
    ...shown.map((stack) => section(stack, { policies, isCompared: since !== undefined }, options, told)),
    ...environmentsOf(stacks).flatMap((environment) => environmentSection(environment, paint)),
    ...maturity.map((environment) => {
      const lines = maturityLines(environment, paint);
      // What lacks is as before, or in the reports.
      return (since === undefined ? lines : lines.slice(0, 1)).join("\n");
    }),
  ];
  return `${sections.join("\n\n")}\n\n${closing(report, verdict, paint)}\n`;
}

/** Of a stack that is as before and has nothing wrong nothing is said again. */
const hasNews = ({ changes, errors, violations, capacity }: StackReport): boolean =>
  changes === undefined ||
  changes.length + errors.length + violations.length > 0 ||
  (capacity?.findings.length ?? 0) > 0;

/** What several regions hold together. */
function environmentSection(environment: Environment, paint: Paint): string[] {
  const regions = regionsOf(environment);
  if (regions.length < 2) return [];
  const held = summaryOf(regions.map(({ name, capacity }) => ({ stack: name, capacity })));
  return [[paint("bold", `${environment.name}, all regions`), ...summaryLines(held, paint)].join("\n")];
}

function summary(stacks: StackReport[], isCompared: boolean, paint: Paint): string {
  const width = Math.max(5, ...stacks.map(({ name }) => name.length));
  const rows = stacks.map((stack) => {
    const problems = [
      ...(stack.warnings.length > 0 ? [paint("yellow", count(stack.warnings.length, "warning"))] : []),
      ...(stack.errors.length > 0 ? [paint("red", count(stack.errors.length, "error"))] : []),
      ...violationCounts(stack.violations, paint),
    ];
    const resources =
      stack.changes === undefined
        ? isCompared
          ? paint("red", "not compared")
          : `${created(stack).length} to create`.padStart(13)
        : inWords(countsOf(stack.changes)) || "no change";
    return `${stack.name.padEnd(width)}  ${resources}  ${[about(stack), ...problems].join(", ")}`;
  });
  return rows.join("\n");
}

function violationCounts(violations: Violation[], paint: Paint): string[] {
  const mandatory = violations.filter(isMandatory).length;
  const advisory = violations.length - mandatory;
  return [
    ...(mandatory > 0 ? [paint("red", count(mandatory, "mandatory violation"))] : []),
    ...(advisory > 0 ? [paint("yellow", count(advisory, "advisory violation"))] : []),
  ];
}

/** What a stack is, in words. */
function about({ kind, environment, region }: StackReport): string {
  if (kind === "environment") return "environment";
  return environment === null
    ? `region ${region ?? "unknown"}`
    : `region ${region ?? "unknown"} of ${environment}`;
}

/** @param told errors and violations that an earlier stack has shown, and which: an environment's are each region's */
function section(
  stack: StackReport,
  { policies, isCompared }: { policies: boolean; isCompared: boolean },
  options: TreeOptions,
  told: Map<string, string>,
): string {
  const { paint } = options;
  const lines = [paint("bold", stack.name)];
  if (!isCompared) {
    lines.push(...resourceLines(stack, options));
    if (stack.resources.length > 1) lines.push("", ...byType(stack));
  }
  if (stack.warnings.length > 0)
    lines.push("", ...stack.warnings.map((text) => `${paint("yellow", "warning:")} ${text}`));
  if (stack.errors.length > 0)
    lines.push("", ...errorLines(stack, told).map((text) => `${paint("red", "error:")} ${text}`));
  if (policies) lines.push("", ...violationLines(stack, told, paint));
  if (stack.capacity !== null) lines.push("", ...capacityLines(stack.capacity, paint));
  if (stack.cost !== null) lines.push("", ...costLines(stack.cost, paint));
  return lines.join("\n");
}

/** What an earlier stack has shown is counted: most come from one line of a component. */
function violationLines(
  { name, resources, judged, violations }: StackReport,
  told: Map<string, string>,
  paint: Paint,
): string[] {
  const repeated = new Map<string, number>();
  const lines = violations.flatMap((violation) => {
    const line = violationLine(violation, paint);
    const where = told.get(line);
    if (where === undefined) told.set(line, name);
    else repeated.set(where, (repeated.get(where) ?? 0) + 1);
    return where === undefined ? [line] : [];
  });
  const not = judged ? "" : resources.length === 0 ? ": not judged" : ": not all of them were run";
  return [
    ...lines,
    ...[...repeated].map(([where, number]) => `${count(number, "violation")} of ${where} here too`),
    `policies${not === "" ? `: ${count(violations.length, "violation")}` : paint("red", not)}`,
  ];
}

/** With the name that exemptions have; the policy's own statement is left out: the message says what must be. */
function violationLine({ policy, level, urn, message }: Violation, paint: Paint): string {
  const where = urn === "" ? "the stack" : typeAndName(urn);
  const detail = message.slice(message.indexOf("\n") + 1);
  return `${paint(level === "mandatory" ? "red" : "yellow", `${level}:`)} ${policy}: ${where}: ${detail}`;
}

function errorLines({ name, errors }: StackReport, told: Map<string, string>): string[] {
  const repeated = new Map<string, number>();
  const fresh = errors.filter((text) => {
    const where = told.get(text);
    if (where !== undefined) repeated.set(where, (repeated.get(where) ?? 0) + 1);
    return where === undefined;
  });
  for (const text of fresh) told.set(text, name);
  return [
    ...fresh,
    ...[...repeated].map(([where, number]) => `${count(number, "error")} of ${where} here too`),
  ];
}

function resourceLines(stack: StackReport, options: TreeOptions): string[] {
  const children = new Map<string, RecordedResource[]>();
  for (const resource of stack.resources) {
    const siblings = children.get(resource.parent);
    if (siblings === undefined) children.set(resource.parent, [resource]);
    else siblings.push(resource);
  }
  const below = (parent: string, indent: string): string[] => {
    const siblings = children.get(parent) ?? [];
    return siblings.flatMap((resource, index) => {
      const isLast = index === siblings.length - 1;
      const inner = `${indent}${isLast ? "   " : "│  "}`;
      return [
        `${indent}${isLast ? "└─ " : "├─ "}${label(resource, options.paint)}`,
        ...(options.inputs ? inputLines(resource, inner) : []),
        ...below(resource.urn, inner),
      ];
    });
  };
  return (children.get("") ?? []).flatMap((root) => [label(root, options.paint), ...below(root.urn, "")]);
}

function label({ type, name, options }: RecordedResource, paint: Paint): string {
  const marks = [
    ...(options.read === true ? ["read"] : []),
    ...(options.remote === true ? ["made by its provider"] : []),
    ...(options.protect === true ? ["protected"] : []),
  ];
  return [
    paint("dim", shortType(type)),
    name,
    ...(marks.length > 0 ? [paint("dim", `(${marks.join(", ")})`)] : []),
  ].join(" ");
}

function inputLines(resource: RecordedResource, indent: string): string[] {
  if (Object.keys(resource.inputs).length === 0) return [];
  const text = stringify(resource.inputs, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
  return text.split("\n").map((line) => `${indent}     ${line}`);
}

function byType(stack: StackReport): string[] {
  const counts = new Map<string, number>();
  for (const { type } of created(stack)) counts.set(shortType(type), (counts.get(shortType(type)) ?? 0) + 1);
  const rows = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return rows.map(([type, number]) => `${String(number).padStart(4)}  ${type}`);
}

function closing(
  { stacks, policies, since, durationMs }: PreviewReport,
  verdict: Verdict,
  paint: Paint,
): string {
  const total = stacks.reduce((sum, stack) => sum + created(stack).length, 0);
  const warnings = stacks.reduce((sum, stack) => sum + stack.warnings.length, 0);
  // What is wrong in several stacks is one thing to mend.
  const errors = new Set(stacks.flatMap((stack) => stack.errors)).size;
  const violations = stacks.flatMap((stack) => stack.violations);
  const unjudged = stacks.filter((stack) => !stack.judged).length;
  const found = foundIn(violations);
  const judged = !policies
    ? "policies left out"
    : unjudged > 0
      ? `${found}, ${count(unjudged, "stack")} not judged`
      : found;
  const does = since === undefined ? `${total} to create` : inWords(allChanges(stacks)) || "no change";
  const text =
    `${count(stacks.length, "stack")}: ${does}, ${count(warnings, "warning")}, ${count(errors, "error")}, ` +
    `${judged} (${(durationMs / 1000).toFixed(1)} s)`;
  const failures = verdict.reasons.filter(({ level }) => level === "fails");
  const style = failures.length > 0 ? "red" : policies ? "green" : "yellow";
  const why = failures.map((reason) => paint("red", `fails: ${reason.text}`));
  return [...why, paint(style, text)].join("\n");
}

const allChanges = (stacks: StackReport[]): Counts =>
  countsOf(stacks.flatMap(({ changes }) => changes ?? []));
