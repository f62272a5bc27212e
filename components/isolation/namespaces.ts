// Namespaces of the platform. Policies select them by Kubernetes' own label `kubernetes.io/metadata.name`.

/** Agones' components. */
export const AGONES_NAMESPACE = "agones-system";

/** Game servers and what they talk to: the game backend and the matchmaker. */
export const GAME_NAMESPACE = "game-servers";

/** Prometheus, Grafana and what belongs to them. */
export const MONITORING_NAMESPACE = "monitoring";

export const NAMESPACES = [AGONES_NAMESPACE, GAME_NAMESPACE, MONITORING_NAMESPACE] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** Labels of a namespace beside those of Pod Security; the specification's manifests select game-servers by its own. */
export const NAMESPACE_LABELS: Record<Namespace, Record<string, string>> = {
  [AGONES_NAMESPACE]: {},
  [GAME_NAMESPACE]: { name: GAME_NAMESPACE, monitoring: "enabled" },
  [MONITORING_NAMESPACE]: {},
};
