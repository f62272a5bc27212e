import type { Layers } from "./layers.ts";
import { isMap } from "./layers.ts";

/**
 * Lays what each game says under `regions.<region>` over the game's own settings. Called after each file is added, so
 * that a file's own settings of a game win over what files below it say for the region.
 */
export function layRegionOverrides(layers: Layers, region: string): Layers {
  const games = layers.at(["games"]);
  if (!isMap(games)) return layers;
  for (const id of Object.keys(games))
    // The list of regions itself is the same in every region; a rule names one that stands in an override.
    layers.lay(["games", id, "regions", region], ["games", id], ["regions"]);
  return layers;
}
