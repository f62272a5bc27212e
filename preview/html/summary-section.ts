// The first ten seconds: whether to approve, why, and the figures.
import { count } from "../../policies/verdict.ts";
import { shortType } from "../report.ts";
import type { Figures } from "../judgement/figures.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { dollars, moreDollars, whole } from "../numbers.ts";
import { OPERATIONS, SIGNS } from "../since/operations.ts";
import type { Harm, HarmedStack } from "../judgement/player-harm.ts";
import type { Reason, Verdict } from "../judgement/verdict.ts";
import { harmText, removedText } from "../judgement/verdict.ts";
import type { Since } from "../since/since.ts";

const MARKS = { fails: "✕", careful: "!", fine: "✓", note: "i" } as const satisfies Record<
  Verdict["level"] | Reason["level"],
  string
>;

export const verdictSection = ({ level, title, reasons }: Verdict): Html => html`
  <section id="verdict" class="verdict ${level}" aria-labelledby="verdict-title">
    <h2 id="verdict-title"><span class="mark" aria-hidden="true">${MARKS[level]}</span> ${title}</h2>
    ${
      reasons.length === 0
        ? html``
        : html`<ul class="plain">
            ${reasons.map(
              (reason) =>
                html`<li class="${reason.level}">
                  <span class="mark" aria-hidden="true">${MARKS[reason.level]}</span>
                  <span
                    ><span class="level"
                      >${reason.level === "fails" ? "Fails" : reason.level === "careful" ? "Look" : "Note"}:</span
                    >
                    <a href="#${reason.section}">${reason.text}</a></span
                  >
                </li>`,
            )}
          </ul>`
    }
  </section>
`;

export function figuresSection(figures: Figures): Html {
  const { changes, cost, players } = figures;
  return html`
    <dl class="figures">
      ${figure("Stacks", whole(figures.stacks))}
      ${changes === undefined ? figure("Changes", "not compared") : OPERATIONS.map((op) => figure(`${SIGNS[op]} ${op}`, whole(changes[op]), changes[op] > 0 ? op : undefined))}
      ${figure("Errors", whole(figures.errors), figures.errors > 0 ? "delete" : undefined)}
      ${figure("Mandatory violations", whole(figures.mandatory), figures.mandatory > 0 ? "delete" : undefined)}
      ${figure("Capacity errors", whole(figures.capacityErrors), figures.capacityErrors > 0 ? "delete" : undefined)}
      ${players === undefined ? "" : figure("Players that fit", whole(players))}
      ${
        cost === undefined
          ? figure("Cost a month", "unknown")
          : [
              figure(
                "Cost a month, buffer",
                dollars(cost.total.buffer),
                undefined,
                `${dollars(cost.total.minimum)} to ${dollars(cost.total.maximum)}${cost.unpriced.length > 0 ? `, and ${count(cost.unpriced.length, "thing")} without a price` : ""}`,
              ),
              changes === undefined
                ? ""
                : figure(
                    "Change of cost, buffer",
                    cost.difference === undefined ? "unknown" : moreDollars(cost.difference.buffer),
                  ),
            ]
      }
    </dl>
  `;
}

const figure = (name: string, value: string, op?: string, more?: string): Html =>
  html`<div><dt>${name}</dt><dd${op === undefined ? html`` : html` class="${op}"`}>${value}${more === undefined ? html`` : html`<span class="more">${more}</span>`}</dd></div>`;

export function playersSection(harms: readonly Harm[], since: Since | undefined): Html {
  if (since === undefined) return html`<p>Nothing to compare with: what changes is unknown.</p>`;
  if (harms.length + since.removed.length === 0)
    return html`<p>
      Nothing that players are on (network, cluster, node pools, databases, volumes, Agones, Fleets) is
      replaced or deleted. A Fleet that is updated in place keeps its Allocated game servers.
    </p>`;
  return html`<ul class="harms">
    ${harms.map(harmItem)}
    ${since.removed.map(
      (stack) =>
        html`<li>
          <p class="alarm"><span aria-hidden="true">! </span>${removedText(stack)}</p>
        </li>`,
    )}
  </ul>`;
}

const harmItem = (harm: Harm): Html => html`
  <li>
    <p class="alarm"><span aria-hidden="true">! </span>${harmText(harm)}</p>
    ${harm.isRefused ? html`<p><b>The engine refuses it where it is protected, and the up fails.</b></p>` : html``}
    ${
      harm.because.length === 0
        ? html``
        : html`<p>
            ${harm.isUncertain ? "No table knows what a change does of" : "Because of"}
            ${harm.because.map((path, index) => html`${index > 0 ? ", " : ""}<code>${path}</code>`)}
          </p>`
    }
    <ul class="plain">
      ${harm.stacks.map((stack) => html`<li>${stackText(stack)}</li>`)}
    </ul>
    <details>
      <summary>${count(harm.changes.length, "resource change")}</summary>
      <ul class="plain">
        ${harm.changes.map(({ type, name }) => html`<li><code>${shortType(type)}</code> <b>${name}</b></li>`)}
      </ul>
    </details>
  </li>
`;

function stackText({ stack, players, games }: HarmedStack): string {
  const whose = games.length > 0 ? `, of ${games.join(", ")}` : "";
  return `${stack}: ${players === null ? "players unknown" : `${whole(players)} players at most`}${whose}`;
}
