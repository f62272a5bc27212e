/** How many planes fit side by side on one machine. */
export const SLOTS = 10;

/** Ports, ranges and names of one plane: each slot has its own, so that planes run side by side. */
export interface Addresses {
  index: number;
  /** Ports on loopback. */
  ports: {
    apiServer: number;
    etcd: number;
    etcdPeer: number;
    controllerManager: number;
    scheduler: number;
    kwok: number;
  };
  /** Bridge to which pods that really run are wired; its interfaces and namespaces start with this name. */
  bridge: string;
  /** The bridge's own address, in a /24 of those pods. */
  gateway: string;
  serviceRange: string;
  /** Cluster IP of the Service `kubernetes`: the first of the range. */
  kubernetesService: string;
  /** Range of pods that kwok pretends to run. */
  podRange: string;
}

export function addressesOf(index: number): Addresses {
  if (!Number.isInteger(index) || index < 0 || index >= SLOTS) {
    throw new Error(`slot ${index} does not exist; slots are 0 to ${SLOTS - 1}`);
  }
  return {
    index,
    ports: {
      apiServer: 6443 + index,
      etcd: 12_379 + 10 * index,
      etcdPeer: 12_380 + 10 * index,
      controllerManager: 10_257 + 10 * index,
      scheduler: 10_259 + 10 * index,
      kwok: 10_247 + index,
    },
    bridge: `gameplane${index}`,
    gateway: `10.200.${index}.1`,
    serviceRange: `10.${96 + index}.0.0/16`,
    kubernetesService: `10.${96 + index}.0.1`,
    podRange: `10.${230 + index}.0.0/16`,
  };
}

/** Internal address of a plane's n-th node, n from 0 to 65,023. */
export function nodeAddress(index: number, n: number): string {
  return `10.${240 + index}.${Math.floor(n / 254)}.${(n % 254) + 1}`;
}
