// What the stacks cost in a month, by an estimate.
import { count } from "../../policies/verdict.ts";
import type { Sizes } from "../capacity/capacity-report.ts";
import type { Cost, CostRow } from "../cost/cost-report.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { dollars, moreDollars, price, whole } from "../numbers.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { names, table } from "./table.ts";

export function costSection({ stacks, since }: PullRequestReport): Html {
  const known = stacks.flatMap(({ name, cost }) => (cost ? [{ name, cost }] : []));
  if (known.length === 0) return html`<p>Nothing was estimated.</p>`;
  const dates = [...new Set(known.map(({ cost }) => cost.pricesAsOf))].toSorted();
  const assumptions = [...new Set(known.flatMap(({ cost }) => cost.assumptions))];
  return html`
    <p>
      An estimate, not a quote: prices of ${dates.join(", ")}, in USD a month. What has no price is not in the
      sums, so the bill is higher by that.
    </p>
    ${table(
      "Estimated USD a month, by stack",
      [
        { title: "Stack" },
        { title: "Nobody plays", isFigure: true },
        { title: "Buffer", isFigure: true },
        { title: "Maximum", isFigure: true },
        ...(since === undefined ? [] : [{ title: "Change at maximum", isFigure: true } as const]),
        { title: "A player-hour", isFigure: true },
        { title: "Without a price" },
      ],
      known.map(({ name, cost }) => [
        names([name]),
        ...sizes(cost.total),
        ...(since === undefined ? [] : [difference(cost)]),
        cost.perPlayerHour === null ? "unknown" : price(cost.perPlayerHour),
        cost.unpriced.length === 0 ? "nothing" : count(cost.unpriced.length, "row"),
      ]),
    )}
    ${known.map(({ name, cost }) => ofStack(name, cost))}
    ${
      assumptions.length === 0
        ? html``
        : html`<details>
            <summary>What is taken for granted</summary>
            <ul>
              ${assumptions.map((line) => html`<li>${line}</li>`)}
            </ul>
          </details>`
    }
  `;
}

const sizes = ({ minimum, buffer, maximum }: Sizes): string[] => [
  dollars(minimum),
  dollars(buffer),
  dollars(maximum),
];

const difference = ({ difference }: Cost): string =>
  difference === undefined ? "unknown" : moreDollars(difference.maximum);

function ofStack(name: string, cost: Cost): Html {
  const rows = cost.rows.toSorted((one, other) => (other.usd?.maximum ?? 0) - (one.usd?.maximum ?? 0));
  return html`
    <details>
      <summary>Rows of ${name}</summary>
      ${table(
        `Cost of ${name}`,
        [
          { title: "What" },
          { title: "Quantity, minimum", isFigure: true },
          { title: "maximum", isFigure: true },
          { title: "Unit" },
          { title: "USD a unit", isFigure: true },
          { title: "Minimum", isFigure: true },
          { title: "Buffer", isFigure: true },
          { title: "Maximum", isFigure: true },
          { title: "Source" },
        ],
        rows.map(cells),
      )}
      ${cost.unpriced.length === 0 ? html`` : html`<p>Without a price: ${cost.unpriced.join("; ")}.</p>`}
    </details>
  `;
}

const cells = ({ what, quantity, unit, usdPerUnit, usd, source }: CostRow) => [
  html`<span class="wide">${what}</span>`,
  whole(quantity.minimum),
  whole(quantity.maximum),
  unit,
  usdPerUnit === null ? "unpriced" : price(usdPerUnit),
  ...(usd === null ? ["unpriced", "unpriced", "unpriced"] : sizes(usd)),
  source,
];
