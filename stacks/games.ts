import type * as pulumi from "@pulumi/pulumi";
import type { GameSpec } from "../components/games/game-spec.ts";
import type { GameSettings, ImageRef } from "./settings/games.ts";

/** How what games name by reference is found. */
export interface GameReferences {
  image: (image: ImageRef) => pulumi.Input<string>;
  secret: (name: string) => pulumi.Input<string>;
}

/** A game with its images' addresses and its secrets. */
export function gameSpec(game: GameSettings, { image, secret }: GameReferences): GameSpec {
  const { enabled, sidecar } = game.antiCheat;
  return {
    ...game,
    image: image(game.image),
    antiCheat: {
      enabled,
      ...(sidecar !== undefined && { sidecar: { ...sidecar, image: image(sidecar.image) } }),
    },
    secretEnv: Object.fromEntries(
      Object.entries(game.secretEnv).map(([variable, name]) => [variable, secret(name)]),
    ),
    pullSecrets: Object.fromEntries(game.pullSecrets.map((name) => [name, secret(name)])),
  };
}
