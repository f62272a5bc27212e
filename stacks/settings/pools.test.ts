import { describe, expect, test } from "@jest/globals";
import { resolvePool, typesOf } from "./pools.ts";
import { pool as poolSchema } from "./schema/pools.ts";

const pool = (settings: object) =>
  poolSchema.parse({
    role: "game",
    instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
    min: 2,
    max: 20,
    ...settings,
  });
const resolved = (settings: object, version = "1.36") =>
  resolvePool("game", pool(settings), { version, region: "us-west-2", zoneIds: ["usw2-az1", "usw2-az4"] });

describe("a pool with nothing but what it needs", () => {
  test("has one generation, made of the pool's defaults", () => {
    expect(resolved({})).toEqual({
      name: "game",
      role: "game",
      min: 2,
      desired: 2,
      max: 20,
      labels: {},
      excludeZoneIds: [],
      generations: [
        {
          id: "1",
          instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
          architecture: "amd64",
          gpu: false,
          vcpu: 16,
          ami: "al2023",
          version: "1.36",
          capacityType: "on-demand",
          diskGiB: 100,
          maxPods: 110,
          cordoned: false,
          drained: false,
        },
      ],
    });
  });
});

describe("a generation", () => {
  test("takes what it leaves out from its pool, and has its own before that", () => {
    const { generations } = resolved({
      version: "1.35",
      releaseVersion: "1.35.3-20260901",
      diskGiB: 200,
      maxPods: 50,
      generations: {
        old: { cordoned: true },
        new: {
          instanceTypes: ["c7g.8xlarge"],
          ami: "bottlerocket",
          version: "1.36",
          releaseVersion: "1.50.0-4a5b6c7d",
          capacityType: "spot",
          diskGiB: 50,
          maxPods: 60,
        },
      },
    });
    expect(generations).toEqual([
      {
        id: "old",
        instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"],
        architecture: "amd64",
        gpu: false,
        vcpu: 16,
        ami: "al2023",
        version: "1.35",
        releaseVersion: "1.35.3-20260901",
        capacityType: "on-demand",
        diskGiB: 200,
        maxPods: 50,
        cordoned: true,
        drained: false,
      },
      {
        id: "new",
        instanceTypes: ["c7g.8xlarge"],
        architecture: "arm64",
        gpu: false,
        vcpu: 32,
        ami: "bottlerocket",
        version: "1.36",
        releaseVersion: "1.50.0-4a5b6c7d",
        capacityType: "spot",
        diskGiB: 50,
        maxPods: 60,
        cordoned: false,
        drained: false,
      },
    ]);
  });

  test("holds the pods of the smallest of its types, and counts the vCPUs of the largest", () => {
    const [generation] = resolved({ instanceTypes: ["m7i.large", "m7i.16xlarge"] }).generations;
    expect(generation).toMatchObject({ maxPods: 110, vcpu: 64 });
    expect(resolved({ instanceTypes: ["m7i.16xlarge"] }).generations[0]?.maxPods).toBe(250);
  });

  test("has the types of its own or its pool's", () => {
    const [own, none] = [
      { instanceTypes: ["c7i.large"], cordoned: false, drained: false },
      { cordoned: false, drained: false },
    ];
    expect(typesOf(pool({}), own)).toEqual(["c7i.large"]);
    expect(typesOf(pool({}), none)).toEqual(["c7i.4xlarge", "c6i.4xlarge"]);
  });
});

describe("the label gpu-type", () => {
  test("is the model in lower case, or what the settings say, on GPU pools alone", () => {
    const gpu = { role: "gpu", instanceTypes: ["g5.4xlarge"] };
    expect(resolved(gpu).gpuType).toBe("nvidia-a10g");
    expect(resolved({ ...gpu, gpuType: "fast" }).gpuType).toBe("fast");
    expect(resolved(gpu).generations[0]?.gpu).toBe(true);
    expect(Object.keys(resolved({}))).not.toContain("gpuType");
  });
});

test("what settings say of sizes and labels passes through", () => {
  expect(resolved({ desired: 5, labels: { ranked: "yes" }, excludeZoneIds: ["use1-az5"] })).toMatchObject({
    min: 2,
    desired: 5,
    max: 20,
    labels: { ranked: "yes" },
    excludeZoneIds: ["use1-az5"],
  });
});

test("zones that lack an instance type of a generation are left out by that generation alone", () => {
  const { generations, excludeZoneIds } = resolved({
    generations: { "1": { cordoned: true }, "2": { instanceTypes: ["g5.4xlarge"] } },
  });
  expect(generations.map(({ id, zonesWithoutTypes }) => [id, zonesWithoutTypes])).toEqual([
    ["1", undefined],
    ["2", ["usw2-az4"]],
  ]);
  expect(excludeZoneIds).toEqual([]);
});
