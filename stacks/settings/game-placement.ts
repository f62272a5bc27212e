import type { Placement, Taint } from "../../components/nodes/placement.ts";
import {
  GAME_TAINT,
  GPU_TAINT,
  GPU_TYPE_LABEL,
  POOL_LABEL,
  ROLE_LABELS,
} from "../../components/nodes/placement.ts";
import type { Game } from "./schema/games.ts";
import type { ExistingRegionValues } from "./schema/schema.ts";

/** Game servers run on nodes of game pools, those that need GPUs on nodes with theirs. */
export function poolPlacement({ gpu, pool }: Pick<Game, "gpu" | "pool">): Placement {
  return {
    nodeSelector: {
      ...ROLE_LABELS.game,
      ...(gpu !== undefined && { [GPU_TYPE_LABEL]: gpu.type }),
      ...(pool !== undefined && { [POOL_LABEL]: pool }),
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

function toleration([key, taint]: [string, string]): Taint {
  const [value = "", effect] = taint.split(":");
  return { key, value, effect: effect === "NoExecute" ? effect : "NoSchedule" };
}
