// Labels by which policies tell pods apart.
import type { Labels } from "./network-policy.ts";

/** Agones puts it on every game server's pod. */
export const GAME_SERVER_PODS: Labels = { "agones.dev/role": "gameserver" };

/** The game's own service beside its servers, which the platform only knows by this label. */
export const GAME_BACKEND_PODS: Labels = { app: "game-backend" };

export const MATCHMAKER_PODS: Labels = { app: "game-matchmaker" };

/** Pods of the Agones chart, whose allocator has a label key of its own. */
export const AGONES_PODS = {
  controller: { "agones.dev/role": "controller" },
  extensions: { "agones.dev/role": "extensions" },
  ping: { "agones.dev/role": "ping" },
  allocator: { "multicluster.agones.dev/role": "allocator" },
} satisfies Record<string, Labels>;

/** As the Prometheus operator labels them. */
export const PROMETHEUS_PODS: Labels = { "app.kubernetes.io/name": "prometheus" };
