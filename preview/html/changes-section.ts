// What changes, equal changes of several stacks as one, the most dangerous first.
import { count } from "../../policies/verdict.ts";
import { shortType } from "../report.ts";
import type { Operation } from "../since/resource-changes.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { badge } from "./badge.ts";
import { OPERATIONS, SIGNS } from "../since/operations.ts";
import { propertyDiff } from "./property-diff.ts";
import type { FoldedChange } from "../since/folded-changes.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";

/** Longer lists are in the tree of resources; what is replaced or goes is here, however much it is. */
const MOST_LINES = 300;

/** So many new resources of one stack are a new region, or a new game: one line that unfolds. */
const MANY = 12;

const HEADINGS = {
  replace: "Replaced",
  delete: "Deleted",
  update: "Updated in place",
  create: "Created",
} as const satisfies Record<Operation, string>;

/** In what a change that is left out is named. */
const PLURALS = {
  replace: "replacements",
  delete: "deletions",
  update: "updates",
  create: "creations",
} as const satisfies Record<Operation, string>;

/** What is still free, and what had to go. */
interface Left {
  room: number;
  /** Changes whose properties did not fit. */
  withoutProperties: number;
  cut: string[];
}

interface ChangesSection {
  section: Html;
  /** What is left out, such as "100 of 400 different updates". */
  cut: string[];
}

/** @param room bytes that properties may take; what is beyond is counted */
export function changesSection({ stacks, since }: PullRequestReport, room: number): ChangesSection {
  if (since === undefined)
    return {
      section: html`<p>
        Nothing to compare with: the preview ran without <code>--since</code>. The resources below are what
        the first <code>up</code> of a new stack would create.
      </p>`,
      cut: [],
    };
  const left: Left = { room, withoutProperties: 0, cut: [] };
  const unknown = stacks.filter(({ changes }) => changes === undefined).map(({ name }) => name);
  const secrets = stacks.filter(({ changedSecrets = [] }) => changedSecrets.length > 0);
  const section = html`
    ${unknown.length > 0 ? html`<p class="alarm">What changes is unknown in ${unknown.join(", ")}: see the errors.</p>` : html``}
    ${since.folded.length === 0 && unknown.length === 0 ? html`<p>No resource differs from ${since.name}.</p>` : html``}
    ${since.removed.map(
      ({ name, resources }) =>
        html`<p class="alarm">
          The file of stack ${name} is gone. No up destroys its ${count(resources, "resource")}: run pulumi
          destroy before.
        </p>`,
    )}
    ${secrets.map(
      ({ name, changedSecrets = [] }) =>
        html`<p>
          Secrets of ${name} with another ciphertext, whose text nobody sees here:
          ${changedSecrets.join(", ")}.
        </p>`,
    )}
    ${OPERATIONS.map((op) =>
      group(
        op,
        since.folded.filter(({ change }) => change.op === op),
        left,
      ),
    )}
  `;
  const { withoutProperties, cut } = left;
  if (withoutProperties > 0) cut.push(`properties of ${count(withoutProperties, "change")}`);
  return { section, cut };
}

function group(op: Operation, changes: readonly FoldedChange[], left: Left): Html {
  if (changes.length === 0) return html``;
  const total = changes.reduce((sum, { stacks }) => sum + stacks.length, 0);
  const different = total === changes.length ? "" : `, ${count(changes.length, "different change")}`;
  const shown = op === "replace" || op === "delete" ? changes : changes.slice(0, MOST_LINES);
  const hidden = changes.length - shown.length;
  if (hidden > 0) left.cut.push(`${hidden} of ${changes.length} different ${PLURALS[op]}`);
  const places = Map.groupBy(shown, ({ stacks }) => (op === "create" ? names(stacks) : ""));
  return html`
    <h3>
      <span aria-hidden="true">${SIGNS[op]} </span>${HEADINGS[op]}
      <span class="count">${count(total, "resource")}${different}</span>
    </h3>
    <ul class="changes">
      ${[...places].map(([place, own]) =>
        place !== "" && own.length > MANY
          ? many(place, own, left)
          : own.map((change) => html`<li class="change">${line(change, left)}</li>`),
      )}
    </ul>
    ${hidden > 0 ? html`<p class="note">${count(hidden, "more change")} of this kind: see the resources below, or the JSON report.</p>` : html``}
  `;
}

const names = (stacks: readonly string[]): string => stacks.join(", ");

const many = (place: string, changes: readonly FoldedChange[], left: Left): Html => html`
  <li class="many">
    <details>
      <summary>
        ${badge("create")} <b>${changes.length} resources</b> <span class="where">in ${place}</span>
      </summary>
      <ul class="changes">
        ${changes.map((change) => html`<li class="change">${line(change, left)}</li>`)}
      </ul>
    </details>
  </li>
`;

function line(folded: FoldedChange, left: Left): Html {
  const { stacks, change } = folded;
  const isOpen = change.op === "replace";
  const head = html`${badge(change.op)} <code>${shortType(change.type)}</code> <b>${change.name}</b>
    <span class="where">${where(stacks)}</span
    >${change.refused ? html` <span class="op replace">refused: protected</span>` : html``}`;
  const body = details(folded, left);
  if (body === undefined) return html`<div class="row">${head}</div>`;
  return html`<details${isOpen ? html` open` : html``}><summary>${head}</summary><div class="body">${body}</div></details>`;
}

const where = (stacks: readonly string[]): string =>
  stacks.length === 1 ? `in ${stacks[0] ?? ""}` : `in ${stacks.length} stacks`;

function details({ stacks, change }: FoldedChange, left: Left): Html | undefined {
  const { diff, formerUrn, refused, name } = change;
  if (diff.length === 0 && stacks.length === 1 && formerUrn === undefined && !refused) return undefined;
  return html`
    ${stacks.length > 1 ? html`<p>Stacks: ${stacks.join(", ")}</p>` : html``}
    ${formerUrn === undefined ? html`` : html`<p>Renamed, and kept by an alias. It was <code>${formerUrn}</code></p>`}
    ${refused ? html`<p>It is protected, so the engine refuses this and the <code>up</code> fails. Take the protection off first, in a change of its own, if this is meant.</p>` : html``}
    ${diff.length === 0 ? html`` : properties(diff, name, left)}
  `;
}

function properties(diff: FoldedChange["change"]["diff"], name: string, left: Left): Html {
  const shown = propertyDiff(diff, `Properties of ${name}`);
  const size = Buffer.byteLength(shown.toString());
  if (size > left.room) {
    left.withoutProperties++;
    return html`<p class="note">
      ${count(diff.length, "property").replace(/ys$/, "ies")} left out, to keep this page small: see the JSON
      report.
    </p>`;
  }
  left.room -= size;
  return shown;
}
