// What `--format json` says of a region's room for players; a contract, see report.ts.

/** How many of something at the three sizes that matter: nobody plays, servers wait as settings ask, all are taken. */
export interface Sizes {
  minimum: number;
  buffer: number;
  maximum: number;
}

/** What a region holds; null where it has no game or its nodes are not ours to know. */
export interface Capacity {
  games: GameCapacity[];
  pools: PoolCapacity[];
  /** Of all games at once, each at its maximum or at what fits, if that is less: nodes that they share count once. */
  servers: number;
  players: number;
  findings: CapacityFinding[];
}

export interface GameCapacity {
  game: string;
  fleets: string[];
  /** Pools whose nodes its servers may run on. */
  pools: string[];
  playersPerServer: number;
  /** Game servers by what sizes the Fleets. */
  servers: Sizes;
  /** Most game servers that the region can run of it. */
  fits: number;
  /** Players on what fits, up to its maximum. */
  players: number;
  /** Everything that ends it, the tightest first; the first one is what `fits` is. */
  limits: CapacityLimit[];
  /** What could not be told, a sentence each; left out where all is known. */
  unknown?: string[];
  /** Limits that nothing was held against, because nobody has said how much there is; left out where there are none. */
  unchecked?: UncheckedLimit[];
}

export interface UncheckedLimit {
  limit: string;
  /** Such as "not set: serviceQuotas.onDemandStandardVcpus (L-1216C47A)". */
  detail: string;
}

export interface CapacityLimit {
  /** Such as "memory", "game ports", "pods per node", "addresses", "node maximum", "vCPU quota". */
  limit: string;
  servers: number;
  /** How the figure came about, in one line. */
  detail: string;
}

export interface PoolCapacity {
  pool: string;
  /** All that the pool may start, in the order of preference. */
  instanceTypes: string[];
  nodes: Sizes;
}

export interface CapacityFinding {
  level: "error" | "warning";
  message: string;
}
