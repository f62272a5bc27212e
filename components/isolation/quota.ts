// Bounds of game-servers, pure.
import { decimal, gibibytes } from "../quantities.ts";

/** What game-servers may hold in all. */
export interface GameServersQuota {
  /** GameServers, those of an update's surge included; 100 further pods have room beside them. */
  gameServers: number;
  /** CPUs that pods request. */
  cpu: number;
  /** GiB that pods request. */
  memoryGiB: number;
  /** GPUs that pods request. */
  gpus: number;
  /** GiB of all volumes. */
  storageGiB: number;
}

/** Room for pods that are no game servers: 50 matchmakers, the specification's maximum, the game backend, Valkey. */
const OTHER_PODS = 100;

/**
 * A ResourceQuota's `hard`. Limits are not counted, so that servers may burst. GameServers are counted by their pods:
 * `count/gameservers.agones.dev` would refuse every GameServer ("status unknown for quota") until the cluster's next
 * full recount, up to 5 minutes after the first installation of Agones. A GameServer whose pod is refused goes to
 * Error, says why in an event, and is replaced after 30 s.
 */
export function hardQuota({
  gameServers,
  cpu,
  memoryGiB,
  gpus,
  storageGiB,
}: GameServersQuota): Record<string, string> {
  const pods = decimal(gameServers + OTHER_PODS);
  return {
    pods,
    "requests.cpu": decimal(cpu),
    "requests.memory": gibibytes(memoryGiB),
    "requests.nvidia.com/gpu": decimal(gpus),
    "requests.storage": gibibytes(storageGiB),
    // One volume for each pod.
    persistentvolumeclaims: pods,
    // Players reach servers on their node; a Service of these types would open nodes to everybody.
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
}

/** Requests of a container that names none, which a quota would otherwise refuse. */
export const DEFAULT_REQUESTS = { cpu: "30m", memory: "64Mi" };
