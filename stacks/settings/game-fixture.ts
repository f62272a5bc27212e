// For tests: a game as the schema reads it, from settings over the fewest that there can be.
import type { z } from "zod";
import type { Game } from "./schema/games.ts";
import { games } from "./schema/games.ts";

export const FEWEST = {
  type: "dedicated",
  image: "duel:1.0.0",
  cpu: { request: 2 },
  memory: { request: "4Gi" },
  players: 8,
} as const;

type Settings = NonNullable<z.input<typeof games>>[string];

export function gameWith(settings: Partial<Settings> = {}): Game {
  const { duel } = games.parse({ duel: { ...FEWEST, ...settings } });
  if (duel === undefined) throw new Error("the schema has lost the game");
  return duel;
}
