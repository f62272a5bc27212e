import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { whole } from "../numbers.ts";
import { isNone } from "./sizes.ts";

const FIRST = "internet transfer";

/** What AWS charges less for the more there is of it; 1 TB are 1024 GB (EC2 on-demand pricing, "Data Transfer"). */
const TIERS = [
  { key: FIRST, name: "first 10 TB", from: 0, to: 10 * 1024 },
  { key: "internet transfer above 10 TB", name: "next 40 TB", from: 10 * 1024, to: 50 * 1024 },
  { key: "internet transfer above 50 TB", name: "next 100 TB", from: 50 * 1024, to: 150 * 1024 },
  { key: "internet transfer above 150 TB", name: "above 150 TB", from: 150 * 1024, to: Infinity },
];

const SECONDS_PER_HOUR = 3600;
const BITS_PER_KILOBIT = 1000;
const BITS_PER_GB = 8 * 2 ** 30;

/** What servers send to players: nothing while nobody plays, and at the maximum to all of them all the time. */
export function playerTraffic({ region, players, prices }: BilledStack): Charge[] {
  const { playerKbitPerSecond } = prices.assumptions;
  const gbPerPlayer =
    (playerKbitPerSecond * BITS_PER_KILOBIT * SECONDS_PER_HOUR * prices.hoursPerMonth) / BITS_PER_GB;
  const gb = players * gbPerPlayer;
  const charge = (what: string, key: string, maximum: number): Charge => ({
    what,
    key,
    region,
    quantity: { minimum: 0, buffer: 0, maximum },
    assumes: `${playerKbitPerSecond} kbit/s sent to each player; at the maximum ${whole(players)} players play all month`,
    isPlayers: true,
  });
  // Without a price the tiers are of no use.
  if (prices.find(FIRST, region) === undefined)
    return gb === 0 ? [] : [charge("traffic to players", FIRST, gb)];
  return TIERS.map(({ key, name, from, to }) =>
    charge(`traffic to players, ${name}`, key, Math.max(0, Math.min(gb, to) - from)),
  ).filter(({ quantity }) => !isNone(quantity));
}
