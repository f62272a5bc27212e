// The regions: a map, the same as a table, and each region's topology.
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { dollars, whole } from "../numbers.ts";
import type { Counts } from "../since/operations.ts";
import { countsOf, inWords, worstOf } from "../since/operations.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { placeOf, regionMap } from "./region-map.ts";
import { names, table } from "./table.ts";
import { topologyOf } from "./topology.ts";
import { topologyDrawing } from "./topology-drawing.ts";
import type { StackReport } from "../report.ts";

export function regionsSection({ stacks, since }: PullRequestReport): Html {
  const byRegion = Map.groupBy(
    stacks.filter(({ region }) => region !== null),
    ({ region }) => region ?? "",
  );
  const regions = [...byRegion].map(([region, own]) => ({
    region,
    stacks: own.map(({ name }) => name),
    changes: since === undefined ? undefined : together(own),
  }));
  const elsewhere = regions.filter(({ region }) => placeOf(region) === undefined);
  return html`
    ${regionMap(regions)}
    <p class="note">${legend(since !== undefined)}</p>
    ${elsewhere.length === 0 ? html`` : html`<p>Not on the map, because the table of places does not have it: ${elsewhere.map(({ region, stacks, changes }) => `${region} (${stacks.join(", ")}${changes === undefined ? "" : `: ${inWords(changes) || "no change"}`})`).join("; ")}</p>`}
    ${table(
      "Stacks and their regions",
      [
        { title: "Stack" },
        { title: "Region" },
        { title: "Place" },
        { title: "Resources", isFigure: true },
        { title: "What changes" },
        { title: "Players that fit", isFigure: true },
        { title: "USD a month, buffer", isFigure: true },
      ],
      stacks.map((stack) => [
        names([stack.name]),
        names([stack.region ?? "environment"]),
        stack.region === null ? "" : (placeOf(stack.region) ?? "not on the map"),
        whole(stack.resources.length),
        whatChanges(stack, since !== undefined),
        stack.capacity ? whole(stack.capacity.players) : stack.kind === "environment" ? "" : "unknown",
        stack.cost ? dollars(stack.cost.total.buffer) : "unknown",
      ]),
    )}
  `;
}

const together = (stacks: readonly StackReport[]): Counts =>
  countsOf(stacks.flatMap(({ changes }) => changes ?? []));

function whatChanges({ changes }: StackReport, isCompared: boolean): string {
  if (!isCompared) return "not compared";
  return changes === undefined ? "unknown" : inWords(countsOf(changes)) || "nothing";
}

const legend = (isCompared: boolean): string =>
  isCompared
    ? "Diamond: something is replaced (±) or deleted (−). Square: created (+). Filled circle: updated in place (~). Empty circle: no change."
    : "Nothing is compared, so no region is marked.";

/** A drawing each, the first region with the most dangerous change open. */
export function topologySection({ stacks }: PullRequestReport): Html {
  const drawable = stacks.flatMap((stack, index) => {
    const topology = topologyOf(stack);
    return topology === undefined ? [] : [{ stack, topology, index }];
  });
  if (drawable.length === 0) return html`<p>No stack has a cluster or a game.</p>`;
  const ranks = ["replace", "delete", "update", "create", undefined];
  const rank = ({ changes = [] }: StackReport) => ranks.indexOf(worstOf(countsOf(changes)));
  const [open] = drawable.toSorted((one, other) => rank(one.stack) - rank(other.stack));
  return html`${drawable.map(
    (each) => html`
      <details${each === open ? html` open` : html``}>
        <summary>${each.stack.name}${summaryOf(each.stack)}</summary>
        ${topologyDrawing(each.topology, `Topology of ${each.stack.name}`, `topology-${each.index}`)}
      </details>
    `,
  )}`;
}

function summaryOf({ changes }: StackReport): Html {
  const words = changes === undefined ? "" : inWords(countsOf(changes));
  return words === "" ? html`` : html` <span class="where">${words}</span>`;
}
