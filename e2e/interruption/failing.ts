import assert from "node:assert/strict";
import type { Update } from "../engine/update.ts";
import type { AccountFailure } from "./account-failures.ts";
import type { Reference } from "./rounds.ts";
import type { Bed } from "./survey.ts";
import { compare, survey } from "./survey.ts";

/** AWS fails in the middle, the cause goes, and the same command again completes what it began. */
export async function completesAfter(
  bed: Bed,
  reference: Reference,
  { name, operation, fault, says, orphan = false }: AccountFailure,
): Promise<void> {
  const { cloud, engine, stack } = bed;
  cloud.faults.add(fault);
  const first = await engine[operation](stack);
  cloud.faults.clear();
  if (says === undefined) assert.ok(first.ok, `${name}: ${first.all}`);
  else await failed(bed, name, first, says, orphan);
  const again = says === undefined ? first : await engine[operation](stack);
  assert.ok(again.ok, `${name}, the second time: ${again.all}`);
  const expected = operation === "up" ? reference.up : reference.gone;
  assert.deepEqual(compare(expected, await survey(bed, reference.before)), [], name);
}

async function failed(bed: Bed, name: string, update: Update, says: RegExp, orphan: boolean): Promise<void> {
  assert.ok(!update.ok, `${name}: it did not fail\n${update.all}`);
  assert.match(update.all, says, name);
  const { problems } = await survey(bed);
  const orphans = problems.filter((problem) => problem.startsWith("only in the account: "));
  assert.deepEqual(
    [orphans.length, problems.length],
    orphan ? [1, 1] : [0, 0],
    `${name}: ${problems.join("\n")}`,
  );
  // As somebody does who reads the error and looks into the account.
  for (const line of orphans) bed.cloud.deleteByHand(({ id }) => id === line.split(" ").at(-1));
}
