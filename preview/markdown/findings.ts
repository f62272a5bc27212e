// What is wrong: errors and warnings of stacks, violations of policies; each once, with its stacks.
import { typeAndName } from "../../policies/urn.ts";
import { count, foundIn, isMandatory } from "../../policies/verdict.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { folded } from "../folded.ts";
import type { Block } from "./fitting.ts";
import { details, fenced, inHtml } from "./syntax.ts";

export function problemBlocks({ stacks }: PullRequestReport): Block[] {
  const errors = folded(stacks, (stack) => stack.errors);
  const warnings = folded(stacks, (stack) => stack.warnings);
  const secrets = folded(stacks, (stack) => stack.changedSecrets ?? []);
  const lines = (level: string, found: typeof errors) =>
    found.map(({ thing, stacks: names }) => `${level}: ${names.join(", ")}: ${thing}`);
  const failed = lines("error", errors);
  const warned = [
    ...lines("warning", warnings),
    ...secrets.map(
      ({ thing, stacks: names }) => `secret changed: ${names.join(", ")}: ${thing} (its value is not shown)`,
    ),
  ];
  return [
    ...(failed.length > 0 ? [{ name: "errors", text: `### Errors\n\n${fenced("text", failed)}` }] : []),
    ...(warned.length > 0
      ? [{ name: "warnings", text: details(`<b>Warnings</b>: ${warned.length}`, fenced("text", warned)) }]
      : []),
  ];
}

export function policyBlocks({ stacks, policies }: PullRequestReport): Block[] {
  if (!policies)
    return [{ name: "policies", text: "**Policies** were left out (`--no-policies`): nothing was judged." }];
  const violations = stacks.flatMap((stack) => stack.violations);
  const found = folded(stacks, (stack) =>
    stack.violations.map(({ policy, level, urn, message }) => ({
      ...{ policy, level, message: message.slice(message.indexOf("\n") + 1) },
      // The same resource of another stack has another URN.
      resource: urn === "" ? "the stack" : typeAndName(urn),
    })),
  );
  const lines = found
    .toSorted(
      (one, other) => Number(other.thing.level === "mandatory") - Number(one.thing.level === "mandatory"),
    )
    .map(
      ({ thing: { policy, level, resource, message }, stacks: names }) =>
        `${level}: ${policy}: ${resource} (${names.join(", ")}): ${message}`,
    );
  const unjudged = stacks.filter(({ judged }) => !judged).map(({ name }) => name);
  const not = unjudged.length > 0 ? `, not judged: ${unjudged.join(", ")}` : "";
  const heading = `<b>Policies</b>: ${inHtml(foundIn(violations) + not)}`;
  if (lines.length === 0 && unjudged.length === 0)
    return [{ name: "policies", text: `**Policies**: no violation in ${count(stacks.length, "stack")}.` }];
  const body = lines.length > 0 ? fenced("text", lines) : "";
  const isOpen = violations.some(isMandatory) || unjudged.length > 0;
  return [{ name: "policies", text: isOpen ? `${heading}\n\n${body}`.trimEnd() : details(heading, body) }];
}
