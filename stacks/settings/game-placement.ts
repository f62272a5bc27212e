import type { Placement, Toleration } from "../../components/games/game-spec.ts";
import { GAME_TAINT, GPU_TAINT } from "../../components/nodes/placement.ts";
import type { Game } from "./schema/games.ts";
import type { ExistingRegionValues } from "./schema/schema.ts";

/** The StorageClass that gameplane makes on EKS. */
export const GAME_STORAGE_CLASS = "game-server-ssd";

/** Game servers run on nodes of game pools, those that need GPUs on nodes with theirs. */
export function poolPlacement({ gpu, pool }: Pick<Game, "gpu" | "pool">): Placement {
  return {
    nodeSelector: {
      "game-server": "true",
      ...(gpu !== undefined && { "gpu-type": gpu.type }),
      ...(pool !== undefined && { "gameplane.dev/pool": pool }),
    },
    tolerations: gpu === undefined ? [GAME_TAINT] : [GAME_TAINT, GPU_TAINT],
  };
}

/** On a cluster that is already there only what settings say. */
export function existingPlacement({
  labels,
  taints,
}: ExistingRegionValues["existingCluster"]["gameNodes"]): Placement {
  return { nodeSelector: labels, tolerations: Object.entries(taints).map(toleration) };
}

function toleration([key, taint]: [string, string]): Toleration {
  const [value = "", effect] = taint.split(":");
  return { key, value, effect: effect === "NoExecute" ? effect : "NoSchedule" };
}
