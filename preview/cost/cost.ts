import type { PoolCapacity } from "../capacity/capacity-report.ts";
import type { StackResources } from "./billed-stack.ts";
import { billedStack } from "./billed-stack.ts";
import { chargesOf } from "./billed-types.ts";
import type { Charge } from "./charge.ts";
import { merged } from "./charge.ts";
import type { Cost, CostRow } from "./cost-report.ts";
import { isOnExistingCluster, nodeAssumptions, nodeCharges, nodeTraffic } from "./node-charges.ts";
import { playerTraffic } from "./player-traffic.ts";
import { unitOf } from "./price-keys.ts";
import type { Prices } from "./prices.ts";
import { isNone, sum, times } from "./sizes.ts";

/**
 * What a stack costs in a month, as far as prices are known; nothing of AWS is asked.
 *
 * @param nodes how many nodes the pools have; a pool that it lacks has as many as its node groups say
 * @param players at the maximum
 */
export function costOf(
  resources: StackResources,
  nodes: readonly PoolCapacity[],
  players: number,
  prices: Prices,
): Cost {
  const stack = billedStack(resources, nodes, players, prices);
  // On somebody else's cluster nothing tells what a volume or a load balancer is.
  const isOurs = !isOnExistingCluster(stack);
  const charges = merged([
    ...nodeCharges(stack),
    ...(isOurs ? [...nodeTraffic(stack), ...playerTraffic(stack)] : []),
    ...(isOurs ? stack.resources.flatMap((resource) => chargesOf(resource, stack)) : []),
  ]).filter(({ key, quantity }) => key === null || !isNone(quantity));
  const priced = charges.map((charge) => ({ charge, row: rowOf(charge, prices) }));
  const rows = priced.map(({ row }) => row).toSorted(byMaximum);
  const total = sum(rows.flatMap(({ usd }) => usd ?? []));
  const unknown = priced.filter(({ charge, row }) => charge.isPlayers && row.usd === null);
  return {
    currency: "USD",
    pricesAsOf: prices.asOf,
    hoursPerMonth: prices.hoursPerMonth,
    rows,
    total,
    unpriced: reasons(priced.flatMap(({ charge, row }) => (row.usd === null ? [charge] : []))),
    assumptions: [
      ...general(prices),
      ...nodeAssumptions(stack),
      ...new Set(charges.flatMap(({ assumes }) => assumes ?? [])),
      ...(players > 0 && unknown.length > 0
        ? [
            `what a player costs is not known, for want of these prices: ${unknown.map(({ row }) => row.what).join("; ")}`,
          ]
        : []),
    ],
    perPlayerHour:
      players > 0 && unknown.length === 0 ? total.maximum / prices.hoursPerMonth / players : null,
  };
}

const general = ({ hoursPerMonth }: Prices): string[] => [
  `a month of ${hoursPerMonth} hours, all of them at that size`,
  "list prices on demand: no tax, no support plan, no discount, no savings plan, no free tier",
];

function rowOf({ what, key, unit, region, quantity, atMost }: Charge, prices: Prices): CostRow {
  const price = key === null ? undefined : prices.find(key, region);
  const ceiling = atMost === undefined ? undefined : prices.find(atMost, region);
  const lacking = `no price${ceiling === undefined ? "" : `; on demand it is $${ceiling.usd}, more than which it never is (${ceiling.source})`}`;
  return {
    what,
    quantity,
    unit: (key === null ? unit : unitOf(key)) ?? "piece",
    usdPerUnit: price?.usd ?? null,
    usd: price === undefined ? null : times(quantity, price.usd),
    source: price?.source ?? lacking,
  };
}

/** One for each price that lacks, with all that it is the price of. */
function reasons(charges: readonly Charge[]): string[] {
  const lacking = Map.groupBy(charges, ({ what, key, region }) =>
    key === null ? what : `${key} in ${region}`,
  );
  return [...lacking]
    .map(([price, its]) => (its.every(({ key }) => key === null) ? price : `${price}: ${whats(its)}`))
    .toSorted();
}

const whats = (charges: readonly Charge[]) => charges.map(({ what }) => what).join("; ");

/** The dearest first, then what has no price. */
const byMaximum = (a: CostRow, b: CostRow): number =>
  (b.usd?.maximum ?? -1) - (a.usd?.maximum ?? -1) || (a.what < b.what ? -1 : 1);
