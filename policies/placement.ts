// How nodes and pods of game servers are known, as components/nodes/placement.ts and node-group.ts have it: the pack is a
// package of its own. A test holds both.

/** Label and taint of nodes for game servers. */
export const GAME = "game-server";

/** Taint of nodes with GPUs, and what pods ask for. */
export const GPU = "nvidia.com/gpu";

/** Label of nodes with GPUs: which they have. */
export const GPU_TYPE = "gpu-type";

/** Label of nodes and tag of instances: which pool they are of. */
export const POOL = "gameplane.dev/pool";

/** Tag of node groups whose sessions have ended. */
export const DRAINED = "gameplane.dev/drained";
