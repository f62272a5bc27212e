// The preview of a pull request as one file that needs nothing but a browser.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { capacitySection } from "./capacity-section.ts";
import { changesSection } from "./changes-section.ts";
import { costSection } from "./cost-section.ts";
import { embeddedJson } from "./embedded-json.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { count } from "../../policies/verdict.ts";
import { judgementOf } from "../judgement/judgement.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { regionsSection, topologySection } from "./regions-section.ts";
import type { ResourceData } from "./resource-data.ts";
import { INPUTS, LEFT_OUT, OP, resourceData } from "./resource-data.ts";
import { maturitySection, policiesSection, problemsSection } from "./sections.ts";
import { figuresSection, playersSection, verdictSection } from "./summary-section.ts";

/** A page that people open from a CI artifact stays below 3 MB. */
const MOST_BYTES = 2_900_000;

/** Of these, properties of changes may take; inputs of resources get what is left at the end. */
const CHANGES_ROOM = 1_000_000;

const SCRIPTS = ["dom", "tree", "search", "theme", "print", "scrolling"];

export interface Page {
  text: string;
  /** What did not fit and is to be reviewed, such as "properties of 3 changes": all that a change does is in the JSON report. */
  cut: string[];
}

/** Equal reports give equal pages: there is no time in it. */
export function renderHtml(report: PullRequestReport): Page {
  const style = ownFile("page.css");
  const script = `(() => {\n"use strict";\n${SCRIPTS.map((name) => ownFile(`${name}.js`)).join("\n")}})();\n`;
  const changes = changesSection(report, CHANGES_ROOM);
  const main = content(report, changes.section).toString();
  const spent = [style, script, main].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const data = resourcesWithin(report, MOST_BYTES - spent);
  const head = html`
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy(style, script)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>${titleOf(report)}</title>
    <link rel="icon" href="data:," />
  `.toString();
  // By hand, to the letter: the policy names style and script by their hashes.
  const text = `<!doctype html>
<html lang="en">
<head>${head}<style>${style}</style></head>
<body>${main}
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
  return { text, cut: [...changes.cut, ...inputsLeftOut(data)] };
}

const ownFile = (name: string): string => readFileSync(join(import.meta.dirname, "browser", name), "utf8");

/** Nothing from anywhere, and no script but ours, whatever a report might hold. */
function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
}

const titleOf = ({ since }: PullRequestReport): string =>
  since === undefined ? "Preview of all stacks" : `Preview: changes since ${since.name}`;

/** What is left for inputs once names and types of all resources are in. */
function resourcesWithin({ stacks }: PullRequestReport, room: number): ResourceData {
  const bare = Buffer.byteLength(embeddedJson(resourceData(stacks, 0)));
  return resourceData(stacks, room - bare);
}

/** Of what is new nothing else shows them; of the rest, changes have what differs, and the tree has names. */
function inputsLeftOut({ stacks }: ResourceData): string[] {
  const created = stacks.flatMap(({ rows }) => rows.filter(({ [OP]: op }) => op === "create"));
  const without = created.filter(({ [INPUTS]: inputs }) => inputs === LEFT_OUT).length;
  return without === 0 ? [] : [`inputs of ${without} of ${count(created.length, "new resource")}`];
}

function content(report: PullRequestReport, changes: Html): Html {
  const { since } = report;
  const { figures, harms, verdict } = judgementOf(report);
  const sections: [id: string, title: string, body: Html][] = [
    ["players", "What hurts players", playersSection(harms, since)],
    ["problems", "Errors and warnings", problemsSection(report)],
    ["regions", "Regions", regionsSection(report)],
    ["topology", "Topology", topologySection(report)],
    ["changes", "Changes", changes],
    ["resources", "Resources", resourcesSection()],
    ["policies", "Policies", policiesSection(report)],
    ["capacity", "Capacity", capacitySection(report)],
    ["cost", "Cost", costSection(report)],
    ["maturity", "Maturity", maturitySection(report)],
  ];
  return html`
    <a class="skip" href="#main">Skip to the verdict</a>
    <header>
      <div class="title">
        <h1>${titleOf(report)}</h1>
        ${since === undefined ? html`` : html`<p class="note">compared with commit <code>${since.commit.slice(0, 12)}</code></p>`}
      </div>
      <search>
        <label for="search">Search changes and resources</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="search-keys"
          aria-keyshortcuts="/"
        />
        <span id="search-keys" class="note"><kbd>/</kbd> to search, <kbd>Esc</kbd> to clear</span>
        <p id="found" role="status"></p>
      </search>
      <button id="theme" type="button">Dark</button>
    </header>
    <nav aria-label="Sections">
      <ul>
        ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ul>
    </nav>
    <main id="main" tabindex="-1">
      ${verdictSection(verdict)} ${figuresSection(figures)}
      ${sections.map(
        ([id, title, body]) =>
          html`<section id="${id}" aria-labelledby="${id}-title">
            <h2 id="${id}-title">${title}</h2>
            ${body}
          </section>`,
      )}
    </main>
    <footer>
      <p class="note">
        Made by <code>npm run preview</code> from the program alone: no account, no state, no network. What an
        <code>up</code> does can differ where somebody changed resources by hand.
      </p>
    </footer>
  `;
}

const resourcesSection = (): Html => html`
  <div class="tools">
    <button id="unfold" type="button">Unfold all</button>
    <button id="fold" type="button">Fold all</button>
    <button id="changed" type="button" aria-pressed="false">Only what changes</button>
  </div>
  <div id="tree">
    <noscript><p>The tree of resources needs scripts; everything else on this page does not.</p></noscript>
  </div>
`;
