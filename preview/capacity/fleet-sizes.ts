// How many game servers a Fleet has, by what sizes it (Agones 1.60, pkg/fleetautoscalers).
import { z } from "zod";
import type { Json } from "../property-values.ts";

export interface FleetSizes {
  /** The least that is asked for. */
  minimum: number;
  /** Servers while nobody plays: those that wait, at least the minimum. */
  buffer: number;
  /** Undefined where nothing in the program bounds it. */
  maximum: number | undefined;
}

const bufferSize = z.union([z.number(), z.string()]);

const capacity = z.object({
  key: z.string(),
  bufferSize,
  minCapacity: z.number().default(0),
  maxCapacity: z.number(),
});

const size = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("Buffer"),
    buffer: z.object({ bufferSize, minReplicas: z.number().default(0), maxReplicas: z.number() }),
  }),
  z.object({ type: z.literal("Counter"), counter: capacity }),
  z.object({ type: z.literal("List"), list: capacity }),
  z.object({ type: z.literal("Webhook") }),
  z.object({ type: z.literal("Wasm") }),
]);

const schedule = z.object({ type: z.literal("Schedule"), schedule: z.object({ policy: size }) });
const chain = z.object({ type: z.literal("Chain"), chain: z.array(z.union([size, schedule])).min(1) });

export const autoscalerPolicy = z.union([size, schedule, chain]);
type Policy = z.output<typeof autoscalerPolicy>;
type Capacity = z.output<typeof capacity>;

export const autoscalerInputs = z.object({
  spec: z.object({ fleetName: z.string(), policy: autoscalerPolicy }),
});

const declared = z.record(z.string(), z.object({ capacity: z.number().optional() })).default({});

/** Counters and Lists of a Fleet's servers. */
export const capacities = z.object({ counters: declared, lists: declared });
type Capacities = z.output<typeof capacities>;

/** Sizes of a Fleet that nobody scales; Agones makes no server where the number is left out. */
export const fixedSizes = (replicas: number | undefined): FleetSizes => {
  const number = replicas ?? 0;
  return { minimum: number, buffer: number, maximum: number };
};

export function autoscaledSizes(policy: Policy, ofFleet: Capacities): FleetSizes {
  switch (policy.type) {
    case "Buffer": {
      const { minReplicas, maxReplicas, bufferSize: waiting } = policy.buffer;
      return sizes(minReplicas, servers(waiting), maxReplicas);
    }
    case "Counter":
      return inServers(policy.counter, ofFleet.counters[policy.counter.key]?.capacity);
    case "List":
      return inServers(policy.list, ofFleet.lists[policy.list.key]?.capacity);
    case "Webhook":
    case "Wasm":
      return { minimum: 0, buffer: 0, maximum: undefined };
    case "Schedule":
      return autoscaledSizes(policy.schedule.policy, ofFleet);
    case "Chain":
      // Any of them may decide, and a window that opens finds what the one before has left.
      return policy.chain.map((each) => autoscaledSizes(each, ofFleet)).reduce(widest);
  }
}

/** A share of the Allocated ones is none while nobody plays. */
const servers = (waiting: Json) => (typeof waiting === "number" ? waiting : 0);

const sizes = (minimum: number, waiting: number, maximum: number): FleetSizes => ({
  minimum,
  buffer: Math.min(maximum, Math.max(minimum, waiting)),
  maximum,
});

/** Capacity in servers, of which each declares as much. */
function inServers({ bufferSize: waiting, minCapacity, maxCapacity }: Capacity, each: number | undefined) {
  if (each === undefined || each <= 0) return { minimum: 0, buffer: 0, maximum: undefined };
  const [minimum, buffer, maximum] = [minCapacity, servers(waiting), maxCapacity].map((of) =>
    Math.ceil(of / each),
  );
  return sizes(minimum ?? 0, buffer ?? 0, maximum ?? 0);
}

const widest = (a: FleetSizes, b: FleetSizes): FleetSizes => ({
  minimum: Math.min(a.minimum, b.minimum),
  buffer: Math.max(a.buffer, b.buffer),
  maximum: a.maximum === undefined || b.maximum === undefined ? undefined : Math.max(a.maximum, b.maximum),
});
