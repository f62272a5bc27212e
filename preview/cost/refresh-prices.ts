import type { z } from "zod";
import type { Assumptions } from "./assumptions.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { OfferPrice } from "./offer-file.ts";
import { fields, pricesOf } from "./offer-file.ts";
import type { PRICE_FILE, PriceFile } from "./prices.ts";

/** As it stands in a file, without what it would be anyway. */
type WrittenPriceFile = z.input<typeof PRICE_FILE>;

export interface Offer {
  /** Such as "AmazonEC2". */
  code: string;
  /** ISO date of the price list. */
  published: string;
  prices: OfferPrice[];
}

/** A file that is no offer file of AWS. */
export class OfferError extends Error {}

/** @param wants whether a price is of interest: a region of EC2 has a thousand instance types */
export async function readOffer(
  lines: AsyncIterable<string> | Iterable<string>,
  wants: (key: string) => boolean,
): Promise<Offer> {
  const head = new Map<string, string>();
  let columns: string[] | undefined;
  const found = new Map<string, OfferPrice>();
  for await (const line of lines) {
    const values = fields(line);
    if (columns === undefined) {
      if (values[0] === "SKU") columns = values;
      else head.set(values[0] ?? "", values[1] ?? "");
      continue;
    }
    // Most rows are reserved instances.
    if (!line.includes('"OnDemand"')) continue;
    const names = columns;
    const row = Object.fromEntries(values.map((value, index) => [names[index] ?? "", value]));
    for (const price of pricesOf(row)) {
      const key = `${price.region} ${price.key}`;
      // Of the tiers of a price the first is the dearest.
      if (wants(price.key) && price.usd > (found.get(key)?.usd ?? 0)) found.set(key, price);
    }
  }
  const [code, published] = [head.get("OfferCode"), head.get("Publication Date")];
  if (columns === undefined || code === undefined || published === undefined)
    throw new OfferError(
      "it does not begin as an offer file of AWS does, with OfferCode, Publication Date and SKU",
    );
  return { code, published: published.slice(0, "2026-01-01".length), prices: [...found.values()] };
}

/** The price file with what the offers say; what they do not say stays as it is. */
export function refreshed(file: PriceFile, offers: readonly Offer[]): WrittenPriceFile {
  const blocks = offers.flatMap(({ code, published, prices }) =>
    [...Map.groupBy(prices, ({ region }) => region)].map(([region, its]) => ({
      region,
      source: `AWS price list ${code}`,
      asOf: published,
      usd: Object.fromEntries(
        its.map(({ key, usd }) => [key, usd] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    })),
  );
  const renewed = new Set(
    offers.flatMap(({ prices }) => prices.map(({ region, key }) => `${region} ${key}`)),
  );
  const kept = file.prices
    .map((block) => ({
      ...block,
      usd: Object.fromEntries(
        Object.entries(block.usd).filter(([key]) => !renewed.has(`${block.region} ${key}`)),
      ),
    }))
    .filter(({ usd }) => Object.keys(usd).length > 0);
  const asOf = [file.asOf, ...offers.map(({ published }) => published)].toSorted().at(-1) ?? file.asOf;
  return { ...file, asOf, assumptions: ownAssumptions(file), prices: [...kept, ...blocks] };
}

/** What is as gameplane takes it anyway stands in no file. */
function ownAssumptions({ assumptions }: PriceFile): Partial<Assumptions> {
  const normal = new Map(Object.entries(ASSUMPTIONS.parse({})));
  return Object.fromEntries(Object.entries(assumptions).filter(([key, value]) => normal.get(key) !== value));
}
