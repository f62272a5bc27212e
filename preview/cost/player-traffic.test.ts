import { describe, expect, it } from "@jest/globals";
import { billedStack } from "./billed-stack.ts";
import { prices, region } from "./cost-fixture.ts";
import { playerTraffic } from "./player-traffic.ts";

const TIERS = {
  "internet transfer": 0.09,
  "internet transfer above 10 TB": 0.08,
  "internet transfer above 50 TB": 0.07,
  "internet transfer above 150 TB": 0.05,
};

/** At 2^33 / 360,000,000 kbit/s a player gets 1 GB in a month of 100 hours. */
const ONE_GB = { playerKbitPerSecond: 2 ** 33 / 360_000_000 };

const traffic = (players: number, usd: Record<string, number> = TIERS) =>
  playerTraffic(billedStack(region(), [], players, prices(usd, ONE_GB))).map(({ key, quantity }) => [
    key,
    quantity.minimum,
    quantity.buffer,
    Math.round(quantity.maximum),
  ]);

describe("playerTraffic", () => {
  it("is nothing without players", () => {
    expect(traffic(0)).toStrictEqual([]);
    expect(traffic(0, {})).toStrictEqual([]);
  });

  it("is what servers send at the maximum", () => {
    expect(traffic(10_240)).toStrictEqual([["internet transfer", 0, 0, 10_240]]);
  });

  it("is by AWS's tiers", () => {
    expect(traffic(200 * 1024)).toStrictEqual([
      ["internet transfer", 0, 0, 10 * 1024],
      ["internet transfer above 10 TB", 0, 0, 40 * 1024],
      ["internet transfer above 50 TB", 0, 0, 100 * 1024],
      ["internet transfer above 150 TB", 0, 0, 50 * 1024],
    ]);
  });

  it("is one thing without a price where there is none", () => {
    expect(traffic(200 * 1024, {})).toStrictEqual([["internet transfer", 0, 0, 200 * 1024]]);
  });
});
