// Renews a price file from AWS's price list: files that anybody can download, without an account.
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Command } from "commander";
import { instanceTypeNames } from "../../stacks/settings/instance-types.ts";
import { PricesError, readPriceFile } from "./prices.ts";
import type { Offer } from "./refresh-prices.ts";
import { OfferError, readOffer, refreshed } from "./refresh-prices.ts";

const OURS = join(import.meta.dirname, "prices.json");
const LIST = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws";

const command = new Command("prices")
  .description(
    "Renews a price file from offer files of AWS's price list. Download them first, as CSV and by region:\n" +
      `  curl -O ${LIST}/AmazonEC2/current/eu-west-1/index.csv\n` +
      "likewise AmazonVPC, AWSELB, AmazonEKS, AmazonCloudWatch, AmazonECR, AmazonS3, AmazonElastiCache, awskms,\n" +
      "AWSSecretsManager, AWSDataTransfer. Prices that the files do not have stay as they are.",
  )
  .argument("<offer...>", "offer files, CSV")
  .option("-p, --prices <file>", "price file to renew", OURS)
  .option("-o, --out <file>", "write it there instead");

const { prices, out } = command.parse().opts<{ prices: string; out?: string }>();

try {
  const known = new Set(instanceTypeNames());
  const wants = (key: string) => !key.startsWith("ec2 ") || known.has(key.slice("ec2 ".length));
  const offers: Offer[] = [];
  for (const file of command.args) offers.push(await offerOf(file, wants));
  const target = out ?? prices;
  writeFileSync(target, `${JSON.stringify(refreshed(readPriceFile(prices), offers), undefined, 2)}\n`);
  const count = offers.reduce((sum, offer) => sum + offer.prices.length, 0);
  process.stderr.write(`wrote ${count} prices of ${offers.length} offer files to ${target}\n`);
} catch (error) {
  if (
    !(error instanceof PricesError) &&
    !(error instanceof OfferError) &&
    !(error instanceof Error && "syscall" in error)
  )
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Line by line: the file of EC2 in one region is larger than a text can be. */
async function offerOf(file: string, wants: (key: string) => boolean): Promise<Offer> {
  try {
    return await readOffer(createInterface({ input: createReadStream(file), crlfDelay: Infinity }), wants);
  } catch (error) {
    if (error instanceof OfferError) throw new OfferError(`${file}: ${error.message}`);
    throw error;
  }
}
