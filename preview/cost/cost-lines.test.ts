import { describe, expect, it } from "@jest/globals";
import type { Cost } from "./cost-report.ts";
import { costLines } from "./cost-lines.ts";

const plain = (_: unknown, text: string) => text;

const row = (what: string, maximum: number): Cost["rows"][number] => ({
  what,
  quantity: { minimum: 1, buffer: 1, maximum: 1 },
  unit: "hour",
  usdPerUnit: 1,
  usd: { minimum: 0, buffer: maximum / 2, maximum },
  source: "a test",
});

const COST: Cost = {
  currency: "USD",
  pricesAsOf: "2026-06-01",
  hoursPerMonth: 730,
  rows: [
    ["EC2 c7i.4xlarge, pool game", 62_546],
    ["traffic to players", 1000],
    ["three", 300],
    ["four", 40],
    ["five", 5],
    ["six", 0.5],
    ["seven", 0.25],
  ].map(([what, usd]) => row(String(what), Number(usd))),
  total: { minimum: 0, buffer: 31_945.875, maximum: 63_891.75 },
  unpriced: [],
  assumptions: [],
  perPlayerHour: 0.00123,
};

describe("costLines", () => {
  it("shows the five dearest, what the others are together, and the total", () => {
    expect(costLines(COST, plain)).toStrictEqual([
      "cost a month, an estimate by prices of 2026-06-01",
      "                              minimum   buffer  maximum",
      "  EC2 c7i.4xlarge, pool game       $0  $31,273  $62,546",
      "  traffic to players               $0     $500   $1,000",
      "  three                            $0     $150     $300",
      "  four                             $0      $20      $40",
      "  five                             $0    $2.50    $5.00",
      "  2 more                           $0    $0.38    $0.75",
      "  total                            $0  $31,946  $63,892",
      "  $0.0012 for a player and an hour, at the maximum",
    ]);
  });

  it("shows the difference to the base", () => {
    const difference = { minimum: 0, buffer: -12, maximum: 1234 };
    expect(costLines({ ...COST, difference }, plain)).toContain(
      "  change                           $0     -$12  +$1,234",
    );
  });

  it("says what has no price, and that the total lacks it", () => {
    const rows = [row("three", 300), { ...row("KMS keys", 0), usdPerUnit: null, usd: null }];
    const unpriced = ["kms key in eu-west-1: KMS keys"];
    expect(costLines({ ...COST, rows, unpriced, perPlayerHour: null }, plain)).toStrictEqual([
      "cost a month, an estimate by prices of 2026-06-01, without 1 that have no price",
      "         minimum   buffer  maximum",
      "  three       $0     $150     $300",
      "  total       $0  $31,946  $63,892",
      "  unpriced: kms key in eu-west-1: KMS keys",
    ]);
  });

  it("shows no total of nothing", () => {
    const cost = { ...COST, rows: [], unpriced: ["the existing cluster"], perPlayerHour: null };
    expect(costLines(cost, plain)).toStrictEqual([
      "cost a month, an estimate by prices of 2026-06-01, without 1 that have no price",
      "  unpriced: the existing cluster",
    ]);
  });
});
