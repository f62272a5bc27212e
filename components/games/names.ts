import { createHash } from "node:crypto";
import type { GameSpec, World } from "./game-spec.ts";

export const PRIORITY_CLASS = "game-server";
export const STORAGE_CLASS = "game-server-ssd";

export const FLEET_LABEL = "game.gameplane.dev/fleet";
export const WORLD_LABEL = "game.gameplane.dev/world";

/** Where Prometheus finds a pod's metrics. */
export const METRICS_PATH_ANNOTATION = "prometheus.io/path";
export const METRICS_PORT_NAME = "metrics";

/** Service account of a game with AWS rights; the others run as Agones' own. */
export const serviceAccountName = ({ id }: GameSpec) => `game-${id}`;

// Ids have no dots, so that what belongs to one game never has the name of another's, or of what all games share.
export const policyName = ({ id }: GameSpec) => `game-server.${id}`;
export const arrivalPolicyName = ({ id }: GameSpec, target: string) => `game-server.${id}.${target}`;
export const questionPolicyName = ({ id }: GameSpec) => `fleetautoscaler.${id}`;
export const webhookPolicyName = ({ id }: GameSpec) => `fleetautoscaler.${id}.webhook`;
export const environmentSecretName = ({ id }: GameSpec) => `game-${id}.env`;

/** Names of secrets have letters that names of Kubernetes objects may not have; a hash keeps `a_b` apart from `a-b`. */
export function pullSecretName({ id }: GameSpec, secret: string): string {
  const plain = secret
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
  const hash = createHash("sha256").update(secret).digest("hex").slice(0, 6);
  return `game-${id}.pull.${plain === secret ? plain : `${plain}-${hash}`}`;
}

/** Name of a world's Fleet, and of the claim of its volume. */
export const worldName = ({ fleet }: GameSpec, { name }: World) => `${fleet}-${name}`;
