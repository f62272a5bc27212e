import type { Resources } from "./allocatable.ts";
import { mostServers } from "./games.ts";
import { mebibytes, milliCpus } from "./quantities.ts";
import type { Game } from "./schema/games.ts";

/** What Agones' sidecar in each game server's pod requests; components/agones/chart-values.ts sets it. */
export const SDK_SIDECAR: Resources = { milliCpu: 30, mebibytes: 32 };

/** What a game says of its pod's containers, before or after its images are resolved. */
type Requesting = Pick<Game, "cpu" | "memory"> & {
  antiCheat: Pick<Game["antiCheat"], "enabled"> & { sidecar?: Pick<Game, "cpu" | "memory"> | undefined };
};

/** What runs beside the game in its pod. */
export function sidecarRequests({
  antiCheat: { enabled, sidecar },
}: Pick<Requesting, "antiCheat">): Resources {
  if (!enabled || sidecar === undefined) return SDK_SIDECAR;
  return {
    milliCpu: SDK_SIDECAR.milliCpu + milliCpus(sidecar.cpu.request),
    mebibytes: SDK_SIDECAR.mebibytes + mebibytes(sidecar.memory.request),
  };
}

/** What the pod of one game server requests. */
export function podRequests(game: Requesting): Resources {
  const sidecars = sidecarRequests(game);
  return {
    milliCpu: milliCpus(game.cpu.request) + sidecars.milliCpu,
    mebibytes: mebibytes(game.memory.request) + sidecars.mebibytes,
  };
}

/** What a game can take of the namespace's quota at its most. */
export interface Share {
  gameServers: number;
  cpu: number;
  memoryGiB: number;
  gpus: number;
  storageGiB: number;
}

/** A game at its most, while an update makes servers beyond the number; worlds are replaced one by one. */
export function shareOf(game: Game): Share {
  const { persistent, scratch } = game.storage;
  const servers = mostServers(game);
  const surge = persistent === undefined ? Math.ceil((servers * game.rollout.maxSurgePercent) / 100) : 0;
  const gameServers = servers + surge;
  const { milliCpu, mebibytes: memory } = podRequests(game);
  return {
    gameServers,
    cpu: (gameServers * milliCpu) / 1000,
    memoryGiB: (gameServers * memory) / 1024,
    gpus: gameServers * (game.gpu?.count ?? 0),
    storageGiB: gameServers * (scratch?.sizeGiB ?? 0) + servers * (persistent?.sizeGiB ?? 0),
  };
}
