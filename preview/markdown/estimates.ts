// What fits, what it costs and how far environments have come: tables, folded.
import { count } from "../../policies/verdict.ts";
import type { Sizes } from "../capacity/capacity-report.ts";
import { dollars, moreDollars, price, whole } from "../numbers.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { folded } from "../folded.ts";
import type { Block } from "./fitting.ts";
import { code, details, money, plain, table } from "./syntax.ts";

/** Rows of a stack's bill that are shown; the page has all. */
const MOST_ROWS = 5;

export function capacityBlocks({ stacks }: PullRequestReport): Block[] {
  const known = stacks.flatMap(({ name, capacity }) => (capacity ? [{ name, capacity }] : []));
  if (known.length === 0) return [];
  const findings = folded(stacks, ({ capacity }) => capacity?.findings ?? []).map(
    ({ thing, stacks: names }) =>
      `- **${thing.level}** ${names.map(code).join(", ")}: ${plain(thing.message)}`,
  );
  const rows = known.flatMap(({ name, capacity }) =>
    capacity.games.map(({ game, servers, fits, limits, players }) => [
      ...[code(name), code(game), whole(servers.minimum), whole(servers.buffer), whole(servers.maximum)],
      ...[whole(fits), plain(limits[0]?.limit ?? "none known"), whole(players)],
    ]),
  );
  const players = known.reduce((sum, { capacity }) => sum + capacity.players, 0);
  const servers = known.reduce((sum, { capacity }) => sum + capacity.servers, 0);
  const body = [
    ...(findings.length > 0 ? [findings.join("\n")] : []),
    table(
      ["stack", "game", "servers, minimum", "buffer", "maximum", "fit", "first limit", "players"],
      ["left", "left", "right", "right", "right", "right", "left", "right"],
      rows,
    ),
  ];
  const title = `<b>Capacity</b>: ${whole(players)} players on ${whole(servers)} game servers`;
  return [{ name: "capacity", text: details(title, body.join("\n\n")) }];
}

export function costBlocks({ stacks, since }: PullRequestReport): Block[] {
  const known = stacks.flatMap(({ name, cost }) => (cost ? [{ name, cost }] : []));
  if (known.length === 0) return [];
  const dates = [...new Set(known.map(({ cost }) => cost.pricesAsOf))].toSorted();
  const unpriced = [...new Set(known.flatMap(({ cost }) => cost.unpriced))];
  const rows = known.map(({ name, cost }) => [
    code(name),
    ...dollarCells(cost.total),
    ...(since === undefined
      ? []
      : [cost.difference === undefined ? "unknown" : money(moreDollars(cost.difference.maximum))]),
    cost.perPlayerHour === null ? "unknown" : money(price(cost.perPlayerHour)),
  ]);
  const largest = known
    .flatMap(({ name, cost }) =>
      cost.rows.flatMap(({ what, usd }) => (usd === null ? [] : [{ name, what, usd }])),
    )
    .toSorted((one, other) => other.usd.maximum - one.usd.maximum);
  const body = [
    `An estimate, not a quote, at prices of ${plain(dates.join(", "))}. What has no price is not in it.`,
    table(
      ["stack", "minimum", "buffer", "maximum", ...(since === undefined ? [] : ["change"]), "player-hour"],
      ["left", "right", "right", "right", ...(since === undefined ? [] : ["right" as const]), "right"],
      rows,
    ),
    table(
      ["largest", "", "minimum", "buffer", "maximum"],
      ["left", "left", "right", "right", "right"],
      largest
        .slice(0, MOST_ROWS)
        .map(({ name, what, usd }) => [code(name), plain(what), ...dollarCells(usd)]),
    ),
    ...(unpriced.length > 0
      ? [`Without a price (${count(unpriced.length, "row")}): ${unpriced.map(plain).join("; ")}.`]
      : []),
  ];
  const total = known.reduce((sum, { cost }) => sum + cost.total.maximum, 0);
  const title = `<b>Cost</b>: ${unpriced.length > 0 ? "more than " : ""}${dollars(total)} a month at the maximum, an estimate`;
  return [{ name: "cost", text: details(title, body.join("\n\n")) }];
}

const dollarCells = ({ minimum, buffer, maximum }: Sizes): string[] =>
  [minimum, buffer, maximum].map((value) => money(dollars(value)));

export function maturityBlocks({ maturity }: PullRequestReport): Block[] {
  if (maturity.length === 0) return [];
  const lines = maturity.map(({ environment, level, criteria }) => {
    const [lacking] = criteria.flatMap((each) => (each.met ? [] : [each]));
    const next = lacking === undefined ? "" : `; for ${lacking.level} it lacks: ${lacking.lacks}`;
    return `- ${code(environment)}: **${level === "none" ? "below Basic" : level}**${plain(next)}`;
  });
  return [{ name: "maturity", text: details("<b>Maturity</b>", lines.join("\n")) }];
}
