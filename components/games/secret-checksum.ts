import { scryptSync } from "node:crypto";

/**
 * Changes with the values of a game's secrets. It stands in the Fleet, where people may read it who may not read
 * Secrets, so it costs a guesser of weak secrets as much as a password's hash: 16 MiB and some 50 ms a guess.
 */
export function secretChecksum(game: string, values: Record<string, string>): string {
  const inOrder = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
  // The game's id as salt: the same secrets look different in two games.
  return scryptSync(JSON.stringify(inOrder), game, 16).toString("hex");
}
