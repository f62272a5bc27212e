// What one node of a group has for game servers.
import { daemonSetPods, roomForServers } from "../../stacks/settings/allocatable.ts";
import type { InstanceType } from "../../stacks/settings/instance-types.ts";
import { instanceType, podsOn } from "../../stacks/settings/instance-types.ts";
import type { Amounts } from "./amounts.ts";
import { CPU, GPUS, MEMORY, PODS, PORTS } from "./amounts.ts";
import type { AgonesRelease } from "./agones-release.ts";
import type { NodeGroup } from "./node-groups.ts";

/** A group whose instance types are all known. */
export interface KnownGroup extends NodeGroup {
  types: InstanceType[];
  maxPods: number;
  /** For game servers, on whichever instance type has least of each. */
  room: Amounts;
  /** vCPUs of the largest instance type: what a quota has to hold. */
  vcpu: number;
  /** Pods of DaemonSets on each node. */
  daemonSetPods: number;
}

/** Undefined where an instance type is not in the table, or none is named. */
export function knownGroup(group: NodeGroup, { gamePorts }: AgonesRelease): KnownGroup | undefined {
  const types = group.instanceTypes.flatMap((name) => instanceType(name) ?? []);
  if (types.length === 0 || types.length < group.instanceTypes.length) return undefined;
  const maxPods = group.maxPods ?? Math.min(...types.map(podsOn));
  const daemons = daemonSetPods(types.some(({ gpu }) => gpu !== undefined));
  const rooms = types.map((type) => roomForServers(type, { ami: group.ami, maxPods }));
  return {
    ...group,
    types,
    maxPods,
    room: {
      [CPU]: Math.min(...rooms.map(({ milliCpu }) => milliCpu)),
      [MEMORY]: Math.min(...rooms.map(({ mebibytes }) => mebibytes)),
      [GPUS]: Math.min(...types.map(({ gpu }) => gpu?.count ?? 0)),
      [PODS]: Math.max(0, maxPods - daemons),
      [PORTS]: Math.max(0, gamePorts.max - gamePorts.min + 1),
    },
    vcpu: Math.max(...types.map(({ vcpu }) => vcpu)),
    daemonSetPods: daemons,
  };
}

/** `c7i.4xlarge`, or the types of which the smallest counts. */
export const typesOf = ({ instanceTypes: [first = "none", ...others] }: NodeGroup): string =>
  others.length === 0 ? first : `the smallest of ${[first, ...others].join(", ")}`;
