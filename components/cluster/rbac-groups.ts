/** Kubernetes group of people and pipelines that change workloads; gameplane gives it the resources of Agones. */
export const DEPLOYERS_GROUP = "gameplane:deployers";

/** Kubernetes group of those who look at workloads. */
export const VIEWERS_GROUP = "gameplane:viewers";
