import { describe, expect, test } from "@jest/globals";
import { instanceType, instanceTypeNames, podsOn } from "./instance-types.ts";
import table from "./instance-types.json" with { type: "json" };
import { DEFAULT_POOLS } from "./schema/pools.ts";

const rows = instanceTypeNames().flatMap((name) => {
  const type = instanceType(name);
  return type === undefined ? [] : [{ name, type }];
});

const wrong = (isWrong: (row: (typeof rows)[number]) => boolean) =>
  rows.filter(isWrong).map(({ name }) => name);

describe("the table", () => {
  test("says where it is from and of which day", () => {
    expect(table.source).toContain("karpenter");
    expect(table.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("is large enough to choose from", () => {
    expect(rows.length).toBeGreaterThan(200);
  });

  test("names are a family and a size", () => {
    expect(
      wrong(
        ({ name }) => !/^[a-z][a-z0-9-]*\.(metal|metal-\d+xl|nano|micro|small|medium|\d*x?large)$/.test(name),
      ),
    ).toEqual([]);
  });

  test("CPU, memory and architecture are possible", () => {
    expect(wrong(({ type }) => !Number.isInteger(type.vcpu) || type.vcpu < 1 || type.vcpu > 448)).toEqual([]);
    expect(wrong(({ type }) => type.memoryGiB < 0.5 || type.memoryGiB > 32768)).toEqual([]);
    expect(wrong(({ type }) => type.memoryGiB / type.vcpu < 0.5 || type.memoryGiB / type.vcpu > 64)).toEqual(
      [],
    );
    expect(wrong(({ type }) => !["amd64", "arm64"].includes(type.arch))).toEqual([]);
  });

  test("an architecture is as its family's name says: Graviton has a g after the number", () => {
    const isGraviton = (name: string) => /^([a-z]+\d+g|a1)/.test(name);
    expect(wrong(({ name, type }) => isGraviton(name) !== (type.arch === "arm64"))).toEqual([]);
  });

  test("interfaces and their addresses are possible", () => {
    expect(
      wrong(({ type }) => !Number.isInteger(type.interfaces) || type.interfaces < 2 || type.interfaces > 32),
    ).toEqual([]);
    expect(
      wrong(
        ({ type }) =>
          !Number.isInteger(type.ipv4PerInterface) || type.ipv4PerInterface < 2 || type.ipv4PerInterface > 64,
      ),
    ).toEqual([]);
  });

  test("GPUs have a model and a count, and are in the families that have them", () => {
    expect(
      wrong(({ type }) => type.gpu !== undefined && (type.gpu.model === "" || type.gpu.count < 1)),
    ).toEqual([]);
    expect(wrong(({ name, type }) => (type.gpu !== undefined) !== /^(g|p)\d/.test(name))).toEqual([]);
  });

  test("a larger size of a family has no less of anything", () => {
    const family = (name: string) => name.split(".")[0];
    const smaller = rows.filter(({ name, type }) =>
      rows.some(
        (other) =>
          family(other.name) === family(name) &&
          other.type.vcpu < type.vcpu &&
          other.type.memoryGiB > type.memoryGiB,
      ),
    );
    expect(smaller.map(({ name }) => name)).toEqual([]);
  });

  test("has every type of the default pools", () => {
    const wanted = Object.values(DEFAULT_POOLS).flatMap(({ instanceTypes }) => instanceTypes);
    expect(wanted.filter((name) => instanceType(name) === undefined)).toEqual([]);
  });

  test("a key of Object.prototype is no type", () => {
    expect(instanceType("constructor")).toBeUndefined();
  });
});

describe("podsOn", () => {
  test.each([
    ["c7i.4xlarge", 110],
    ["m7i.large", 110],
    ["c7i.8xlarge", 250],
    ["c7g.16xlarge", 250],
    ["g5.4xlarge", 110],
    ["t3.medium", 110],
  ])("%s holds %i", (name, pods) => {
    const type = instanceType(name);
    expect(type && podsOn(type)).toBe(pods);
  });

  test("counts 16 addresses for each of an interface's but its first, where that is less than EKS recommends", () => {
    const tiny = { vcpu: 2, memoryGiB: 1, arch: "amd64", interfaces: 2, ipv4PerInterface: 2 };
    expect(podsOn(tiny)).toBe(2 * 1 * 16 + 2);
    expect(podsOn({ ...tiny, interfaces: 3, ipv4PerInterface: 6, vcpu: 32 })).toBe(3 * 5 * 16 + 2);
  });

  test("caps at 110 below 30 vCPU and at 250 from there", () => {
    const large = { memoryGiB: 1, arch: "amd64", interfaces: 15, ipv4PerInterface: 50 };
    expect([podsOn({ ...large, vcpu: 29 }), podsOn({ ...large, vcpu: 30 })]).toEqual([110, 250]);
  });
});
