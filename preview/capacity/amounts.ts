/** What a server takes of its node, or what a node has for servers, by resource. */
export type Amounts = Readonly<Record<string, number>>;

export const CPU = "CPU";
export const MEMORY = "memory";
export const GPUS = "GPUs";
export const PODS = "pods";
export const PORTS = "ports";

/** A host port that a server names itself: a node has it once. */
export const staticPort = (protocol: string, port: number) => `port ${port}/${protocol}`;

const isStaticPort = (resource: string) => resource.startsWith("port ");

/** Limits of a node with the resources that they are about, in the order in which a tie is told. */
export const NODE_LIMITS: readonly { limit: string; unit: string; isOf: (resource: string) => boolean }[] = [
  { limit: "CPU", unit: "m", isOf: (resource) => resource === CPU },
  { limit: "memory", unit: " MiB", isOf: (resource) => resource === MEMORY },
  { limit: "GPUs", unit: " GPUs", isOf: (resource) => resource === GPUS },
  { limit: "pods per node", unit: " pods", isOf: (resource) => resource === PODS },
  {
    limit: "game ports",
    unit: " ports",
    isOf: (resource) => resource === PORTS || isStaticPort(resource),
  },
];

/** Those resources alone that a limit is about. */
export const only = (amounts: Amounts, isOf: (resource: string) => boolean): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([resource]) => isOf(resource)));

/** Servers that what is free holds; a node has each static port once unless it is taken. */
export function serversOn(free: Amounts, takes: Amounts): number {
  const each = Object.entries(takes)
    .filter(([, taken]) => taken > 0)
    .map(([resource, taken]) =>
      Math.floor((free[resource] ?? (isStaticPort(resource) ? 1 : 0)) / taken + 1e-9),
    );
  return Math.max(0, Math.min(...each));
}

export const without = (free: Amounts, takes: Amounts, servers: number): Amounts => ({
  ...free,
  ...Object.fromEntries(
    Object.entries(takes).map(([resource, taken]) => [
      resource,
      (free[resource] ?? (isStaticPort(resource) ? 1 : 0)) - taken * servers,
    ]),
  ),
});
