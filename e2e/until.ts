import { setTimeout as sleep } from "node:timers/promises";

/** Often enough that figures mean something, seldom enough that kubectl is not all that runs. */
const EVERY_MS = 250;

/**
 * Asks again and again until it is so; an error counts as not yet.
 * @returns seconds
 * @throws after `withinMs`, with the last error
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { withinMs = 90_000 } = {},
): Promise<number> {
  const started = performance.now();
  let last: unknown;
  while (performance.now() - started < withinMs) {
    try {
      if (await condition()) return (performance.now() - started) / 1000;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(EVERY_MS);
  }
  throw new Error(
    `${what}: not within ${withinMs / 1000} s${last instanceof Error ? `; ${last.message}` : ""}`,
  );
}
