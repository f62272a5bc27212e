// The sections that say what a stack's report says: what is wrong, policies, capacity, cost, maturity.
import { typeAndName } from "../../policies/urn.ts";
import { count } from "../../policies/verdict.ts";
import type { Maturity } from "../maturity/maturity-report.ts";
import { shortType } from "../report.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { folded } from "../folded.ts";
import { names, table } from "./table.ts";

export function problemsSection({ stacks }: PullRequestReport): Html {
  const errors = folded(stacks, (stack) => stack.errors);
  const warnings = folded(stacks, (stack) => stack.warnings);
  if (errors.length + warnings.length === 0) return html`<p>No stack has an error or a warning.</p>`;
  const rows = [
    ...errors.map((each) => ({ ...each, level: level("error") })),
    ...warnings.map((each) => ({ ...each, level: level("warning") })),
  ];
  return table(
    "Errors and warnings of all stacks",
    [{ title: "Level" }, { title: "Stacks" }, { title: "What" }],
    rows.map((row) => [row.level, names(row.stacks), html`<span class="lines">${row.thing}</span>`]),
  );
}

/** A word with a sign and a colour. */
export const level = (name: "error" | "mandatory" | "warning" | "advisory"): Html =>
  name === "error" || name === "mandatory"
    ? html`<span class="op delete"><span aria-hidden="true">✕ </span>${name}</span>`
    : html`<span class="op update"><span aria-hidden="true">! </span>${name}</span>`;

export function policiesSection({ stacks, policies }: PullRequestReport): Html {
  if (!policies)
    return html`<p>The policy pack was left out (<code>--no-policies</code>): nothing was judged.</p>`;
  const unjudged = stacks.filter(({ judged }) => !judged).map(({ name }) => name);
  const found = folded(stacks, ({ violations }) =>
    violations.map(({ policy, level, urn, message }) => ({
      ...{ policy, level, message },
      // The same resource of another stack has another URN.
      resource: urn === "" ? "the stack" : typeAndName(urn),
    })),
  );
  const rows = found.toSorted((one, other) => rank(one.thing.level) - rank(other.thing.level));
  return html`
    ${unjudged.length > 0 ? html`<p class="alarm">Not judged: ${unjudged.join(", ")}. Nothing is known of the rules there.</p>` : html``}
    ${
      rows.length === 0
        ? html`<p>No violation in ${count(stacks.length - unjudged.length, "judged stack")}.</p>`
        : table(
            "Policy violations",
            [
              { title: "Policy" },
              { title: "Level" },
              { title: "Resource" },
              { title: "Stacks" },
              { title: "What" },
            ],
            rows.map(({ thing, stacks }) => [
              html`<code>${thing.policy}</code>`,
              level(thing.level === "mandatory" ? "mandatory" : "advisory"),
              resourceName(thing.resource),
              names(stacks),
              html`<span class="lines">${thing.message}</span>`,
            ]),
          )
    }
  `;
}

/** The type and, in a line of its own, the name. */
function resourceName(resource: string): Html {
  const [type = "", ...name] = resource.split("::");
  return html`<code>${shortType(type)}</code
    >${name.length > 0 ? html`<br /><b>${name.join("::")}</b>` : html``}`;
}

const rank = (level: string): number => (level === "mandatory" ? 0 : 1);

export function maturitySection({ maturity }: PullRequestReport): Html {
  if (maturity.length === 0) return html`<p>Not known: not every stack of an environment was previewed.</p>`;
  return html`${maturity.map(
    ({ environment, level: reached, criteria }) => html`
      <h3>${environment}: ${reached === "none" ? "below Basic" : reached}</h3>
      <details>
        <summary>
          ${criteria.filter(({ met }) => met).length} of
          ${count(criteria.length, "criterion").replace(/criterions$/, "criteria")} met${next(criteria)}
        </summary>
        ${table(
          `Criteria of ${environment}`,
          [
            { title: "Level" },
            { title: "Area" },
            { title: "Criterion" },
            { title: "Met" },
            { title: "Because" },
          ],
          criteria.map((each) => [
            each.level,
            each.area,
            each.criterion,
            each.met ? html`<span class="op create">✓ yes</span>` : html`<span class="op delete">✕ no</span>`,
            each.met ? each.evidence : each.lacks,
          ]),
        )}
      </details>
    `,
  )}`;
}

function next(criteria: Maturity["criteria"]): string {
  const lacks = criteria.find(({ met }) => !met);
  return lacks === undefined ? "" : `; next for ${lacks.level}: ${lacks.criterion}`;
}
