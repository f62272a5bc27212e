// All regions of an environment together, against what the platform promises.
import type { Capacity } from "./capacity-report.ts";

/** The specification's promise: "thousands of concurrent game servers", which are two at least, and "100,000+ simultaneous players". */
const PROMISE = { servers: 2000, players: 100_000 } as const;

export interface CapacitySummary {
  servers: number;
  players: number;
  promise: { servers: number; players: number };
  /** Stacks that are counted. */
  stacks: string[];
  /** Stacks of which it is not known what they hold, or which hold no game. */
  notCounted: string[];
  /** What is missing, a sentence each; empty where the promise holds. */
  lacks: string[];
}

export function summaryOf(
  capacities: readonly { stack: string; capacity: Capacity | null }[],
): CapacitySummary {
  const counted = capacities.filter(({ capacity }) => capacity !== null);
  const sum = (of: "servers" | "players") =>
    counted.reduce((total, { capacity }) => total + (capacity?.[of] ?? 0), 0);
  const held = { servers: sum("servers"), players: sum("players") };
  return {
    ...held,
    promise: PROMISE,
    stacks: counted.map(({ stack }) => stack),
    notCounted: capacities.flatMap(({ stack, capacity }) => (capacity === null ? [stack] : [])),
    lacks: (["servers", "players"] as const)
      .filter((of) => held[of] < PROMISE[of])
      .map((of) => `${held[of]} ${of} of ${PROMISE[of]}: ${PROMISE[of] - held[of]} lack`),
  };
}
