// A region as a drawing: network, cluster, pools and games from left to right.
import { drawing } from "./drawing.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { inWords, worstOf } from "../since/operations.ts";
import type { Part, Topology } from "./topology.ts";

const BOX = { width: 240, height: 62 };
const GAP = { across: 40, down: 12 };
/** More boxes in a column help nobody; changed ones come first. */
const MOST_BOXES = 16;
/** Letters that a box has room for at 12 px. */
const LETTERS = 35;
/** Of a name, which is bold. */
const NAME_LETTERS = 30;

interface Box {
  part: Part;
  x: number;
  y: number;
}

/** @param id unique in the page */
export function topologyDrawing(topology: Topology, title: string, id: string): Html {
  const games = changedFirst(topology.games).slice(0, MOST_BOXES);
  const pools = changedFirst(topology.pools).slice(0, MOST_BOXES);
  const columns = [asList(topology.network), asList(topology.cluster), pools, games].filter(
    (column) => column.length > 0,
  );
  const rows = Math.max(...columns.map((column) => column.length));
  const height = rows * (BOX.height + GAP.down);
  const width = columns.length * (BOX.width + GAP.across) - GAP.across + 2;
  const placed = columns.map((column, index) =>
    stacked(column, index * (BOX.width + GAP.across) + 1, height),
  );
  const boxes = new Map(placed.flat().map((box) => [box.part, box]));
  const hidden = topology.games.length - games.length + topology.pools.length - pools.length;
  const shapes = [
    edges({ ...topology, pools, games }).map(([from, to]) => edge(boxes.get(from), boxes.get(to))),
    placed.flat().map(drawn),
  ];
  return html`
    ${drawing({ kind: "topology", id, label: title, title, text: described(topology), width, height }, shapes)}
    ${hidden > 0 ? html`<p class="note">${hidden} more, none of which is drawn; all are in the resources.</p>` : html``}
  `;
}

const asList = (part: Part | undefined): Part[] => (part === undefined ? [] : [part]);

const changedFirst = <T extends Part>(parts: readonly T[]): T[] =>
  parts.toSorted((one, other) => Number(isChanged(other)) - Number(isChanged(one)));

const isChanged = ({ changes }: Part): boolean => worstOf(changes) !== undefined;

function stacked(parts: readonly Part[], x: number, height: number): Box[] {
  const top = (height - parts.length * (BOX.height + GAP.down) + GAP.down) / 2;
  return parts.map((part, index) => ({ part, x, y: Math.round(top + index * (BOX.height + GAP.down)) }));
}

/** What stands on what. Games without a known pool stand on the cluster. */
function edges({ network, cluster, pools, games }: Topology): (readonly [Part, Part])[] {
  const [left, middle] = [asList(network), asList(cluster)];
  return [
    ...left.flatMap((from) => middle.map((to) => [from, to] as const)),
    ...middle.flatMap((from) => pools.map((to) => [from, to] as const)),
    ...games.flatMap((game) => {
      const own = pools.filter(({ name }) => game.pools.includes(name));
      return (own.length > 0 ? own : middle).map((from) => [from, game] as const);
    }),
  ];
}

function edge(from: Box | undefined, to: Box | undefined): Html {
  if (from === undefined || to === undefined) return html``;
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const bend = x2 - GAP.across / 2;
  return html`<path class="edge" d="M${x1} ${y1}H${bend}V${y2}H${x2}" />`;
}

function drawn({ part, x, y }: Box): Html {
  const worst = worstOf(part.changes);
  const [first = "", second = ""] = part.about;
  return html`
    <g class="box ${worst ?? "none"}">
      <title>
        ${[part.name, ...part.about, inWords(part.changes)].filter((line) => line !== "").join("; ")}
      </title>
      <rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" />
      <text class="name" x="${x + 10}" y="${y + 18}">${fitting(part.name, NAME_LETTERS)}</text>
      <text class="about" x="${x + 10}" y="${y + 35}"
        >${fitting(worst === undefined ? first : `${first}${second === "" ? "" : `; ${second}`}`)}</text
      >
      <text class="${worst === undefined ? "about" : "changes"}" x="${x + 10}" y="${y + 52}"
        >${fitting(worst === undefined ? second : inWords(part.changes))}</text
      >
    </g>
  `;
}

function fitting(line: string, most = LETTERS): string {
  const letters = Array.from(line);
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join("")}…`;
}

function described({ network, cluster, pools, games }: Topology): string {
  const told = (kind: string) => (part: Part) =>
    `${kind} ${[part.name, ...part.about, inWords(part.changes)].filter((line) => line !== "").join(", ")}`;
  return [
    ...asList(network).map(told("")),
    ...asList(cluster).map(told("cluster")),
    ...pools.map(told("pool")),
    ...games.map(
      (game) => `${told("game")(game)}${game.pools.length > 0 ? ` on ${game.pools.join(", ")}` : ""}`,
    ),
  ]
    .map((line) => line.trim())
    .join("; ");
}
