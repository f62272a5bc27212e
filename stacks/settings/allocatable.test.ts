import { describe, expect, test } from "@jest/globals";
import { allocatable, daemonSetPods, roomForServers } from "./allocatable.ts";
import type { InstanceType } from "./instance-types.ts";
import { instanceType } from "./instance-types.ts";

function known(name: string): InstanceType {
  const type = instanceType(name);
  if (type === undefined) throw new Error(`${name} is not in the table`);
  return type;
}

const milliCpus = (vcpu: number) =>
  allocatable({ ...known("c7i.4xlarge"), vcpu }, { ami: "al2023", maxPods: 110 }).milliCpu;

describe("CPUs that a node has for pods", () => {
  test.each([
    [1, 940],
    [2, 1930],
    [4, 3920],
    [8, 7910],
    [16, 15890],
    [48, 47810],
    [96, 95690],
  ])("%i vCPU", (vcpu, milliCpu) => {
    expect(milliCpus(vcpu)).toBe(milliCpu);
  });
});

describe("memory that a node has for pods", () => {
  // c7i.4xlarge: 32 GiB less 7.5%, 100Mi of eviction; 8 interfaces with 29 addresses each and 2 pods beside them.
  const usable = Math.floor(32 * 1024 * 0.925) - 100;

  test("AL2023 reserves by the interfaces, whatever maxPods says", () => {
    const at = (maxPods: number) => allocatable(known("c7i.4xlarge"), { ami: "al2023", maxPods }).mebibytes;
    expect([at(110), at(20)]).toEqual([usable - 255 - 11 * 234, usable - 255 - 11 * 234]);
  });

  test("Bottlerocket reserves by maxPods", () => {
    const at = (maxPods: number) =>
      allocatable(known("c7i.4xlarge"), { ami: "bottlerocket", maxPods }).mebibytes;
    expect([at(110), at(20)]).toEqual([usable - 255 - 11 * 110, usable - 255 - 11 * 20]);
  });
});

test("DaemonSets take their part", () => {
  const settings = { ami: "al2023", maxPods: 110 } as const;
  const all = allocatable(known("g5.4xlarge"), settings);
  expect(roomForServers(known("g5.4xlarge"), settings)).toEqual({
    milliCpu: all.milliCpu - 380,
    mebibytes: all.mebibytes - 376,
  });
});

test("and a pod's place each, one more with GPUs", () => {
  expect([daemonSetPods(false), daemonSetPods(true)]).toEqual([6, 7]);
});
