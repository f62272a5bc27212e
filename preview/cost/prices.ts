import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { CallError } from "../call-error.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { Assumptions } from "./assumptions.ts";
import { closestKey, unitOf } from "./price-keys.ts";

/** The region of prices that are the same in every region. */
export const EVERYWHERE = "*";

const DATE = z.iso.date({ error: 'not a date such as "2026-11-21"' });
const PRICE = z.number().min(0, { error: "not a price: USD, 0 or more" });

/** Prices of one source. In the file, the last block that has a price wins; a region's own wins over EVERYWHERE's. */
const BLOCK = z.strictObject({
  /** An AWS region, or EVERYWHERE. */
  region: z
    .string()
    .regex(/^(\*|[a-z]{2}(-[a-z]+)+-\d)$/, { error: 'not a region such as "eu-west-1", nor "*"' }),
  /** Where the prices are from: a page, a file. */
  source: z.string().min(1, { error: "says nothing; name the page or the file" }),
  /** When they were so; null where the source does not say. */
  asOf: DATE.nullable(),
  /** By the names of price-keys.ts, without tax. */
  usd: z.record(z.string(), PRICE),
});

const NO_MONTH = { error: "not the hours of a month, such as 730" };

export const PRICE_FILE = z.strictObject({
  currency: z.literal("USD", { error: "not USD, the only one that is known" }),
  /** When somebody last looked at it as a whole. */
  asOf: DATE,
  /** AWS's own calculator takes 730. */
  hoursPerMonth: z.number().min(1, NO_MONTH).max(744, NO_MONTH),
  /** Last day on which EKS has a Kubernetes version at the normal price. */
  eksStandardSupportUntil: z.record(
    z.string().regex(/^1\.\d+$/, { error: 'not a version such as "1.36"' }),
    DATE,
  ),
  assumptions: ASSUMPTIONS,
  prices: z.array(BLOCK).min(1),
});

export type PriceFile = z.infer<typeof PRICE_FILE>;

export interface Price {
  usd: number;
  /** With its date. */
  source: string;
}

/** Mistakes of a price file, a line each. */
export class PricesError extends CallError {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

export class Prices {
  readonly asOf: string;
  readonly hoursPerMonth: number;
  readonly assumptions: Assumptions;
  readonly eksStandardSupportUntil: Record<string, string>;
  readonly #prices = new Map<string, Price>();

  constructor({ asOf, hoursPerMonth, assumptions, eksStandardSupportUntil, prices }: PriceFile) {
    this.asOf = asOf;
    this.hoursPerMonth = hoursPerMonth;
    this.assumptions = assumptions;
    this.eksStandardSupportUntil = eksStandardSupportUntil;
    for (const { region, source, asOf: date, usd } of prices) {
      for (const [key, price] of Object.entries(usd))
        this.#prices.set(`${region} ${key}`, { usd: price, source: `${source}, ${date ?? "undated"}` });
    }
  }

  /** @returns undefined where the file has none: never another region's */
  find(key: string, region: string): Price | undefined {
    return this.#prices.get(`${region} ${key}`) ?? this.#prices.get(`${EVERYWHERE} ${key}`);
  }
}

const OURS = join(import.meta.dirname, "prices.json");

/**
 * @param file another price file instead of gameplane's own
 * @throws PricesError with every mistake of the file
 */
export const readPrices = (file: string = OURS): Prices => new Prices(readPriceFile(file));

/** @throws PricesError with every mistake of the file */
export function readPriceFile(file: string): PriceFile {
  const name = basename(file);
  const { data, error } = PRICE_FILE.safeParse(parsed(file, name), { reportInput: true });
  const problems = [...(error?.issues ?? []).map(sentence), ...(data === undefined ? [] : unknownKeys(data))];
  if (data === undefined || problems.length > 0)
    throw new PricesError(problems.map((text) => `${name}: ${text}`));
  return data;
}

function parsed(file: string, name: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new PricesError([
      `${file} cannot be read: ${messageOf(error)}; name a price file, or leave --prices out`,
    ]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PricesError([`${name} is not JSON: ${messageOf(error)}`]);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function sentence({ path, message, input }: z.core.$ZodIssue): string {
  const where = z.core.toDotPath(path);
  const value = input === undefined || typeof input === "object" ? "" : ` ${JSON.stringify(input)}`;
  return `${where === "" ? "the file" : where}${value}: ${message}`;
}

const unknownKeys = ({ prices }: PriceFile): string[] =>
  prices.flatMap(({ usd }, index) =>
    Object.keys(usd)
      .filter((key) => unitOf(key) === undefined)
      .map(
        (key) =>
          `prices[${index}].usd ${JSON.stringify(key)}: nothing has a price of this name; did you mean ${JSON.stringify(closestKey(key))}?`,
      ),
  );
