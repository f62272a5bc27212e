// Whether a region is healthy, by queries that all have to hold for a while.
import type { Health, HealthQuery } from "./deploy-settings.ts";
import { errorOf } from "./errors.ts";
import type { Sample } from "./prometheus.ts";

export interface HealthCheck {
  ask: (query: string) => Promise<Sample[]>;
  sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds, never backwards. */
  now: () => number;
  say: (line: string) => void;
}

/** What is put into queries and the URL. */
export interface Place {
  environment: string;
  stack: string;
  region: string;
}

/**
 * Looks until everything held at enough looks in a row, or the time is up.
 * @returns what did not hold at the last look; empty where it is healthy
 */
export async function untilHealthy(health: Health, place: Place, check: HealthCheck): Promise<string[]> {
  await check.sleep(health.settleSeconds * 1000);
  const start = check.now();
  let inARow = 0;
  for (;;) {
    const problems = await look(health, place, check);
    inARow = problems.length === 0 ? inARow + 1 : 0;
    check.say(
      problems.length === 0
        ? `healthy (${inARow} of ${health.consecutive} looks)`
        : `not healthy: ${problems.join("; ")}`,
    );
    if (inARow >= health.consecutive) return [];
    const next = check.now() + health.intervalSeconds * 1000;
    if (next - start > health.timeoutSeconds * 1000)
      return problems.length > 0
        ? problems
        : [
            `held at ${inARow} looks in a row, not ${health.consecutive}, in ${health.timeoutSeconds} s; raise timeoutSeconds or see what comes and goes`,
          ];
    await check.sleep(health.intervalSeconds * 1000);
  }
}

async function look({ queries }: Health, place: Place, { ask }: HealthCheck): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(queries).map(async ([name, query]) => {
      try {
        return (await ask(withPlace(query.query, place))).flatMap((sample) => violation(name, query, sample));
      } catch (error) {
        return [`${name}: ${errorOf(error).message}`];
      }
    }),
  );
  return found.flat();
}

function violation(name: string, { atLeast, atMost }: HealthQuery, { labels, value }: Sample): string[] {
  const series = Object.keys(labels).length === 0 ? "" : ` ${JSON.stringify(labels)}`;
  return [
    ...(atLeast !== undefined && !(value >= atLeast)
      ? [`${name}${series}: ${value} is below ${atLeast}`]
      : []),
    ...(atMost !== undefined && !(value <= atMost) ? [`${name}${series}: ${value} is above ${atMost}`] : []),
  ];
}

/** `$stack`, `$region` and `$environment` in a query or a URL; they are names of stacks and regions, without quotes. */
export const withPlace = (text: string, place: Place): string =>
  text.replaceAll(/\$(stack|region|environment)\b/g, (_, name: keyof Place) => place[name]);
