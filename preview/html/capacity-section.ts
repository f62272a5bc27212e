// How many game servers and players fit, and what ends it.
import type { GameCapacity, Sizes } from "../capacity/capacity-report.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { whole } from "../numbers.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { folded } from "../folded.ts";
import { level } from "./sections.ts";
import { names, table } from "./table.ts";
import type { StackReport } from "../report.ts";

/** Beyond that, each game shows what ends it first, and the report has the rest. */
const GAMES_IN_FULL = 100;

export function capacitySection({ stacks }: PullRequestReport): Html {
  const known = stacks.flatMap((stack) =>
    stack.capacity ? [{ name: stack.name, capacity: stack.capacity }] : [],
  );
  const unknown = stacks
    .filter(({ kind, capacity }) => kind === "region" && !capacity)
    .map(({ name }) => name);
  const games = known.flatMap(({ name, capacity }) => capacity.games.map((game) => ({ name, game })));
  const inFull = games.length <= GAMES_IN_FULL;
  return html`
    ${findings(stacks)}
    ${
      games.length === 0
        ? html`<p>No stack has a game on nodes that this project knows.</p>`
        : table(
            "Game servers that fit, by stack and game",
            [
              { title: "Stack and game" },
              { title: "Servers, minimum", isFigure: true },
              { title: "buffer", isFigure: true },
              { title: "maximum", isFigure: true },
              { title: "Fit", isFigure: true },
              { title: "Headroom", isFigure: true },
              { title: "First limit" },
              { title: "Players", isFigure: true },
            ],
            games.map(({ name, game }) => [
              html`${names([name])} <b>${game.game}</b>`,
              ...sizes(game.servers),
              whole(game.fits),
              headroom(game),
              limits(game, inFull),
              whole(game.players),
            ]),
          )
    }
    ${
      known.length === 0
        ? html``
        : html`<details>
            <summary>Nodes of each pool</summary>
            ${table(
              "Nodes of each pool",
              [
                { title: "Stack and pool" },
                { title: "Instance types" },
                { title: "Nodes, minimum", isFigure: true },
                { title: "buffer", isFigure: true },
                { title: "maximum", isFigure: true },
              ],
              known.flatMap(({ name, capacity }) =>
                capacity.pools.map((pool) => [
                  html`${names([name])} <b>${pool.pool}</b>`,
                  pool.instanceTypes.join(", "),
                  ...sizes(pool.nodes),
                ]),
              ),
            )}
          </details>`
    }
    ${unknown.length > 0 ? html`<p class="note">Unknown, because the nodes are not this project's or there is no game: ${unknown.join(", ")}.</p>` : html``}
  `;
}

const sizes = ({ minimum, buffer, maximum }: Sizes): string[] => [
  whole(minimum),
  whole(buffer),
  whole(maximum),
];

function headroom({ fits, servers }: GameCapacity): Html {
  if (servers.maximum === 0) return html`no maximum`;
  const spare = Math.floor((fits / servers.maximum - 1) * 100);
  if (fits < servers.maximum)
    return html`<span class="op delete">✕ ${whole(servers.maximum - fits)} do not fit</span>`;
  return spare < 20 ? html`<span class="op update">! ${spare}%</span>` : html`${spare}%`;
}

function limits({ limits, game }: GameCapacity, inFull: boolean): Html {
  const [first, ...others] = limits;
  if (first === undefined) return html`none known`;
  if (!inFull) return html`${first.limit}`;
  return html`<details>
    <summary aria-label="${first.limit}, what ends ${game}">${first.limit}</summary>
    <ul class="plain">
      ${[first, ...others].map(({ limit, servers, detail }) => html`<li>${limit}: ${whole(servers)}. ${detail}</li>`)}
    </ul>
  </details>`;
}

function findings(stacks: readonly StackReport[]): Html {
  const found = folded(stacks, ({ capacity }) => capacity?.findings ?? []);
  if (found.length === 0) return html``;
  const rows = found.toSorted((one, other) => one.thing.level.localeCompare(other.thing.level));
  return table(
    "What capacity finds",
    [{ title: "Level" }, { title: "Stacks" }, { title: "What" }],
    rows.map(({ thing, stacks }) => [
      level(thing.level),
      names(stacks),
      html`<span class="lines">${thing.message}</span>`,
    ]),
  );
}
