// What the ResourceQuota of the game servers' namespace lets them take together.
import { z } from "zod";
import { GAME_NAMESPACE } from "../../components/isolation/namespaces.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { Amounts } from "./amounts.ts";
import { CPU, GPUS, MEMORY } from "./amounts.ts";
import type { GameFleet } from "./games.ts";
import { quantitySchema } from "./quantity.ts";

const inputs = z.object({
  metadata: z.object({ namespace: z.literal(GAME_NAMESPACE) }),
  spec: z.object({ hard: z.record(z.string(), quantitySchema) }),
});

/** Keys of a quota with what a server takes of them, and the setting that says how much there is, with its unit. */
const COUNTED = [
  { key: "pods", of: () => 1, setting: "quota.gameServers", unit: 1 },
  {
    key: "requests.cpu",
    of: ({ takes }: GameFleet) => (takes[CPU] ?? 0) / 1000,
    setting: "quota.cpu",
    unit: 1,
  },
  {
    key: "requests.memory",
    of: ({ takes }: GameFleet) => (takes[MEMORY] ?? 0) * 2 ** 20,
    setting: "quota.memoryGiB",
    unit: 2 ** 30,
  },
  {
    key: "requests.nvidia.com/gpu",
    of: ({ takes }: GameFleet) => takes[GPUS] ?? 0,
    setting: "quota.gpus",
    unit: 1,
  },
  {
    key: "requests.storage",
    of: ({ scratchGiB }: GameFleet) => scratchGiB * 2 ** 30,
    setting: "quota.storageGiB",
    unit: 2 ** 30,
  },
] as const;

/** None where there is no such quota, or it is not known. */
export function namespaceQuota(resources: readonly RecordedResource[]): Amounts {
  const quotas = resources
    .filter(({ type }) => type === "kubernetes:core/v1:ResourceQuota")
    .map((resource) => inputs.safeParse(resource.inputs).data);
  return quotas.find((quota) => quota !== undefined)?.spec.hard ?? {};
}

export interface Allowed {
  servers: number;
  /** The key of the quota that allows fewest. */
  key: string;
  setting: string;
  /** What the setting has to be for so many servers. */
  valueFor: (servers: number) => number;
}

/** Most servers like a Fleet's that the quota allows beside those of others; undefined where none bounds them. */
export function allowedServers(
  hard: Amounts,
  fleet: GameFleet,
  others: readonly { fleet: GameFleet; servers: number }[],
): Allowed | undefined {
  const allowed = COUNTED.flatMap(({ key, of, setting, unit }) => {
    const bound = hard[key];
    const each = of(fleet);
    if (bound === undefined || each === 0) return [];
    const gone = others.reduce((sum, other) => sum + of(other.fleet) * other.servers, 0);
    return {
      servers: Math.max(0, Math.floor((bound - gone) / each + 1e-9)),
      key,
      setting,
      valueFor: (servers: number) => Math.ceil((gone + servers * each) / unit - 1e-9),
    };
  });
  return allowed.toSorted((a, b) => a.servers - b.servers)[0];
}
